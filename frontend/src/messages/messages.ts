import { inject } from '@angular/core';
import { TranslocoService, type Translation, type TranslocoLoader } from '@jsverse/transloco';
import { from, of, type Observable } from 'rxjs';
import type { en } from './en';
import { reading } from './en-reading';

type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string];

/** The address of a text in `messages/en`, such as `shell.settings`. */
export type MessageKey = Leaves<typeof en>;
export type MessageValues = Readonly<Record<string, string | number>>;
export type Messages = (key: MessageKey, values?: MessageValues) => string;

/**
 * What readers may meet. In English it travels with the first chunk, so no text ever appears late; other languages are chunks
 * of their own.
 */
export class MessageLoader implements TranslocoLoader {
  getTranslation(language: string): Observable<Translation> {
    return language === 'fr' ? from(import('./fr-reading').then((file) => file.reading)) : of(reading);
  }
}

/** What those who work with it meet besides. */
export async function workingMessages(language: string): Promise<Translation> {
  const { working } = language === 'fr' ? await import('./fr-working') : await import('./en-working');
  return working;
}

/**
 * For texts that are needed in code. Called in an injection context; templates use the `transloco` pipe. What computes a
 * text with it computes it anew when the language changes.
 */
export function injectMessages(): Messages {
  const transloco = inject(TranslocoService);
  return (key, values) => transloco.translate(key, { ...values }, transloco.activeLang());
}

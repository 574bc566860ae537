import { inject } from '@angular/core';
import { TranslocoService, type TranslocoLoader } from '@jsverse/transloco';
import { of, type Observable } from 'rxjs';
import { en } from './en';

type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string];

/** The address of a text in `messages/en`, such as `shell.settings`. */
export type MessageKey = Leaves<typeof en>;
export type MessageValues = Readonly<Record<string, string | number>>;
export type Messages = (key: MessageKey, values?: MessageValues) => string;

/** English travels with the first chunk, so no text ever appears late; further languages will be loaded here. */
export class MessageLoader implements TranslocoLoader {
  getTranslation(): Observable<typeof en> {
    return of(en);
  }
}

/**
 * For texts that are needed in code. Called in an injection context; templates use the `transloco` pipe. What computes a
 * text with it computes it anew when the language changes.
 */
export function injectMessages(): Messages {
  const transloco = inject(TranslocoService);
  return (key, values) => transloco.translate(key, { ...values }, transloco.activeLang());
}

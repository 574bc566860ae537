import { computed, DOCUMENT, effect, inject, Injectable, untracked } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';

/** What each language calls itself. English comes first: it is spoken where the reader's own is not. */
export const LANGUAGES = { en: 'English' } as const;
export type LanguageId = keyof typeof LANGUAGES;

const STORED = 'quarterdeck.language';

/** Which language is shown: what the person chose on this device, else the first of the browser's that we speak. */
@Injectable({ providedIn: 'root' })
export class Language {
  private readonly transloco = inject(TranslocoService);
  private readonly document = inject(DOCUMENT);
  private readonly window = this.document.defaultView as Window;

  readonly current = computed(() => spoken(this.transloco.activeLang()) ?? 'en');
  /** For dates and numbers: the reader's own, such as `en-GB`, as long as it speaks the language of the texts. */
  readonly locale = computed(() => {
    const own = this.window.navigator.languages.find((locale) => spoken(locale) === this.current());
    return own ?? this.current();
  });

  constructor() {
    effect(() => {
      this.document.documentElement.lang = this.current();
    });
  }

  /** Called before the first page is drawn. */
  async start(): Promise<void> {
    await this.show(this.recall());
  }

  /** Called by the language menu. Kept on this device only. */
  async choose(id: LanguageId): Promise<void> {
    await this.show(id);
    this.window.localStorage.setItem(STORED, id);
  }

  /** Called by paper too, which speaks the language of who asked for it. */
  async show(locale: string): Promise<void> {
    const id = spoken(locale) ?? 'en';
    await firstValueFrom(this.transloco.load(id));
    untracked(() => this.transloco.setActiveLang(id));
  }

  private recall(): string {
    const stored = this.window.localStorage.getItem(STORED);
    return [stored ?? '', ...this.window.navigator.languages].find((locale) => spoken(locale)) ?? 'en';
  }
}

function spoken(locale: string): LanguageId | undefined {
  const language = locale.split('-', 1)[0] ?? '';
  return language in LANGUAGES ? (language as LanguageId) : undefined;
}

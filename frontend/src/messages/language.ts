import { computed, DOCUMENT, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { workingMessages } from './messages';

/** What each language calls itself. English comes first: it is spoken where the reader's own is not. */
export const LANGUAGES = { en: 'English', fr: 'Français' } as const;
export type LanguageId = keyof typeof LANGUAGES;

const STORED = 'quarterdeck.language';

/** Which language is shown: what the person chose on this device, else the first of the browser's that we speak. */
@Injectable({ providedIn: 'root' })
export class Language {
  private readonly transloco = inject(TranslocoService);
  private readonly document = inject(DOCUMENT);
  private readonly window = this.document.defaultView as Window;

  /** The languages of which every text is there, and whether that is needed. */
  private readonly whole = new Set<LanguageId>();
  private isWholeNeeded = false;

  /** What paper was asked to speak, with its region; empty on screens. */
  private readonly asked = signal('');

  readonly current = computed(() => spoken(this.transloco.activeLang()) ?? 'en');
  /** For dates and numbers: the reader's own, such as `en-GB`, as long as it speaks the language of the texts. */
  readonly locale = computed(() => {
    const own = [this.asked(), ...this.window.navigator.languages].find((locale) => spoken(locale) === this.current());
    return own ?? this.current();
  });

  constructor() {
    effect(() => {
      this.document.documentElement.lang = this.current();
    });
  }

  /** Called before the first page is drawn. */
  async start(): Promise<void> {
    // Without the file of another language the page still opens.
    await this.speak(this.recall()).catch(() => this.speak('en'));
  }

  /** Called by the language menu. Kept on this device only. */
  async choose(id: LanguageId): Promise<void> {
    await this.speak(id);
    this.window.localStorage.setItem(STORED, id);
  }

  /** Called by paper: it speaks the language, and writes dates and numbers as they are written where it was asked for. */
  async show(locale: string): Promise<void> {
    this.asked.set(locale);
    await this.speak(locale);
  }

  /** Called by the guard of every page that is not only read: from now on every text is there. */
  async speakInFull(): Promise<void> {
    this.isWholeNeeded = true;
    await this.complete(this.current());
  }

  private async complete(id: LanguageId): Promise<void> {
    if (this.whole.has(id)) return;
    this.transloco.setTranslation(await workingMessages(id), id);
    this.whole.add(id);
  }

  private async speak(locale: string): Promise<void> {
    const id = spoken(locale) ?? 'en';
    await firstValueFrom(this.transloco.load(id));
    if (this.isWholeNeeded) await this.complete(id);
    untracked(() => this.transloco.setActiveLang(id));
  }

  private recall(): string {
    const stored = this.window.localStorage.getItem(STORED);
    return [stored ?? '', ...this.window.navigator.languages].find((locale) => spoken(locale)) ?? 'en';
  }
}

function spoken(locale: string): LanguageId | undefined {
  const language = locale.split('-', 1)[0] ?? '';
  return Object.hasOwn(LANGUAGES, language) ? (language as LanguageId) : undefined;
}

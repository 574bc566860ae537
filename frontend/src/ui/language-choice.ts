import { booleanAttribute, ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Language, LANGUAGES, type LanguageId } from '../messages/language';
import { injectMessages } from '../messages/messages';
import { problemText } from './problem-text';
import { Segments } from './segments';
import { Toasts } from './toasts';

/** Every language by its own name. */
@Component({
  selector: 'qd-language-choice',
  imports: [Segments, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <qd-segments
      [label]="'language.title' | transloco"
      [options]="options"
      [chosen]="language.current()"
      [plain]="plain()"
      (choose)="choose($event)"
    />
  `,
})
export class LanguageChoice {
  readonly plain = input(false, { transform: booleanAttribute });
  protected readonly language = inject(Language);
  protected readonly options = LANGUAGE_OPTIONS.map(({ id, name }) => ({ value: id, text: name, lang: id }));
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();

  protected choose(id: LanguageId): void {
    this.language.choose(id).catch((error: unknown) => {
      this.toasts.say(problemText(error, this.messages).sentence);
    });
  }
}

export const LANGUAGE_OPTIONS = (Object.keys(LANGUAGES) as LanguageId[]).map((id) => ({ id, name: LANGUAGES[id] }));

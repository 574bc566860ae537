import { booleanAttribute, ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Language, LANGUAGES, type LanguageId } from '../messages/language';
import { injectMessages } from '../messages/messages';
import { problemText } from './problem-text';
import { Toasts } from './toasts';

/** Every language by its own name. `plain` is for corners of pages that are about something else. */
@Component({
  selector: 'qd-language-choice',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.plain]': 'plain()' },
  styles: `
    fieldset {
      display: flex;
      gap: 2px;
      width: fit-content;
      margin: 0;
      padding: 2px;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--page);
    }
    label {
      display: flex;
      align-items: center;
      min-height: calc(var(--control) - 6px);
      padding: 0 var(--space-12);
      border-radius: 4px;
      color: var(--muted);
      font-size: var(--text-13);
      cursor: pointer;
    }
    label:hover {
      color: var(--ink);
    }
    label:has(:checked) {
      background: var(--surface);
      box-shadow: 0 0 0 1px var(--line);
      color: var(--ink);
      font-weight: 500;
    }
    label:has(:focus-visible) {
      outline: 2px solid var(--accent);
      outline-offset: 1px;
    }
    :host(.plain) fieldset {
      padding: 0;
      border-color: transparent;
      background: none;
    }
    :host(.plain) label {
      min-height: 24px;
      padding: 0 var(--space-8);
      font-size: var(--text-12);
    }
    :host(.plain) label:has(:checked) {
      background: none;
      box-shadow: none;
    }
  `,
  template: `
    <fieldset>
      <legend class="qd-spoken">{{ 'language.title' | transloco }}</legend>
      @for (option of options; track option.id) {
        <label [attr.lang]="option.id">
          <input
            type="radio"
            name="language"
            class="qd-spoken"
            [value]="option.id"
            [checked]="language.current() === option.id"
            (change)="choose(option.id)"
          />
          {{ option.name }}
        </label>
      }
    </fieldset>
  `,
})
export class LanguageChoice {
  readonly plain = input(false, { transform: booleanAttribute });
  protected readonly language = inject(Language);
  protected readonly options = LANGUAGE_OPTIONS;
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();

  protected choose(id: LanguageId): void {
    this.language.choose(id).catch((error: unknown) => {
      this.toasts.say(problemText(error, this.messages).sentence);
    });
  }
}

export const LANGUAGE_OPTIONS = (Object.keys(LANGUAGES) as LanguageId[]).map((id) => ({ id, name: LANGUAGES[id] }));

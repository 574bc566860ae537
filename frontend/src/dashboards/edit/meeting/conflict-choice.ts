import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Conflict } from '@quarterdeck/sdk/api/document-merge';
import { injectMessages } from '../../../messages/messages';
import { injectLocale } from '../../../ui/locale';
import { capital, fieldWords, panelName, valueWords } from '../../revisions/change-words';
import { Meeting } from './meeting.store';

/** One thing that both changed: whose stays is chosen here. */
@Component({
  selector: 'qd-conflict-choice',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    fieldset {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-4) var(--space-16);
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0;
      font-weight: 500;
    }
    label {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-height: 28px;
      overflow-wrap: anywhere;
    }
  `,
  template: `
    <fieldset>
      <legend>{{ subject() }}</legend>
      <label>
        <input
          type="radio"
          [name]="conflict().key"
          [checked]="meeting.choice(conflict().key) === 'mine'"
          (change)="meeting.choose(conflict().key, 'mine')"
        />
        {{ 'revisions.meeting.isMine' | transloco: { value: value(conflict().mine) } }}
      </label>
      <label>
        <input
          type="radio"
          [name]="conflict().key"
          [checked]="meeting.choice(conflict().key) === 'theirs'"
          (change)="meeting.choose(conflict().key, 'theirs')"
        />
        {{ 'revisions.meeting.isTheirs' | transloco: { value: value(conflict().theirs) } }}
      </label>
    </fieldset>
  `,
})
export class ConflictChoice {
  readonly conflict = input.required<Conflict>();

  protected readonly meeting = inject(Meeting);
  private readonly messages = injectMessages();
  private readonly locale = injectLocale();
  protected readonly subject = computed(() => {
    const { kind, panel, path } = this.conflict();
    if (kind === 'arrangement') return this.messages('revisions.meeting.arrangement');
    const parts = [...(panel ? [panelName(panel, this.messages)] : []), ...(path.length > 0 ? [fieldWords(path)] : [])];
    return capital(parts.join(' › '));
  });

  protected value(side: unknown): string {
    if (this.conflict().kind === 'removed')
      return this.messages(side === undefined ? 'revisions.meeting.removed' : 'revisions.meeting.kept');
    const words = valueWords(side, { messages: this.messages, locale: this.locale(), zone: 'UTC' });
    return words !== undefined && words.length <= 80 ? words : this.messages('revisions.meeting.another');
  }
}

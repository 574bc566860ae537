import { ChangeDetectionStrategy, Component, inject, linkedSignal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { injectMessages } from '../../../messages/messages';
import { Confirm } from '../../../ui/confirm';
import { TimeAgo } from '../../../ui/time-ago';
import { DashboardView } from '../../view/dashboard-view.store';
import { DashboardEditor } from '../dashboard-editor.store';
import { Drafts, type Draft, type Slot } from './drafts';

/** Offers again what a closed tab left behind. */
@Component({
  selector: 'qd-draft-note',
  imports: [TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    div {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-8) var(--space-12);
      margin-bottom: var(--space-8);
      padding: 6px var(--space-12);
      border-radius: var(--radius);
      background: var(--chosen);
      font-size: var(--text-13);
    }
    p {
      margin-right: auto;
    }
  `,
  template: `
    @if (draft(); as draft) {
      <div role="status">
        <p>{{ 'compose.draft.text' | transloco }} <qd-time-ago [at]="draft.keptAt" />.</p>
        <button type="button" class="qd-button small" (click)="editor.begin()">
          {{ 'compose.draft.continue' | transloco }}
        </button>
        <button type="button" class="qd-button quiet small" (click)="drop('draft')">
          {{ 'compose.draft.drop' | transloco }}
        </button>
      </div>
    } @else if (aside(); as draft) {
      <div role="status">
        <p>{{ 'revisions.aside.text' | transloco }} <qd-time-ago [at]="draft.keptAt" />.</p>
        <button type="button" class="qd-button small" (click)="editor.begin('aside')">
          {{ 'revisions.aside.continue' | transloco }}
        </button>
        <button type="button" class="qd-button quiet small" (click)="drop('aside')">
          {{ 'revisions.aside.drop' | transloco }}
        </button>
      </div>
    }
  `,
})
export class DraftNote {
  private readonly view = inject(DashboardView);
  private readonly drafts = inject(Drafts);
  private readonly confirm = inject(Confirm);
  private readonly messages = injectMessages();
  protected readonly editor = inject(DashboardEditor);
  private readonly id = () => this.view.saved()?.id;
  protected readonly draft = linkedSignal(() => this.find('draft'));
  protected readonly aside = linkedSignal(() => this.find('aside'));

  private find(slot: Slot): Draft | null {
    const id = this.id();
    return id === undefined ? null : this.drafts.find(id, slot);
  }

  protected async drop(slot: Slot): Promise<void> {
    const id = this.id();
    const question = {
      heading: this.messages('compose.discard.heading'),
      text: this.messages('compose.discard.text'),
      action: this.messages('compose.discard.action'),
    };
    if (id === undefined || !(await this.confirm.ask(question))) return;
    this.drafts.drop(id, slot);
    this[slot].set(null);
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import MessagesSquare from 'lucide/dist/esm/icons/messages-square.mjs';
import { injectMessages } from '../messages/messages';
import { Icon } from '../ui/icon';
import { DiscussionView } from './discussion-view';
import { DiscussionsStore } from './discussions.store';

/** Among the deeds of a dashboard: opens the discussion, and counts what is not settled. */
@Component({
  selector: 'qd-discussion-button',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    .count::after {
      content: attr(data-count);
    }
    .count {
      min-width: 16px;
      padding: 1px 4px;
      border-radius: 8px;
      background: var(--chosen);
      color: var(--accent);
      font-size: var(--text-12);
      font-variant-numeric: tabular-nums;
    }
  `,
  template: `
    <button
      type="button"
      class="qd-button"
      data-deed="discuss"
      [attr.aria-expanded]="view.isOpen()"
      [attr.aria-label]="label()"
      [title]="label()"
      (click)="toggle()"
    >
      <qd-icon [of]="icons.MessagesSquare" [size]="14" />
      @if (!bare()) {
        <span>{{ 'discussions.title' | transloco }}</span>
      }
      @if (store.openCount() > 0) {
        <span class="count" aria-hidden="true" [attr.data-count]="store.openCount()"></span>
      }
    </button>
  `,
})
export class DiscussionButton {
  /** Without its word, where there is little room. */
  readonly bare = input(false);

  protected readonly store = inject(DiscussionsStore);
  protected readonly view = inject(DiscussionView);
  private readonly messages = injectMessages();
  protected readonly icons = { MessagesSquare };
  protected readonly label = computed(() => {
    const count = this.store.openCount();
    return count > 0 ? this.messages('discussions.open', { count }) : this.messages('discussions.openNone');
  });

  protected toggle(): void {
    if (this.view.isOpen()) this.view.close();
    else this.view.open();
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import MessageSquare from 'lucide/dist/esm/icons/message-square.mjs';
import { injectMessages } from '../messages/messages';
import { Icon } from '../ui/icon';
import { DiscussionView } from './discussion-view';
import { DiscussionsStore } from './discussions.store';

/** In the header of a panel: opens what is said about it, and counts what is not settled. */
@Component({
  selector: 'qd-discuss-button',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.counting]': 'count() > 0' },
  styles: `
    :host(.counting) .qd-button {
      gap: 3px;
      width: auto;
      padding: 0 5px;
      color: var(--accent);
      font-size: var(--text-12);
    }
  `,
  template: `
    @if (store) {
      <button
        type="button"
        class="qd-button quiet small qd-deed"
        [attr.aria-label]="label()"
        [title]="label()"
        (click)="open()"
      >
        <qd-icon [of]="icons.MessageSquare" [size]="14" />
        <span class="word">{{ 'discussions.title' | transloco }}</span>
        @if (count() > 0) {
          <span aria-hidden="true">{{ count() }}</span>
        }
      </button>
    }
  `,
})
export class DiscussButton {
  readonly panelId = input.required<string>();
  readonly title = input.required<string>();

  /** Without one, as through a share link, nothing is discussed. */
  protected readonly store = inject(DiscussionsStore, { optional: true });
  private readonly view = inject(DiscussionView, { optional: true });
  private readonly messages = injectMessages();
  protected readonly icons = { MessageSquare };
  protected readonly count = computed(() => this.store?.openOn(this.panelId()) ?? 0);
  protected readonly label = computed(() => {
    const title = this.title() || this.messages('discussions.subject.untitled');
    return this.count() > 0
      ? this.messages('discussions.onPanelCount', { title, count: this.count() })
      : this.messages('discussions.onPanel', { title });
  });

  protected open(): void {
    this.view?.open(this.panelId());
  }
}

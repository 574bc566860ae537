import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ThreadSubject } from '@quarterdeck/sdk/api/discussions';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import { Icon } from '../ui/icon';
import { CommentDrafts } from './comment-drafts';
import { CommentEditor } from './comment-editor';
import { DiscussionsStore } from './discussions.store';

/** A line that becomes the editor of a first comment. */
@Component({
  selector: 'qd-new-thread',
  imports: [CommentEditor, Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: block;
    }
    .qd-button {
      justify-content: start;
      height: auto;
      padding-block: 6px;
      line-height: 16px;
      text-align: left;
      white-space: normal;
    }
  `,
  template: `
    @if (isWriting()) {
      <qd-comment-editor
        [place]="place()"
        [label]="label()"
        [action]="'discussions.write.send' | transloco"
        [send]="start"
        (closed)="isWriting.set(false)"
      />
    } @else {
      <button type="button" class="qd-button small wide" (click)="isWriting.set(true)">
        <qd-icon [of]="icons.Plus" [size]="14" />
        {{ label() }}
      </button>
    }
  `,
})
export class NewThread {
  readonly subject = input.required<ThreadSubject>();
  readonly label = input.required<string>();

  private readonly store = inject(DiscussionsStore);
  private readonly drafts = inject(CommentDrafts);
  protected readonly icons = { Plus };
  protected readonly place = computed(() => `new.${this.store.dashboardId() ?? ''}.${JSON.stringify(this.subject())}`);
  /** What was begun goes on. */
  protected readonly isWriting = linkedSignal(() => this.drafts.find(this.place()) !== '');
  protected readonly start = (text: string): Promise<void> => this.store.start(this.subject(), text);
}

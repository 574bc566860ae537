import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Thread } from '@quarterdeck/sdk/api/discussions';
import CheckCheck from 'lucide/dist/esm/icons/check-check.mjs';
import RotateCcw from 'lucide/dist/esm/icons/rotate-ccw.mjs';
import { injectMessages } from '../messages/messages';
import { ErrorNote } from '../ui/error-note';
import { Icon } from '../ui/icon';
import { TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';
import { CommentCard } from './comment-card';
import { CommentDrafts } from './comment-drafts';
import { CommentEditor } from './comment-editor';
import { DiscussionsStore } from './discussions.store';

/** One thread: its comments, an answer, and whether it is settled. */
@Component({
  selector: 'qd-thread-card',
  imports: [CommentCard, CommentEditor, ErrorNote, Icon, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      gap: var(--space-8);
    }
    .foot {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-8);
      color: var(--muted);
      font-size: var(--text-12);
    }
    .settled {
      display: flex;
      align-items: center;
      gap: var(--space-4);
      color: var(--good);
    }
  `,
  template: `
    @for (comment of thread().comments; track comment.id) {
      <qd-comment-card [comment]="comment" [class.wanted]="comment.id === wanted()" />
    }
    @if (thread().resolved; as resolved) {
      <p class="foot">
        <span class="settled">
          <qd-icon [of]="icons.CheckCheck" [size]="14" />
          {{
            'discussions.resolvedBy' | transloco: { person: resolved.by?.name ?? ('discussions.somebody' | transloco) }
          }}
        </span>
        <qd-time-ago [at]="resolved.at" />
      </p>
    }
    @if (failure(); as error) {
      <qd-error-note [error]="error" />
    }
    @if (isAnswering()) {
      <qd-comment-editor
        [place]="'reply.' + thread().id"
        [label]="'discussions.answer' | transloco"
        [action]="'discussions.write.send' | transloco"
        [send]="reply"
        (closed)="isAnswering.set(false)"
      />
    } @else {
      <div class="foot">
        <button type="button" class="qd-button small" (click)="isAnswering.set(true)">
          {{ 'discussions.answer' | transloco }}
        </button>
        <button type="button" class="qd-button small quiet" [disabled]="isSettling()" (click)="settle()">
          <qd-icon [of]="thread().resolved ? icons.RotateCcw : icons.CheckCheck" [size]="14" />
          {{ (thread().resolved ? 'discussions.reopen' : 'discussions.resolve') | transloco }}
        </button>
      </div>
    }
  `,
})
export class ThreadCard {
  readonly thread = input.required<Thread>();
  /** The comment that was looked for. */
  readonly wanted = input<string | null>(null);

  private readonly store = inject(DiscussionsStore);
  private readonly drafts = inject(CommentDrafts);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly icons = { CheckCheck, RotateCcw };
  protected readonly failure = signal<unknown>(undefined);
  protected readonly isSettling = signal(false);
  private readonly id = computed(() => this.thread().id);
  /** An answer that was begun goes on. */
  protected readonly isAnswering = linkedSignal(() => this.drafts.find(`reply.${this.id()}`) !== '');
  protected readonly reply = (text: string): Promise<void> => this.store.reply(this.thread().id, text);

  protected async settle(): Promise<void> {
    const resolved = this.thread().resolved === null;
    this.failure.set(undefined);
    this.isSettling.set(true);
    try {
      await this.store.settle(this.thread().id, resolved);
      this.toasts.say(this.messages(resolved ? 'discussions.resolvedNow' : 'discussions.reopenedNow'));
    } catch (error) {
      this.failure.set(error);
    } finally {
      this.isSettling.set(false);
    }
  }
}

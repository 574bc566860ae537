import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Comment } from '@quarterdeck/sdk/api/discussions';
import Pencil from 'lucide/dist/esm/icons/pencil.mjs';
import Trash2 from 'lucide/dist/esm/icons/trash.mjs';
import { injectMessages } from '../messages/messages';
import { Confirm } from '../ui/confirm';
import { ErrorNote } from '../ui/error-note';
import { Icon } from '../ui/icon';
import { TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';
import { CommentEditor } from './comment-editor';
import { CommentHistory } from './comment-history';
import { CommentText } from './comment-text';
import { DiscussionsStore } from './discussions.store';

/** One comment: who said what when, and what may be done with it. */
@Component({
  selector: 'qd-comment-card',
  imports: [CommentEditor, CommentHistory, CommentText, ErrorNote, Icon, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[attr.data-comment]': 'comment().id', tabindex: '-1' },
  styleUrl: './comment-card.css',
  template: `
    @if (comment().deletedAt) {
      <p class="gone">{{ 'discussions.tombstone' | transloco }}</p>
    } @else {
      <header>
        <span class="who">{{ comment().author?.name ?? ('discussions.somebody' | transloco) }}</span>
        <qd-time-ago [at]="comment().createdAt" />
        @if (comment().editedAt) {
          <qd-comment-history [comment]="comment()" />
        }
        @if (!isEditing()) {
          <span class="deeds">
            @if (isOwn()) {
              <button
                type="button"
                class="qd-button quiet icon small"
                [attr.aria-label]="'discussions.edit' | transloco"
                [title]="'discussions.edit' | transloco"
                (click)="isEditing.set(true)"
              >
                <qd-icon [of]="icons.Pencil" [size]="13" />
              </button>
            }
            @if (mayRemove()) {
              <button
                type="button"
                class="qd-button quiet icon small"
                [attr.aria-label]="'discussions.remove' | transloco"
                [title]="'discussions.remove' | transloco"
                [disabled]="isRemoving()"
                (click)="remove()"
              >
                <qd-icon [of]="icons.Trash2" [size]="13" />
              </button>
            }
          </span>
        }
      </header>
      @if (isEditing()) {
        <qd-comment-editor
          [place]="'edit.' + comment().id"
          [label]="'discussions.write.text' | transloco"
          [action]="'discussions.write.save' | transloco"
          [text]="comment().text"
          [mentioned]="comment().mentions"
          [send]="change"
          (closed)="isEditing.set(false)"
        />
      } @else {
        <qd-comment-text [text]="comment().text" [people]="comment().mentions" />
      }
      @if (failure(); as error) {
        <qd-error-note [error]="error" />
      }
    }
  `,
})
export class CommentCard {
  readonly comment = input.required<Comment>();

  private readonly store = inject(DiscussionsStore);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly icons = { Pencil, Trash2 };
  protected readonly isEditing = signal(false);
  protected readonly isRemoving = signal(false);
  protected readonly failure = signal<unknown>(undefined);
  protected readonly isOwn = computed(() => this.store.isOwn(this.comment().author));
  protected readonly mayRemove = computed(() => this.store.mayRemove(this.comment().author));
  protected readonly change = (text: string): Promise<void> =>
    this.store.change(this.comment().id, text, this.comment().version);

  protected async remove(): Promise<void> {
    this.failure.set(undefined);
    const agreed = await this.confirm.ask({
      heading: this.messages('discussions.removeHeading'),
      text: this.messages('discussions.removeText'),
      action: this.messages('discussions.remove'),
    });
    if (!agreed) return;
    this.isRemoving.set(true);
    try {
      await this.store.remove(this.comment().id);
      this.toasts.say(this.messages('discussions.removed'));
    } catch (error) {
      this.failure.set(error);
    } finally {
      this.isRemoving.set(false);
    }
  }
}

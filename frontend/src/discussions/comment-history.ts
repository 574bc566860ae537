import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Comment, CommentEdit } from '@quarterdeck/sdk/api/discussions';
import { ErrorNote } from '../ui/error-note';
import { TimeAgo } from '../ui/time-ago';
import { CommentText } from './comment-text';
import { DiscussionsStore } from './discussions.store';

/** That a comment was changed, and on demand what it said before. */
@Component({
  selector: 'qd-comment-history',
  imports: [CommentText, ErrorNote, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: contents;
    }
    .link {
      padding: 0;
      border: 0;
      background: none;
      color: var(--muted);
      font-size: var(--text-12);
      text-decoration: underline;
      text-underline-offset: 2px;
      cursor: pointer;
    }
    .link:hover {
      color: var(--ink);
    }
    ol {
      display: grid;
      flex-basis: 100%;
      gap: var(--space-8);
      max-height: 24vh;
      margin: 0;
      padding: 0 0 0 var(--space-8);
      overflow: auto;
      border-left: 2px solid var(--line);
      list-style: none;
    }
    qd-error-note {
      flex-basis: 100%;
    }
  `,
  template: `
    <button
      type="button"
      class="link"
      [attr.aria-expanded]="edits() !== null"
      [attr.aria-label]="'discussions.showHistory' | transloco: { person: comment().author?.name ?? '' }"
      (click)="toggle()"
    >
      {{ 'discussions.edited' | transloco }}
    </button>
    @if (failure(); as error) {
      <qd-error-note [error]="error" />
    }
    @if (edits(); as list) {
      <ol [attr.aria-label]="'discussions.history' | transloco">
        @for (edit of list; track $index) {
          <li>
            <qd-time-ago [at]="edit.editedAt" />
            <qd-comment-text [text]="edit.before" [people]="edit.mentions" />
          </li>
        }
      </ol>
    }
  `,
})
export class CommentHistory {
  readonly comment = input.required<Comment>();

  private readonly store = inject(DiscussionsStore);
  protected readonly failure = signal<unknown>(undefined);
  protected readonly edits = signal<readonly CommentEdit[] | null>(null);

  protected async toggle(): Promise<void> {
    if (this.edits() !== null) {
      this.edits.set(null);
      return;
    }
    this.failure.set(undefined);
    try {
      this.edits.set(await this.store.history(this.comment().id));
    } catch (error) {
      this.failure.set(error);
    }
  }
}

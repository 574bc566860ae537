import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RevisionAuthor } from '@quarterdeck/sdk/api/revisions';
import { SessionStore } from '../../api/session.store';
import { injectMessages } from '../../messages/messages';
import { TimeAgo } from '../../ui/time-ago';
import { authorName } from './author-name';
import { ChangeList } from './change-list';
import { History } from './history.store';

/** The saves of a dashboard, the newest first: who, when, why and what. Each opens as a preview. */
@Component({
  selector: 'qd-revision-list',
  imports: [ChangeList, RouterLink, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    ol {
      display: grid;
      padding: 0;
      list-style: none;
    }
    li {
      position: relative;
      display: grid;
      gap: var(--space-4);
      padding: var(--space-12);
      border-radius: var(--radius);
    }
    li + li {
      margin-top: 2px;
    }
    li:has(a):hover {
      background: var(--hover);
    }
    li.chosen {
      background: var(--chosen);
    }
    a,
    .name {
      color: var(--ink);
      font-size: var(--text-13);
      font-weight: 600;
      text-decoration: none;
    }
    a::after {
      position: absolute;
      inset: 0;
      border-radius: var(--radius);
      content: '';
    }
    a:focus-visible {
      outline: none;
    }
    a:focus-visible::after {
      outline: 2px solid var(--accent);
      outline-offset: -2px;
    }
    .facts {
      color: var(--muted);
      font-size: var(--text-12);
    }
    .note {
      font-size: var(--text-13);
      font-style: italic;
      overflow-wrap: anywhere;
    }
    qd-change-list {
      color: var(--muted);
    }
    qd-change-list ::ng-deep button {
      position: relative;
      z-index: 1;
    }
    .older {
      margin: var(--space-8) var(--space-12);
    }
  `,
  template: `
    <ol [attr.aria-label]="'revisions.list.label' | transloco">
      @for (one of history.list(); track one.version) {
        <li [class.chosen]="one.version === chosen()">
          @if (history.readable()) {
            <a
              [routerLink]="[]"
              [queryParams]="{ version: one.version }"
              queryParamsHandling="merge"
              [attr.aria-current]="one.version === chosen() ? 'true' : null"
              >{{ nameOfVersion(one.version) }}</a
            >
          } @else {
            <p class="name">{{ nameOfVersion(one.version) }}</p>
          }
          <p class="facts">{{ nameOf(one.author) }}, <qd-time-ago [at]="one.savedAt" /></p>
          @if (one.note) {
            <p class="note">{{ one.note }}</p>
          }
          @if (one.restoredFrom !== null) {
            <p class="qd-small">{{ 'revisions.list.restored' | transloco: { version: one.restoredFrom } }}</p>
          }
          @if (!history.readable()) {
            <!-- What it changed is not told. -->
          } @else if (one.changes === null) {
            <p class="facts">{{ 'revisions.list.first' | transloco }}</p>
          } @else if (one.changes.length > 0) {
            <qd-change-list [changes]="one.changes" [most]="3" />
          }
        </li>
      }
    </ol>
    @if (history.more()) {
      <button type="button" class="qd-button small older" (click)="older.emit()">
        {{ 'revisions.list.older' | transloco }}
      </button>
    }
  `,
})
export class RevisionList {
  readonly chosen = input.required<number | undefined>();
  readonly older = output();

  protected readonly history = inject(History);
  private readonly session = inject(SessionStore);
  private readonly messages = injectMessages();

  protected nameOfVersion(version: number): string {
    const name = this.messages('revisions.list.version', { version });
    return version === this.history.newest() ? `${name} · ${this.messages('revisions.list.current')}` : name;
  }

  protected nameOf(author: RevisionAuthor): string {
    return authorName(author, this.session.user()?.id, this.messages);
  }
}

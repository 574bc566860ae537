import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { IconNode } from 'lucide';
import { EmptyState } from './empty-state';
import { ErrorNote } from './error-note';
import { Skeleton } from './skeleton';

let listings = 0;

/** What a listing shows: a {@link Paged} is one. */
export interface Listed {
  /** null until it is known. */
  count(): number | null;
  failure(): unknown;
  refusal?(): unknown;
  hasMore?(): boolean;
  again?(): unknown;
  more?(): unknown;
}

/**
 * A section that lists something: its heading, deeds (`listingDeed`), filter (`listingFilter`), then a table of rows, what
 * stands there while there are none (`listingEmpty` leads on), and the way to older ones.
 */
@Component({
  selector: 'qd-listing',
  imports: [EmptyState, ErrorNote, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: block;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: flex-start;
      justify-content: space-between;
      gap: var(--space-8) var(--space-16);
      padding: var(--space-16) var(--space-16) var(--space-12);
    }
    header > div {
      flex: 1 1 240px;
    }
    header p {
      color: var(--muted);
      font-size: var(--text-13);
    }
    .body {
      display: grid;
      gap: var(--space-12);
      padding: 0 var(--space-16) var(--space-16);
    }
    /* What is only spoken stays inside of it. */
    .qd-table-frame {
      position: relative;
      border-top: 1px solid var(--line);
    }
    .older {
      padding: var(--space-12) var(--space-16);
      border-top: 1px solid var(--line);
    }
  `,
  template: `
    <section class="qd-card" [attr.aria-labelledby]="id">
      <header>
        <div>
          <h2 [id]="id">{{ heading() }}</h2>
          @if (intro()) {
            <p>{{ intro() }}</p>
          }
        </div>
        <ng-content select="[listingDeed]" />
      </header>
      <ng-content select="[listingFilter]" />
      @if (refusal() ?? list().refusal?.(); as error) {
        <div class="body"><qd-error-note [error]="error" /></div>
      }
      @if (list().failure(); as error) {
        <div class="body"><qd-error-note retryable [error]="error" (retried)="list().again?.()" /></div>
      } @else if (list().count() === null) {
        <div class="body" aria-busy="true">
          <span class="qd-spoken">{{ 'ui.loading' | transloco }}</span>
          <qd-skeleton height="20px" />
          <qd-skeleton height="20px" width="82%" />
          <qd-skeleton height="20px" width="90%" />
        </div>
      } @else if (list().count() === 0) {
        <qd-empty-state [icon]="emptyIcon()" [heading]="emptyHeading()" [text]="emptyText()">
          <ng-content select="[listingEmpty]" />
        </qd-empty-state>
      } @else {
        <div class="qd-table-frame" tabindex="0" role="region" [attr.aria-labelledby]="id"><ng-content /></div>
        @if (list().hasMore?.()) {
          <div class="older">
            <button type="button" class="qd-button wide" (click)="list().more?.()">{{ moreText() }}</button>
          </div>
        }
      }
    </section>
  `,
})
export class Listing {
  readonly heading = input.required<string>();
  readonly intro = input('');
  readonly list = input.required<Listed>();
  /** A deed of the page that was refused. */
  readonly refusal = input<unknown>(undefined);
  readonly emptyIcon = input<IconNode>();
  readonly emptyHeading = input('');
  readonly emptyText = input('');
  readonly moreText = input('');
  protected readonly id = `qd-listing-${String(++listings)}`;
}

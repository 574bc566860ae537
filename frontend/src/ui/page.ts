import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';

/**
 * A page inside the shell: a bar with its heading, the way back, and its own controls (`pageControls`), then its content.
 * `wide` pages use the whole width, others are one readable column.
 */
@Component({
  selector: 'qd-page',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.wide]': 'wide()' },
  styles: `
    :host {
      display: block;
    }
    header {
      position: sticky;
      z-index: 20;
      top: 0;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-8) var(--space-12);
      min-height: 52px;
      padding: var(--space-8) var(--space-16);
      border-bottom: 1px solid var(--line);
      background: var(--page);
    }
    .path {
      display: flex;
      flex: 1 1 auto;
      align-items: baseline;
      gap: var(--space-8);
      min-width: 0;
      max-width: 100%;
    }
    .path a {
      flex: none;
      color: var(--muted);
      text-decoration: none;
    }
    .path a:hover {
      color: var(--ink);
      text-decoration: underline;
    }
    .slash {
      color: var(--faint);
    }
    h1 {
      overflow: hidden;
      font-size: var(--text-16);
      line-height: 24px;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .controls {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-8);
    }
    .content {
      max-width: 880px;
      padding: var(--space-16) var(--space-16) var(--space-24);
    }
    :host(.wide) .content {
      max-width: none;
    }
    @media (max-width: 720px) {
      header {
        padding: var(--space-8) var(--space-12);
      }
      .content {
        padding: var(--space-16) var(--space-12);
      }
    }
  `,
  template: `
    <header>
      <div class="path">
        @if (parent(); as up) {
          <a [routerLink]="up.link">{{ up.text }}</a>
          <span class="slash" aria-hidden="true">/</span>
        }
        <h1>{{ heading() }}</h1>
      </div>
      <div class="controls"><ng-content select="[pageControls]" /></div>
    </header>
    <div class="content"><ng-content /></div>
  `,
})
export class Page {
  readonly heading = input.required<string>();
  readonly parent = input<{ readonly text: string; readonly link: string }>();
  readonly wide = input(false);
}

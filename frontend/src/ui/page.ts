import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import Search from 'lucide/dist/esm/icons/search.mjs';
import { Commands } from './commands';
import { Icon } from './icon';

/** A place on the way to a page. */
export interface PathStep {
  readonly text: string;
  readonly link: string;
  readonly query?: Readonly<Record<string, string>>;
}

/**
 * A page inside the shell: a bar with its heading, the way back, and its own controls (`pageControls`; what belongs to the heading is a `pageMark`), then its content.
 * `wide` pages use the whole width, others are one readable column.
 */
@Component({
  selector: 'qd-page',
  imports: [Icon, RouterLink, TranslocoPipe],
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
    .path .step {
      flex: 0 1 auto;
      min-width: 24px;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
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
    /* A desk has it in the rail. */
    .search {
      display: none;
    }
    @media (max-width: 720px) {
      .search {
        display: inline-flex;
        align-self: center;
        margin-left: auto;
      }
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
        @for (step of path(); track $index) {
          <a class="step" [routerLink]="step.link" [queryParams]="step.query">{{ step.text }}</a>
          <span class="slash" aria-hidden="true">/</span>
        }
        <h1>{{ heading() }}</h1>
        <ng-content select="[pageMark]" />
        @if (commands.canOpen()) {
          <button
            type="button"
            class="qd-button quiet icon small search"
            [attr.aria-label]="'palette.label' | transloco"
            (click)="commands.open()"
          >
            <qd-icon [of]="icons.Search" />
          </button>
        }
      </div>
      <div class="controls"><ng-content select="[pageControls]" /></div>
    </header>
    <div class="content"><ng-content /></div>
  `,
})
export class Page {
  protected readonly commands = inject(Commands);
  protected readonly icons = { Search };
  readonly heading = input.required<string>();
  readonly parent = input<{ readonly text: string; readonly link: string }>();
  /** The folders between the parent and this page, from the outside inwards. */
  readonly path = input<readonly PathStep[]>([]);
  readonly wide = input(false);
}

import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LayoutDashboard } from 'lucide';
import { EmptyState } from '../ui/empty-state';
import { ErrorNote } from '../ui/error-note';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { DashboardsStore } from './dashboards.store';

/** The dashboards of the workspace. */
@Component({
  selector: 'qd-dashboards-page',
  imports: [EmptyState, ErrorNote, Page, RouterLink, Skeleton, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr));
      gap: var(--space-12);
      padding: 0;
      list-style: none;
    }
    a {
      display: flex;
      flex-direction: column;
      gap: var(--space-4);
      height: 100%;
      min-height: 116px;
      padding: var(--space-16);
      color: var(--ink);
      text-decoration: none;
      transition: box-shadow var(--motion);
    }
    a:hover {
      box-shadow: 0 0 0 1px var(--accent);
    }
    h2 {
      font-size: var(--text-16);
    }
    .description {
      display: -webkit-box;
      overflow: hidden;
      color: var(--muted);
      font-size: var(--text-13);
      line-height: 18px;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
    }
    .facts {
      margin-top: auto;
      padding-top: var(--space-8);
      color: var(--muted);
      font-size: var(--text-12);
    }
  `,
  template: `
    <qd-page [wide]="true" [heading]="'dashboards.title' | transloco">
      @if (store.failure() !== undefined) {
        <qd-error-note retryable [error]="store.failure()" (retried)="store.load()" />
      }
      @if (store.list(); as list) {
        <ul>
          @for (dashboard of list; track dashboard.id) {
            <li>
              <a class="qd-card" [routerLink]="['/dashboards', dashboard.id]">
                <h2>{{ dashboard.title }}</h2>
                <p class="description">{{ dashboard.description }}</p>
                <p class="facts">
                  {{
                    (dashboard.panelCount === 1 ? 'dashboards.onePanel' : 'dashboards.panels')
                      | transloco: { count: dashboard.panelCount }
                  }}
                  · {{ 'dashboards.updated' | transloco }} <qd-time-ago [at]="dashboard.updatedAt" />
                </p>
              </a>
            </li>
          }
        </ul>
        @if (list.length === 0) {
          <qd-empty-state
            [icon]="icons.LayoutDashboard"
            [heading]="'dashboards.empty.heading' | transloco"
            [text]="'dashboards.empty.text' | transloco"
          />
        }
      } @else if (store.failure() === undefined) {
        <ul aria-busy="true">
          @for (_ of [1, 2, 3]; track $index) {
            <li><qd-skeleton height="116px" /></li>
          }
        </ul>
      }
    </qd-page>
  `,
})
export class DashboardsPage {
  protected readonly store = inject(DashboardsStore);
  protected readonly icons = { LayoutDashboard };

  constructor() {
    void this.store.load();
  }
}

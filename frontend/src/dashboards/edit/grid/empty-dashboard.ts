import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import LayoutDashboard from 'lucide/dist/esm/icons/layout-dashboard.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorNote } from '../../../ui/error-note';
import { Icon } from '../../../ui/icon';
import { NewPanel } from '../panel/new-panel';
import { SourcesStore } from '../panel/sources.store';

const MOST_OFFERED = 8;

/** A dashboard without panels, for those who can add one: how to begin, and the metrics to begin with. */
@Component({
  selector: 'qd-empty-dashboard',
  imports: [EmptyState, ErrorNote, Icon, RouterLink, TranslocoPipe],
  providers: [NewPanel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: block;
    }
    .start {
      display: grid;
      justify-items: center;
      gap: var(--space-24);
    }
    .metrics {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: var(--space-8);
      max-width: 720px;
      padding: 0;
      list-style: none;
    }
    .lead {
      margin-bottom: var(--space-8);
      color: var(--muted);
      font-size: var(--text-13);
    }
    .qd-button {
      max-width: min(320px, calc(100vw - 56px));
    }
    .name {
      overflow: hidden;
      line-height: 20px;
      text-overflow: ellipsis;
    }
  `,
  template: `
    <qd-empty-state
      [icon]="icons.LayoutDashboard"
      [heading]="'compose.empty.heading' | transloco"
      [text]="'compose.empty.text' | transloco"
    >
      <div class="start">
        <button type="button" class="qd-button primary" (click)="newPanel.open()">
          <qd-icon [of]="icons.Plus" [size]="14" />
          {{ 'compose.empty.add' | transloco }}
        </button>
        @if (sources.failure() !== undefined) {
          <qd-error-note retryable [error]="sources.failure()" (retried)="sources.load()" />
        } @else if (offered().length > 0) {
          <div>
            <p class="lead" id="qd-metrics-lead">{{ 'compose.empty.metrics' | transloco }}</p>
            <ul class="metrics" aria-labelledby="qd-metrics-lead">
              @for (metric of offered(); track metric.name) {
                <li>
                  <button type="button" class="qd-button" (click)="newPanel.open(metric)">
                    <span class="name">{{ metric.name }}</span>
                  </button>
                </li>
              }
            </ul>
          </div>
        } @else if (sources.metrics()) {
          <p class="lead">
            {{ 'compose.metrics.none' | transloco }}
            <a routerLink="/settings/keys">{{ 'compose.metrics.noneAction' | transloco }}</a>
          </p>
        }
      </div>
    </qd-empty-state>
  `,
})
export class EmptyDashboard {
  protected readonly newPanel = inject(NewPanel);
  protected readonly sources = inject(SourcesStore);
  protected readonly icons = { LayoutDashboard, Plus };
  /** Those with the newest points: what somebody has just sent is what she wants to see. */
  protected readonly offered = computed(() =>
    [...(this.sources.metrics() ?? [])]
      .sort((one, other) => (other.lastAt ?? '').localeCompare(one.lastAt ?? ''))
      .slice(0, MOST_OFFERED),
  );

  constructor() {
    void this.sources.load();
  }
}

import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { injectNumberFormat } from '../ui/locale';
import { RemovalsStore } from './removals.store';
import { seriesText } from './series-text';

/** How far the points of deleted metrics are gone. */
@Component({
  selector: 'qd-removals-note',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      gap: var(--space-8);
    }
    :host:not(:has(p)) {
      display: none;
    }
    p {
      display: grid;
      gap: var(--space-8);
      padding: var(--space-12) var(--space-16);
      font-size: var(--text-13);
      overflow-wrap: anywhere;
    }
    progress {
      width: 100%;
      height: 4px;
      accent-color: var(--accent);
    }
  `,
  template: `
    @for (row of rows(); track row.id) {
      <p class="qd-card" role="status">
        {{ 'metrics.removing' | transloco: row }}
        <progress aria-hidden="true" [max]="row.most" [value]="row.gone"></progress>
      </p>
    }
  `,
})
export class RemovalsNote {
  private readonly store = inject(RemovalsStore);
  private readonly numbers = injectNumberFormat();
  protected readonly rows = computed(() =>
    this.store.running().map(({ id, metric, labels, total, done }) => ({
      ...{ id, most: Math.max(1, total), gone: done },
      name: labels === null ? metric : `${metric} ${seriesText(labels)}`,
      done: this.numbers().format(done),
      total: this.numbers().format(total),
    })),
  );
}

import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { metricsAsked } from '@quarterdeck/sdk/api/metric-queries';
import type { Query } from '@quarterdeck/sdk/api/queries';
import { injectLocale } from '../../../ui/locale';
import type { TimeSpan } from '../../../ui/picture/chart/zoom-drag';
import { isEmpty, type PanelData } from '../../panel/panel-data';
import { SourcesStore } from '../panel/sources.store';

/** How much before the newest point one sees when one looks there. */
const LOOK_BACK_MS = 7 * 86_400_000;

/** A metric whose points all lie before the range would look like a mistake: where they are is said instead. */
@Component({
  selector: 'qd-older-note',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    p {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-4) var(--space-12);
      margin-top: var(--space-8);
      padding: 6px var(--space-12);
      border-radius: var(--radius);
      background: var(--chosen);
      font-size: var(--text-13);
    }
  `,
  template: `
    @if (older(); as older) {
      <p role="status">
        {{ 'compose.panel.older' | transloco: { metric: older.metric, at: dayOf(older.at) } }}
        <button type="button" class="qd-button small" (click)="look(older.at)">
          {{ 'compose.panel.olderAction' | transloco }}
        </button>
      </p>
    }
  `,
})
export class OlderNote {
  readonly queries = input.required<readonly Query[]>();
  readonly data = input.required<PanelData>();
  readonly zone = input.required<string>();
  readonly wanted = output<TimeSpan>();

  private readonly sources = inject(SourcesStore);
  private readonly locale = injectLocale();
  protected readonly older = computed(() => {
    const { window, frames } = this.data();
    if (!window || !frames || !isEmpty(frames)) return null;
    const asked = this.queries().flatMap(({ input: given }) => metricsAsked(given));
    const newest = (this.sources.metrics() ?? [])
      .filter(({ name, lastAt }) => asked.includes(name) && lastAt !== null && Date.parse(lastAt) < window.from)
      .sort((one, other) => (other.lastAt ?? '').localeCompare(one.lastAt ?? ''))[0];
    return newest?.lastAt ? { metric: newest.name, at: Date.parse(newest.lastAt) } : null;
  });

  protected dayOf(at: number): string {
    return new Intl.DateTimeFormat(this.locale(), { dateStyle: 'long', timeZone: this.zone() }).format(at);
  }

  protected look(at: number): void {
    this.wanted.emit({ from: at - LOOK_BACK_MS, to: at + 1000 });
  }
}

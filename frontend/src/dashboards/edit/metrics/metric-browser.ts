import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { formatValue } from '@quarterdeck/sdk';
import type { Metric } from '@quarterdeck/sdk/api/metrics';
import { injectIsOne, injectLocale } from '../../../ui/locale';
import { TimeAgo } from '../../../ui/time-ago';
import { unitName } from '../../../ui/unit-text';
import { foundMetrics } from './metric-search';

const MOST_SHOWN = 50;
let browsers = 0;

/** Finds a metric among many: type, look at unit and last value, pick. Arrows walk the list while one types. */
@Component({
  selector: 'qd-metric-browser',
  imports: [RouterLink, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './metric-browser.css',
  templateUrl: './metric-browser.html',
})
export class MetricBrowser {
  readonly metrics = input.required<readonly Metric[]>();
  readonly selected = input('');
  readonly picked = output<Metric>();

  protected readonly id = `qd-metrics-${String(++browsers)}`;
  private readonly locale = injectLocale();
  protected readonly isOne = injectIsOne();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly text = signal('');
  private readonly found = computed(() => foundMetrics(this.metrics(), this.text()));
  protected readonly shown = computed(() =>
    this.found()
      .slice(0, MOST_SHOWN)
      .map((metric) => ({
        metric,
        unit: unitName(metric.unit),
        // The last value of one of several series would be any of them, and another one the next time.
        value:
          metric.seriesCount > 1
            ? ''
            : formatValue(metric.lastValue, metric.unit ? { unit: metric.unit } : {}, this.locale()),
      })),
  );
  protected readonly more = computed(() => this.found().length - this.shown().length);
  /** Which entry Enter would pick. */
  protected readonly active = linkedSignal({
    source: this.shown,
    computation: (shown) =>
      Math.max(
        0,
        shown.findIndex(({ metric }) => metric.name === this.selected()),
      ),
  });

  protected onKey(event: KeyboardEvent): void {
    const last = this.shown().length - 1;
    if (event.key === 'ArrowDown') this.active.update((at) => Math.min(last, at + 1));
    else if (event.key === 'ArrowUp') this.active.update((at) => Math.max(0, at - 1));
    else if (event.key === 'Enter') this.pick(this.active());
    else return;
    event.preventDefault();
    this.host.querySelector(`#${this.id}-${String(this.active())}`)?.scrollIntoView({ block: 'nearest' });
  }

  protected pick(at: number): void {
    const entry = this.shown()[at];
    if (entry) this.picked.emit(entry.metric);
  }
}

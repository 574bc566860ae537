import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import type { ECharts } from 'echarts/core';
import { NgxEchartsDirective, provideEchartsCore } from 'ngx-echarts';
import { injectSize } from '../element-size';
import type { Size } from '../scene';
import { fetchParts, missingParts, type ChartPart } from './chart-parts';
import * as echarts from './echarts';

type Option = Record<string, unknown>;

interface Drawing {
  readonly option: Option;
  readonly size: Size;
}
/** What stands on the canvas. */
interface Drawn extends Drawing {
  readonly chart: ECharts;
}

/**
 * ECharts in an element, begun and ended by ngx-echarts. The same instance lives through all changes: each option and each
 * size is drawn once, after the page has been laid out, and ECharts is told the size so that no chart has to measure itself.
 */
@Component({
  selector: 'qd-chart-canvas',
  imports: [NgxEchartsDirective],
  providers: [provideEchartsCore({ echarts })],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '(pointerenter)': 'point()' },
  styles: `
    :host {
      display: block;
    }
    div {
      height: 100%;
    }
  `,
  template: `
    @if (first(); as drawing) {
      <div
        echarts
        [autoResize]="false"
        [initOpts]="{ renderer: vector() ? 'svg' : 'canvas', width: drawing.size.width, height: drawing.size.height }"
        [options]="drawing.option"
        (chartInit)="begin($event, drawing)"
        (optionsError)="failed.emit($event)"
      ></div>
    }
  `,
})
export class ChartCanvas {
  readonly option = input.required<Option>();
  /** What is told of the values under the pointer: ECharts learns of it when a pointer first comes near. */
  readonly tooltip = input.required<Option>();
  /** For paper; else on a canvas. */
  readonly vector = input(false);
  readonly begun = output<ECharts>();
  /** The option stands on the page. Comes again whenever ECharts has drawn again by itself. */
  readonly drawn = output();
  readonly failed = output<unknown>();

  private readonly size = injectSize();
  private readonly arrivals = signal(0);
  /** What the chart begins with: what comes later is handed to it directly. */
  protected readonly first = signal<Drawing | null>(null);
  private readonly shown = signal<Drawn | null>(null);
  private isPointed = false;
  private isGone = false;

  constructor() {
    afterRenderEffect({
      write: () => {
        const [size, option, missing] = [this.size(), this.option(), missingParts(this.option(), this.vector())];
        const shown = this.shown();
        this.arrivals();
        if (!size) return;
        untracked(() => {
          if (missing.length > 0) void this.fetch(missing);
          else if (shown) this.change(shown, { option, size });
          else if (!this.first()) this.first.set({ option, size });
        });
      },
    });
    inject(DestroyRef).onDestroy(() => {
      this.isGone = true;
    });
  }

  /** Called when a pointer comes, and by the arrow keys; at once, so that the first step is already answered. */
  point(): void {
    if (this.isPointed || this.vector()) return;
    this.isPointed = true;
    this.shown()?.chart.setOption({ tooltip: this.tooltip() });
  }

  /** The first option is set right after this, by ngx-echarts. */
  protected begin(chart: ECharts, drawing: Drawing): void {
    chart.on('finished', () => {
      if (!this.isGone) this.drawn.emit();
    });
    this.begun.emit(chart);
    queueMicrotask(() => {
      if (this.isGone) return;
      if (this.isPointed) chart.setOption({ tooltip: this.tooltip() });
      this.shown.set({ chart, ...drawing });
    });
  }

  private async fetch(missing: readonly ChartPart[]): Promise<void> {
    try {
      await fetchParts(missing);
      this.arrivals.update((times) => times + 1);
    } catch (error) {
      this.failed.emit(error);
    }
  }

  private change({ chart, ...before }: Drawn, { option, size }: Drawing): void {
    const isResized = size.width !== before.size.width || size.height !== before.size.height;
    if (option === before.option && !isResized) return;
    this.shown.set({ chart, option, size });
    try {
      if (option === before.option) chart.resize(size);
      else {
        if (isResized) chart.getZr().resize(size);
        chart.setOption(this.isPointed ? { ...option, tooltip: this.tooltip() } : option, true);
      }
    } catch (error) {
      this.failed.emit(error);
    }
  }
}

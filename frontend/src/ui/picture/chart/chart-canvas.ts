import {
  afterRenderEffect,
  DestroyRef,
  Directive,
  ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import type { ECharts } from 'echarts/core';
import { injectSize } from '../element-size';
import type { Size } from '../scene';
import { fetchParts, missingParts, type ChartPart } from './chart-parts';
import { init } from './echarts';

type Option = Record<string, unknown>;

/** What stands on the canvas. */
interface Drawn {
  readonly chart: ECharts;
  readonly option: Option;
  readonly size: Size;
}

/**
 * ECharts in an element. The same instance lives through all changes; each option and each size is drawn once, after the
 * page has been laid out, and ECharts is told the size so that no chart makes the browser lay the page out again.
 */
@Directive({ selector: '[qdChartCanvas]', host: { '(pointerenter)': 'point()' } })
export class ChartCanvas {
  readonly option = input.required<Option>({ alias: 'qdChartCanvas' });
  /** What is told of the values under the pointer: ECharts learns of it when a pointer first comes near. */
  readonly tooltip = input.required<Option>();
  /** For paper; else on a canvas. */
  readonly vector = input(false);
  readonly begun = output<ECharts>();
  /** The option stands on the page. Comes again whenever ECharts has drawn again by itself. */
  readonly drawn = output();
  readonly failed = output<unknown>();

  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly size = injectSize();
  private readonly arrivals = signal(0);
  private shown: Drawn | null = null;
  private isPointed = false;
  private isGone = false;

  constructor() {
    afterRenderEffect({
      write: () => {
        const [size, option, missing] = [this.size(), this.option(), missingParts(this.option(), this.vector())];
        this.arrivals();
        if (!size) return;
        untracked(() => {
          if (missing.length > 0) void this.fetch(missing);
          else this.draw(option, size);
        });
      },
    });
    inject(DestroyRef).onDestroy(() => {
      this.isGone = true;
      this.shown?.chart.dispose();
    });
  }

  /** At once, so that the pointer's first step is already answered. */
  /** Called when a pointer comes, and by the arrow keys. */
  point(): void {
    if (this.isPointed || this.vector()) return;
    this.isPointed = true;
    this.shown?.chart.setOption({ tooltip: this.tooltip() });
  }

  private async fetch(missing: readonly ChartPart[]): Promise<void> {
    try {
      await fetchParts(missing);
      this.arrivals.update((times) => times + 1);
    } catch (error) {
      this.failed.emit(error);
    }
  }

  private draw(option: Option, size: Size): void {
    try {
      if (this.shown) this.change(this.shown, option, size);
      else this.begin(option, size);
    } catch (error) {
      this.failed.emit(error);
    }
  }

  private begin(option: Option, size: Size): void {
    const chart = init(this.element, null, { renderer: this.vector() ? 'svg' : 'canvas', ...size });
    this.shown = { chart, option, size };
    this.begun.emit(chart);
    chart.on('finished', () => {
      if (!this.isGone) this.drawn.emit();
    });
    this.set(chart, option);
  }

  private change({ chart, option: before }: Drawn, option: Option, size: Size): void {
    this.shown = { chart, option, size };
    if (option === before) chart.resize(size);
    else {
      if (chart.getWidth() !== size.width || chart.getHeight() !== size.height) chart.getZr().resize(size);
      this.set(chart, option);
    }
  }

  private set(chart: ECharts, option: Option): void {
    chart.setOption(this.isPointed ? { ...option, tooltip: this.tooltip() } : option, true);
  }
}

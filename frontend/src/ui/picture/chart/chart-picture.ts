import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ChartPicture as Chart, Frame } from '@quarterdeck/sdk';
import type { ECharts } from 'echarts/core';
import { AnnotationTicks } from './annotation-ticks';
import { ChartCanvas } from './chart-canvas';
import { ChartLegend } from './chart-legend';
import { ChartNumbers } from './chart-numbers';
import { chartDrawing, type ChartDrawing } from './chart-option';
import { tooltipOption } from './chart-tooltip';
import { injectSize } from '../element-size';
import { Crosshair } from './crosshair';
import { CrosshairLine } from './crosshair-line';
import type { EarlierPicture } from './earlier';
import { endLabels, type EndLabel } from './end-labels';
import { gridRect, sameRect, type Rect } from './grid-rect';
import { whenText } from '../values/moments';
import { plainMarkdown } from '../text/plain-markdown';
import { PlotNotes } from './plot-notes';
import type { Scene } from '../scene';
import { chosen, type Held } from './series-choice';
import { isBeside } from '../shares/shares';
import { SharesList } from '../shares/shares-list';
import { ZoomDrag, type TimeSpan } from './zoom-drag';
import { snapped, zoomStep } from './zoom-snap';

/** Letters of a note under a printed chart: longer ones would push the chart off its page. */
const LONGEST_ON_PAPER = 300;

/** A chart, drawn by ECharts: canvas on screen, SVG on paper. The same instance lives through all changes of its data. */
@Component({
  selector: 'qd-chart-picture',
  imports: [
    AnnotationTicks,
    ChartCanvas,
    ChartLegend,
    ChartNumbers,
    CrosshairLine,
    SharesList,
    TranslocoPipe,
    ZoomDrag,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.shares]': "drawing()?.legend?.kind === 'shares'", '[class.wide]': 'isWide()' },
  styles: `
    :host {
      position: relative;
      display: flex;
      flex-direction: column;
      gap: var(--space-4);
      height: 100%;
      min-height: 0;
    }
    .plot {
      position: relative;
      flex: 1;
      min-height: 48px;
    }
    :host-context(.printed) .plot {
      min-height: 120px;
    }
    .plot.zoomable {
      touch-action: pan-y;
    }
    .chart {
      position: absolute;
      inset: 0;
      overflow: hidden;
    }
    :host(.shares.wide) {
      flex-direction: row;
      gap: var(--space-16);
    }
    :host(.shares.wide) qd-shares-list {
      flex: 0 1 52%;
    }
    :host(.shares:not(.wide)) qd-shares-list {
      flex: none;
      align-self: stretch;
      max-height: 50%;
    }
    .total {
      position: absolute;
      inset: 0;
      display: grid;
      place-items: center;
      font-size: var(--text-14);
      font-weight: 600;
      pointer-events: none;
    }
    .end {
      position: absolute;
      font-size: var(--text-12);
      font-weight: 600;
      line-height: 16px;
      white-space: nowrap;
      translate: 0 -50%;
      pointer-events: none;
    }
    button.end {
      padding: 0 2px;
      border: 0;
      border-radius: 3px;
      background: none;
      cursor: pointer;
      pointer-events: auto;
    }
    button.end:hover {
      background: var(--hover);
    }
    .all {
      position: absolute;
      top: 0;
      right: 0;
    }
    .selection {
      position: absolute;
      border: solid var(--accent);
      border-width: 0 1px;
      background: var(--chosen);
      pointer-events: none;
    }
    .selection.note {
      border-color: var(--info);
      background: color-mix(in srgb, var(--info) 14%, transparent);
    }
    ol {
      display: flex;
      flex: none;
      flex-wrap: wrap;
      gap: 0 20px;
      margin: 0;
      padding: 0;
      color: var(--muted);
      font-size: 8pt;
      line-height: 11pt;
      list-style: none;
    }
    li {
      display: flex;
      gap: 6px;
    }
    li b {
      flex: none;
      min-width: 10px;
      color: var(--ink);
    }
  `,
  template: `
    <div
      #zoom="qdZoomDrag"
      class="plot"
      [class.zoomable]="!scene().print"
      [qdZoomDrag]="drawing()?.overTime && !scene().print ? rect() : null"
      [range]="scene().range"
      [canNote]="canNote()"
      (zoomed)="zoomTo($event)"
      (noted)="plotNotes?.write($event.time, $event.beside)"
      (pointermove)="pointerY = $event.offsetY"
    >
      @if (drawing(); as ready) {
        <div
          class="chart"
          role="img"
          [attr.aria-label]="label() || ('picture.chart' | transloco)"
          [qdChartCanvas]="ready.option"
          [tooltip]="tooltip()"
          [vector]="scene().print"
          (begun)="begin($event)"
          (drawn)="finish()"
          (failed)="failed.emit($event)"
        ></div>
      }
      @if (drawing()?.shares?.total; as total) {
        <span class="total" aria-hidden="true">{{ total }}</span>
      }
      @for (end of ends(); track $index) {
        @if (scene().print || ends().length + hidden().size < 2) {
          <span class="end" aria-hidden="true" [style.left.px]="end.x" [style.top.px]="end.y" [style.color]="end.color">
            {{ end.text }}
          </span>
        } @else {
          <button
            type="button"
            class="end"
            [style.left.px]="end.x"
            [style.top.px]="end.y"
            [style.color]="end.color"
            [attr.aria-pressed]="true"
            [title]="'layout.legend.keys' | transloco"
            (click)="choose(end.name, $event)"
          >
            {{ end.text }}
          </button>
        }
      }
      @if (hidden().size > 0 && drawing()?.legend?.kind === 'ends') {
        <button type="button" class="qd-button small all" (click)="showAll()">
          {{ 'layout.legend.all' | transloco: { count: drawing()?.facts?.length ?? 0 } }}
        </button>
      }
      @if (zoom.edges(); as edges) {
        <div
          class="selection"
          [class.note]="zoom.selection()?.forNote"
          [style.left.px]="edges.left"
          [style.width.px]="edges.width"
          [style.top.px]="rect()?.y"
          [style.height.px]="rect()?.height"
        ></div>
      }
      @if (rect(); as plot) {
        @if (drawing()?.overTime && !scene().print) {
          <qd-crosshair-line [rect]="plot" [range]="scene().range" [of]="this" />
        }
        @if (marks().length > 0 && !scene().print) {
          <qd-annotation-ticks [marks]="marks()" [rect]="plot" [scene]="scene()" />
        }
      }
    </div>
    @if (drawing(); as drawn) {
      @if (drawn.legend.kind === 'shares' && drawn.shares) {
        <qd-shares-list [slices]="drawn.shares.slices" (pointed)="pointSlice($event)" />
      } @else if (drawn.legend.kind === 'table') {
        <qd-chart-legend
          [facts]="drawn.facts"
          [namesOnly]="!drawn.overTime"
          [hidden]="hidden()"
          [still]="scene().print"
          (pointed)="point($event)"
          (chosen)="choose($event.name, $event.held)"
        />
      }
    }
    @if (scene().print) {
      <ol>
        @for (note of notes(); track $index) {
          <li>
            <b>{{ note.number }}</b> <span>{{ note.when }} · {{ note.text }}</span>
          </li>
        }
      </ol>
    } @else {
      <qd-chart-numbers [picture]="picture()" [frames]="frames()" [scene]="scene()" />
    }
  `,
})
export class ChartPicture {
  readonly picture = input.required<Chart>();
  readonly frames = input.required<readonly Frame[]>();
  readonly scene = input.required<Scene>();
  /** The same chart of an earlier time, where the reader compares. */
  readonly earlier = input<EarlierPicture<Chart> | null>(null);
  readonly label = input('');
  /** A span that was selected by dragging. */
  readonly zoomed = output<TimeSpan>();
  /** The chart stands on the page as it will look. */
  readonly drawn = output();
  readonly failed = output<unknown>();

  protected readonly plotNotes = inject(PlotNotes, { optional: true });
  protected readonly canNote = computed(() => this.plotNotes?.canWrite() ?? false);
  private readonly size = injectSize();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly rect = signal<Rect | null>(null, { equal: sameRect });
  protected readonly ends = signal<readonly EndLabel[]>([]);
  protected chart: ECharts | null = null;
  protected pointerY = 0;

  private readonly crosshair = inject(Crosshair, { optional: true });
  /** The names of the series that the reader does not want to see for now. */
  protected readonly hidden = signal<ReadonlySet<string>>(new Set());

  protected readonly drawing = computed(() => {
    const size = this.size();
    return size && chartDrawing(this.picture(), this.frames(), this.scene(), size, this.hidden(), this.earlier());
  });
  protected readonly tooltip = computed(() => {
    const drawing = this.drawing();
    return drawing ? tooltipOption(drawing, this.scene(), () => ({ chart: this.chart, y: this.pointerY })) : {};
  });
  protected readonly isWide = computed(() => {
    const [size, shares] = [this.size(), this.drawing()?.shares];
    return size !== null && shares !== null && shares !== undefined && isBeside(size, shares.slices.length);
  });
  protected readonly marks = computed(() => this.drawing()?.marks ?? []);
  protected readonly notes = computed(() => {
    const { range, locale } = this.scene();
    return this.marks().map((mark) => ({
      ...mark,
      when: whenText(mark, range.timezone, locale),
      text: plainMarkdown(mark.text, LONGEST_ON_PAPER),
    }));
  });

  constructor() {
    effect(() => {
      if (this.drawing()?.overTime) this.plotNotes?.hasPlot(this.scene().range);
    });
    inject(DestroyRef).onDestroy(() => this.crosshair?.point(this, null));
  }

  protected begin(chart: ECharts): void {
    this.chart = chart;
    chart.on('updateAxisPointer', (event) => {
      const { axesInfo = [] } = event as { axesInfo?: { axisDim: string; value: unknown }[] };
      const time = axesInfo.find(({ axisDim }) => axisDim === 'x')?.value;
      if (this.drawing()?.overTime) this.crosshair?.point(this, typeof time === 'number' ? time : null);
    });
  }

  protected choose(name: string, held: Held): void {
    const names = this.drawing()?.facts.map((fact) => fact.name) ?? [];
    this.hidden.update((hidden) => chosen(names, hidden, name, held));
  }

  protected showAll(): void {
    this.hidden.set(new Set());
  }

  protected finish(): void {
    const [chart, drawing] = [this.chart, this.drawing()];
    const rect = chart && gridRect(chart);
    this.rect.set(rect);
    this.ends.set(chart && rect && drawing ? endsOf(chart, rect, drawing) : []);
    if (!this.scene().print || this.isSettled()) this.drawn.emit();
  }

  /** On paper the list under the chart may have moved its edges: then it is drawn once more, and that one counts. */
  private isSettled(): boolean {
    const [chart, size] = [this.chart, this.size()];
    const { width, height } = this.host.getBoundingClientRect();
    if (!chart || !size || width === 0) return true;
    if (Math.round(width) !== size.width || Math.round(height) !== size.height) return false;
    const plot = chart.getDom();
    if (Math.abs(plot.clientWidth - chart.getWidth()) <= 1 && Math.abs(plot.clientHeight - chart.getHeight()) <= 1)
      return true;
    chart.resize({ width: plot.clientWidth, height: plot.clientHeight });
    return false;
  }

  /** What was dragged is never exact: it becomes what its values and its pixels can tell apart. */
  protected zoomTo(span: TimeSpan): void {
    const { from, to, timezone } = this.scene().range;
    const finest = Math.max(0, ...this.frames().map(({ resolutionMs = 0 }) => resolutionMs));
    const step = zoomStep(finest, (to - from) / (this.rect()?.width ?? 1));
    this.zoomed.emit(snapped(span, step, timezone));
  }

  protected pointSlice(dataIndex: number | null): void {
    this.chart?.dispatchAction({ type: 'downplay', seriesIndex: 0 });
    if (dataIndex !== null) this.chart?.dispatchAction({ type: 'highlight', seriesIndex: 0, dataIndex });
  }

  protected point(series: number | null): void {
    this.chart?.dispatchAction(series === null ? { type: 'downplay' } : { type: 'highlight', seriesIndex: series });
  }
}

function endsOf(chart: ECharts, rect: Rect, { legend, facts, ends }: ChartDrawing): EndLabel[] {
  if (legend.kind !== 'ends') return [];
  const pixelOf = (value: number) => chart.convertToPixel({ yAxisIndex: 0 }, value);
  return endLabels(facts, ends, rect, pixelOf);
}

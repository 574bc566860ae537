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
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { injectMessages } from '../../../messages/messages';
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
import { linksOf, type ValuePlace } from '../values/links';
import { PlaceMenu } from '../values/place-menu';
import { Unloaded } from '../../unloaded';
import { PlaceOpening } from '../values/place-opening';
import type { Pressed } from '../values/link-follower';
import { nearestPlace, pixelOf, pressOn, seriesOf, type Pixel, type ShownItem } from './chart-hits';
import { columnsOf, itemOf, placeAfter, rowBehind, valuePlace, type ChartPlace } from './chart-places';
import { placeText } from './place-text';
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
    PlaceMenu,
    SharesList,
    TranslocoPipe,
    Unloaded,
    ZoomDrag,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.shares]': "drawing()?.legend?.kind === 'shares'", '[class.wide]': 'isWide()' },
  styleUrl: './chart-picture.css',
  templateUrl: './chart-picture.html',
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
  protected lastPointer = '';
  private hit: ChartPlace | null = null;
  private readonly messages = injectMessages();
  protected readonly places = new PlaceOpening();
  private readonly canvas = viewChild(ChartCanvas);
  /** The value that the arrow keys point at. */
  private readonly cursor = signal<ChartPlace | null>(null);

  private readonly crosshair = inject(Crosshair, { optional: true });
  /** The names of the series that the reader does not want to see for now. */
  protected readonly hidden = signal<ReadonlySet<string>>(new Set());

  protected readonly drawing = computed(() => {
    const size = this.size();
    return size && chartDrawing(this.picture(), this.frames(), this.scene(), size, this.hidden(), this.earlier());
  });
  protected readonly tooltip = computed(() => {
    const drawing = this.drawing();
    const pointer = () => ({ chart: this.chart, y: this.pointerY });
    return drawing ? tooltipOption(drawing, this.scene(), pointer, this.linkTitles().join(' · ')) : {};
  });
  /** What a press on a value leads to, where to is known only there. */
  protected readonly linkTitles = computed(() => {
    const { print } = this.scene();
    const [picture, frames] = [this.picture(), this.frames()];
    const count = print ? 0 : (this.drawing()?.facts.length ?? 0);
    const titles = Array.from({ length: count }, (_, series) => columnsOf(picture, frames, series)).flatMap(
      (columns) => columns?.value.display?.links?.map(({ title }) => title) ?? [],
    );
    return [...new Set(titles)];
  });
  protected readonly keysLabel = computed(() =>
    this.messages('picture.chartKeys', { title: this.label() || this.messages('picture.chart') }),
  );
  /** What the arrow keys point at, in words. */
  protected readonly saidValue = computed(() => {
    const [cursor, drawing] = [this.cursor(), this.drawing()];
    const place = cursor && this.placeOf(cursor);
    return cursor && drawing && place ? placeText(place, drawing.facts[cursor.series], this.scene()) : '';
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

  protected begin(chart: ECharts, zoom: ZoomDrag): void {
    this.chart = chart;
    chart.on('click', ({ seriesIndex = -1, dataIndex }) => {
      const columns = columnsOf(this.picture(), this.frames(), seriesIndex);
      const data = seriesOf(this.drawing())[seriesIndex]?.data;
      this.hit = columns ? { series: seriesIndex, row: rowBehind(data, dataIndex, columns) } : null;
    });
    chart.getZr().on('click', ({ offsetX, offsetY, event }) => {
      const { held } = event as unknown as { held?: PointerEvent };
      // Over a plot that is dragged on, a mouse is told of by the drag.
      if (!held && this.drawing()?.overTime && this.lastPointer !== 'touch') return;
      // The chart says what lies there after everybody else was told of the press.
      queueMicrotask(() => {
        const { hit } = this;
        this.hit = null;
        this.openAt({ x: offsetX, y: offsetY }, hit, zoom, held ?? (event as unknown as Pressed));
      });
    });
    chart.on('updateAxisPointer', (event) => {
      const { axesInfo = [] } = event as { axesInfo?: { axisDim: string; value: unknown }[] };
      const time = axesInfo.find(({ axisDim }) => axisDim === 'x')?.value;
      if (this.drawing()?.overTime) this.crosshair?.point(this, typeof time === 'number' ? time : null);
    });
  }

  protected pressedOn(event: PointerEvent): void {
    const box = this.chart?.getDom().getBoundingClientRect();
    if (this.chart && box) pressOn(this.chart, event.clientX - box.left, event.clientY - box.top, event);
  }

  /** A press on a value follows its link; beside all values it means a note. */
  private openAt(at: Pixel, hit: ChartPlace | null, zoom: ZoomDrag, pressed?: Pressed): void {
    const [chart, drawing] = [this.chart, this.drawing()];
    if (!chart || !drawing) return;
    const source = { picture: this.picture(), frames: this.frames() };
    const hasLinks = this.linkTitles().length > 0;
    const near =
      hit ?? (hasLinks && drawing.overTime ? nearestPlace(at, chart, drawing, source, !this.canNote()) : null);
    const box = chart.getDom().getBoundingClientRect();
    const place = near && this.placeOf(near);
    const links = place ? linksOf(place, this.scene()) : [];
    const note = this.canNote() && drawing.overTime ? () => zoom.noteAt(at.x) : null;
    this.places.open({ links, note, x: box.left + at.x, y: box.top + at.y }, pressed);
  }

  private placeOf(place: ChartPlace): ValuePlace | undefined {
    return valuePlace(this.picture(), this.frames(), place);
  }

  /** The arrow keys point at a value, Enter opens what is there. */
  protected key(event: KeyboardEvent, zoom: ZoomDrag): void {
    if (event.target !== event.currentTarget || isHeld(event)) return;
    const [cursor, chart] = [this.cursor(), this.chart];
    if (!chart) return;
    if (event.key === 'Enter' && cursor) {
      event.preventDefault();
      this.openAt(pixelOf(chart, this.shownAt(cursor)), cursor, zoom);
      return;
    }
    const next = placeAfter(cursor, event.key, this.picture(), this.frames(), this.hidden());
    if (!next) return;
    event.preventDefault();
    this.pointAt(next, chart);
  }

  private pointAt(place: ChartPlace, chart: ECharts): void {
    this.cursor.set(place);
    this.canvas()?.point();
    const shown = this.shownAt(place);
    this.pointerY = pixelOf(chart, shown).y;
    chart.dispatchAction({ type: 'showTip', seriesIndex: shown.seriesIndex, dataIndex: shown.dataIndex });
  }

  protected leaveKeys(): void {
    if (!this.cursor()) return;
    this.cursor.set(null);
    this.chart?.dispatchAction({ type: 'hideTip' });
    this.crosshair?.point(this, null);
  }

  private shownAt({ series, row }: ChartPlace): ShownItem {
    const data = seriesOf(this.drawing())[series]?.data;
    const columns = columnsOf(this.picture(), this.frames(), series);
    return { seriesIndex: series, dataIndex: columns ? itemOf(data, row, columns) : row, data };
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

const isHeld = ({ ctrlKey, metaKey, altKey }: KeyboardEvent) => ctrlKey || metaKey || altKey;

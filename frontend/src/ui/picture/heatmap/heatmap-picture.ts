import { ChangeDetectionStrategy, Component, computed, type ElementRef, input, signal, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { injectMessages } from '../../../messages/messages';
import { readingOf, type Frame, type HeatmapPicture as Heatmap } from '@quarterdeck/sdk';
import { injectSize } from '../element-size';
import { cellAfter, heatmapData, heatmapPlan, inkOn, rampOf, type HeatmapCell } from './heatmap-plan';
import type { Scene } from '../scene';
import { fieldAt } from '../values/columns';
import { linksOf, type ValueLink } from '../values/links';
import { PlaceMenu } from '../values/place-menu';
import { Unloaded } from '../../unloaded';
import { PlaceOpening } from '../values/place-opening';
import { textWidth } from '../values/text-width';
import { withoutWord, unitWord } from '../values/unit-words';
import { writerOf } from '../values/writer';

/** The legend under the cells. */
const LEGEND = 26;

/** A field of cells, the stronger the higher, with the scale below; its numbers stand in a table for those who hear it. */
@Component({
  selector: 'qd-heatmap-picture',
  imports: [PlaceMenu, TranslocoPipe, Unloaded],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './heatmap-picture.css',
  templateUrl: './heatmap-picture.html',
})
export class HeatmapPicture {
  readonly picture = input.required<Heatmap>();
  readonly frames = input.required<readonly Frame[]>();
  readonly scene = input.required<Scene>();
  readonly label = input('');

  private readonly size = injectSize();
  private readonly plot = viewChild<ElementRef<SVGElement>>('plot');
  private readonly messages = injectMessages();
  protected readonly places = new PlaceOpening();
  protected readonly pointed = signal<HeatmapCell | null>(null);
  private readonly isByKeys = signal(false);

  protected readonly data = computed(() => heatmapData(this.picture(), this.frames()));
  protected readonly plan = computed(() => {
    const size = this.size();
    return size && heatmapPlan(this.data(), { width: size.width, height: Math.max(24, size.height - LEGEND) });
  });
  private readonly writer = computed(() => {
    const { format = {} } = this.picture();
    return writerOf(format, this.data().field?.display, this.scene().locale);
  });
  private readonly glance = computed(() => {
    const { format = {} } = this.picture();
    return writerOf(withoutWord(format), this.data().field?.display, this.scene().locale).short;
  });
  protected readonly ramp = computed(() => rampOf(this.scene().theme));
  protected readonly word = computed(() => unitWord(this.picture().format ?? {}));

  protected readonly cells = computed(() => {
    const [plan, ramp, { theme }] = [this.plan(), this.ramp(), this.scene()];
    if (!plan) return [];
    const { width, height } = plan.cell;
    const gap = Math.min(width, height) > 6 ? 1 : 0;
    const texts = this.data().cells.map(({ value }) => this.glance()(value));
    const hasRoom = height >= 18 && Math.max(0, ...texts.map((text) => textWidth(text, 12))) + 6 <= width;
    return this.data().cells.map((cell, at) => ({
      cell,
      x: plan.left + cell.column * width,
      y: cell.row * height,
      width: width - gap,
      height: height - gap,
      fill: ramp[cell.step] ?? theme.accent,
      text: hasRoom ? (texts[at] ?? '') : '',
      ink: inkOn(cell.step, theme),
    }));
  });
  protected readonly columnLabels = computed(() => {
    const plan = this.plan();
    if (!plan) return [];
    const { width } = plan.cell;
    const right = plan.left + plan.width;
    return this.data().columns.flatMap((text, at) => {
      const isOften = plan.every.column > 1;
      const x = plan.left + at * width + (isOften ? 0 : width / 2);
      const fits = x + textWidth(text, 12) * (isOften ? 1 : 0.5) <= right + 4;
      return at % plan.every.column === 0 && fits ? [{ text, x }] : [];
    });
  });
  protected readonly rowLabels = computed(() => {
    const plan = this.plan();
    if (!plan) return [];
    return this.data().rows.flatMap((text, at) =>
      at % plan.every.row === 0 ? [{ text: fitting(text, plan.left - 8), y: (at + 0.5) * plan.cell.height }] : [],
    );
  });
  protected readonly legend = computed(() => {
    const { bounds } = this.data();
    const short = this.glance();
    if (bounds.length <= 2)
      return bounds.slice(0, 1).map((bound) => ({ colour: this.ramp().at(-1), text: short(bound) }));
    return this.ramp().map((colour, at) => ({ colour, text: short(bounds[at] ?? null) }));
  });
  protected readonly highest = computed(() => {
    const { bounds } = this.data();
    return bounds.length > 2 ? this.glance()(bounds.at(-1) ?? null) : '';
  });
  protected readonly table = computed(() => {
    const { columns, rows, cells } = this.data();
    const full = this.writer().full;
    const texts = new Map(cells.map(({ column, row, value }) => [`${String(column)} ${String(row)}`, full(value)]));
    return rows.map((name, row) => ({
      name,
      cells: columns.map((_, column) => texts.get(`${String(column)} ${String(row)}`) ?? '–'),
    }));
  });
  protected readonly tip = computed(() => {
    const [cell, plan] = [this.pointed(), this.plan()];
    if (!cell || !plan) return null;
    const { columns, rows, field } = this.data();
    return {
      place: [columns[cell.column], rows[cell.row]].filter(Boolean).join(' · '),
      value: this.writer().full(cell.value),
      note: readingOf(cell.value, field?.display).label ?? '',
      x: plan.left + (cell.column + 0.5) * plan.cell.width,
      y: cell.row * plan.cell.height,
      isLow: cell.row * plan.cell.height < 56,
    };
  });

  protected readonly isLinked = computed(
    () => !this.scene().print && (this.data().field?.display?.links ?? []).length > 0,
  );
  protected readonly keysLabel = computed(() =>
    this.messages('picture.chartKeys', { title: this.label() || this.messages('picture.chart') }),
  );
  /** What the arrow keys point at, in words. */
  protected readonly said = computed(() => {
    const tip = this.isByKeys() ? this.tip() : null;
    return tip ? [tip.place, tip.value, tip.note].filter(Boolean).join(', ') : '';
  });

  protected press(event: MouseEvent): void {
    const cell = this.pointed();
    if (cell) this.places.open({ links: this.linksAt(cell), note: null, x: event.clientX, y: event.clientY }, event);
  }

  /** The arrow keys walk over the cells, Enter opens what is there. */
  protected key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [cell, tip, box] = [this.pointed(), this.tip(), this.plot()?.nativeElement.getBoundingClientRect()];
    if (event.key === 'Enter' && cell && tip && box) {
      event.preventDefault();
      this.places.open({ links: this.linksAt(cell), note: null, x: box.left + tip.x, y: box.top + tip.y });
      return;
    }
    const next = cellAfter(cell, event.key, this.data().cells);
    if (!next) return;
    event.preventDefault();
    this.isByKeys.set(true);
    this.pointed.set(next);
  }

  private linksAt({ at, value }: HeatmapCell): ValueLink[] {
    const ref = this.picture().value;
    const field = fieldAt(this.frames(), ref);
    return field ? linksOf({ field, frame: this.frames()[ref[0]], row: at, value }, this.scene()) : [];
  }

  protected point(event: PointerEvent): void {
    this.isByKeys.set(false);
    const [plan, box] = [this.plan(), this.plot()?.nativeElement.getBoundingClientRect()];
    if (!plan || !box || this.scene().print) return;
    const column = Math.floor((event.clientX - box.left - plan.left) / plan.cell.width);
    const row = Math.floor((event.clientY - box.top) / plan.cell.height);
    this.pointed.set(this.data().cells.find((cell) => cell.column === column && cell.row === row) ?? null);
  }
}

function fitting(text: string, width: number): string {
  if (textWidth(text, 12) <= width) return text;
  let end = text.length;
  while (end > 1 && textWidth(`${text.slice(0, end)}…`, 12) > width) end--;
  return `${text.slice(0, end)}…`;
}

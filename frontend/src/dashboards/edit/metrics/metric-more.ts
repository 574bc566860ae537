import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field, FieldInput } from '../../../ui/field';
import { injectLocale } from '../../../ui/locale';
import { COMBINES, durationText, FILLS, OFFSETS, RANK_ORDERS, RANKS, STEPS } from './metric-choices';

type Input = Readonly<Record<string, unknown>>;
interface Rank {
  readonly count?: number;
  readonly by?: string;
}

/** What counts as set, for the summary of what is folded away. */
const FIELDS = [
  ...['every', 'groupBy', 'combine', 'fill', 'offset', 'movingAverage', 'cumulative', 'top', 'bottom', 'alias'],
];

/** What most questions leave alone: widths, groups, gaps, earlier times, means and ranks. */
@Component({
  selector: 'qd-metric-more',
  imports: [Field, FieldInput, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './metric-more.css',
  templateUrl: './metric-more.html',
})
export class MetricMore {
  readonly input = input.required<Input>();
  /** The labels that the metric's series carry. */
  readonly labels = input.required<readonly string[]>();
  /** Fields that change; undefined leaves one out. */
  readonly changed = output<Input>();

  private readonly locale = injectLocale();
  protected readonly combines = COMBINES;
  protected readonly fills = FILLS;
  protected readonly ranks = RANKS;
  protected readonly orders = RANK_ORDERS;
  protected readonly count = computed(() => FIELDS.filter((field) => isSet(this.input()[field])).length);
  protected readonly steps = computed(() => this.durations(STEPS, this.input().every));
  protected readonly offsets = computed(() => this.durations(OFFSETS, this.input().offset));
  protected readonly groupBy = computed(() => (this.input().groupBy ?? []) as readonly string[]);
  /** A label that is grouped by is shown even where no series carries it any more. */
  protected readonly groups = computed(() => [...new Set([...this.labels(), ...this.groupBy()])]);
  protected readonly rank = computed(() => (this.input().top ? 'top' : this.input().bottom ? 'bottom' : ''));
  protected readonly ranking = computed(() => (this.input().top ?? this.input().bottom ?? {}) as Rank);

  protected set(field: string, value: unknown): void {
    this.changed.emit({ [field]: isSet(value) ? value : undefined });
  }

  protected group(name: string, { target }: Event): void {
    const others = this.groupBy().filter((one) => one !== name);
    this.set('groupBy', (target as HTMLInputElement).checked ? [...others, name] : others);
  }

  protected average(text: string): void {
    const count = Number(text);
    this.set('movingAverage', Number.isInteger(count) && count >= 2 ? count : undefined);
  }

  protected setRank(rank: string, change: Rank = {}): void {
    const ranking = { count: 5, by: 'mean', ...this.ranking(), ...change };
    this.changed.emit({ top: rank === 'top' ? ranking : undefined, bottom: rank === 'bottom' ? ranking : undefined });
  }

  protected countOf(text: string): number {
    return Math.min(50, Math.max(1, Math.round(Number(text)) || 1));
  }

  private durations(offered: readonly string[], chosen: unknown): { value: string; text: string }[] {
    const all = typeof chosen === 'string' && !offered.includes(chosen) ? [...offered, chosen] : offered;
    return all.map((value) => ({ value, text: durationText(value, this.locale()) }));
  }
}

const isSet = (value: unknown) =>
  value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0);

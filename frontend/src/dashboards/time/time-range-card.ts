import { ChangeDetectionStrategy, Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { resolveRange, type TimeRangeChoice } from '@quarterdeck/sdk/api/time-range';
import { injectMessages } from '../../messages/messages';
import { injectLocale } from '../../ui/locale';
import { QUICK_TEXTS, rangeText } from './range-text';
import { absolute, QUICK_RANGES, quickChoice, quickRangeOf, sameChoice } from './time-range';
import { instantOf, wallText } from './wall-input';

const MINUTE_MS = 60_000;

/** What the picker of the time range opens: quick ranges, the dashboard's own, and two moments by the calendar of the zone. */
@Component({
  selector: 'qd-time-range-card',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './time-range-card.css',
  templateUrl: './time-range-card.html',
})
export class TimeRangeCard {
  readonly choice = input.required<TimeRangeChoice>();
  readonly zone = input.required<string>();
  /** What the dashboard opens on; offered beside the quick ranges. */
  readonly own = input<TimeRangeChoice>();
  /** null asks for the dashboard's own range. */
  readonly chosen = output<TimeRangeChoice | null>();

  private readonly messages = injectMessages();
  private readonly locale = injectLocale();

  protected readonly quickRanges = QUICK_RANGES;
  protected readonly quickTexts = QUICK_TEXTS;
  protected readonly quickChoice = quickChoice;
  private readonly shown = computed(() => resolveRange(this.choice(), Date.now()));
  protected readonly from = linkedSignal(() => this.written(this.shown().from));
  protected readonly to = linkedSignal(() => this.written(this.shown().to));
  protected readonly isTried = signal(false);

  protected readonly ownText = computed(() => {
    const own = this.own();
    return own ? rangeText(own, this.zone(), this.locale(), this.messages) : '';
  });
  protected readonly isOwn = computed(() => {
    const own = this.own();
    return own !== undefined && sameChoice(own, this.choice());
  });
  protected readonly quick = computed(() => quickRangeOf(this.choice()));
  protected readonly problem = computed(() => {
    const [from, to] = [instantOf(this.from(), this.zone()), instantOf(this.to(), this.zone())];
    if (from === null || to === null) return this.messages('timeRange.notATime');
    return from < to ? '' : this.messages('timeRange.backwards');
  });

  protected apply(event: Event): void {
    event.preventDefault();
    this.isTried.set(true);
    const [from, to] = [instantOf(this.from(), this.zone()), instantOf(this.to(), this.zone())];
    if (this.problem() || from === null || to === null) return;
    this.chosen.emit(absolute({ from, to }));
  }

  private written(instant: number): string {
    return wallText(Math.floor(instant / MINUTE_MS) * MINUTE_MS, this.zone()).replace(' ', 'T');
  }
}

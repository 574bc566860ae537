import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { resolveRange, type TimeRangeChoice } from '@quarterdeck/sdk/api/time-range';
import { ChevronLeft, ChevronRight, Clock, Undo2 } from 'lucide';
import { injectMessages } from '../../messages/messages';
import { BELOW } from '../../ui/below';
import { Icon } from '../../ui/icon';
import { injectLocale } from '../../ui/locale';
import { Now } from '../../ui/time-ago';
import { QUICK_TEXTS, rangeText, zoneName } from './range-text';
import {
  absolute,
  endsNow,
  QUICK_RANGES,
  quickChoice,
  quickRangeOf,
  sameChoice,
  shifted,
  type QuickRange,
} from './time-range';
import { instantOf, wallText } from './wall-input';
import { CdkConnectedOverlay, CdkTrapFocus } from '../../ui/overlay-parts';
import { Unloaded } from '../../ui/unloaded';

/** Chooses the range: by name, by the calendar of the zone, a step back or forth, or the one before. */
@Component({
  selector: 'qd-time-range-picker',
  imports: [CdkConnectedOverlay, CdkTrapFocus, Icon, TranslocoPipe, Unloaded],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './time-range-picker.css',
  templateUrl: './time-range-picker.html',
})
export class TimeRangePicker {
  readonly choice = input.required<TimeRangeChoice>();
  readonly zone = input.required<string>();
  /** What the dashboard opens on; offered beside the quick ranges. */
  readonly own = input<TimeRangeChoice>();
  readonly canGoBack = input(false);
  /** null asks for the dashboard's own range. */
  readonly chosen = output<TimeRangeChoice | null>();
  readonly wentBack = output();

  private readonly messages = injectMessages();
  private readonly locale = injectLocale();
  private readonly clock = inject(Now);

  protected readonly below = BELOW;
  protected readonly icons = { ChevronLeft, ChevronRight, Clock, Undo2 };
  protected readonly quickRanges = QUICK_RANGES;
  protected readonly quickTexts = QUICK_TEXTS;
  protected readonly isOpen = signal(false);
  protected readonly from = signal('');
  protected readonly to = signal('');
  protected readonly isTried = signal(false);

  protected readonly text = computed(() => rangeText(this.choice(), this.zone(), this.locale(), this.messages));
  /** The clock of the axes, where it is not that on the reader's wall. */
  protected readonly foreign = computed(() =>
    this.zone() === Intl.DateTimeFormat().resolvedOptions().timeZone ? '' : zoneName(this.zone()),
  );
  /** The words that are seen, in the same order: who speaks to the page says what it shows. */
  protected readonly spoken = computed(() => {
    const parts = [this.text(), this.foreign()].filter(Boolean).join(' ');
    return this.messages('ui.labelled', { label: this.messages('timeRange.title'), text: parts });
  });
  protected readonly ownText = computed(() => {
    const own = this.own();
    return own ? rangeText(own, this.zone(), this.locale(), this.messages) : '';
  });
  protected readonly isOwn = computed(() => {
    const own = this.own();
    return own !== undefined && sameChoice(own, this.choice());
  });
  protected readonly quick = computed(() => quickRangeOf(this.choice()));
  protected readonly endsNow = computed(() => endsNow(this.choice(), this.clock.value()));
  protected readonly problem = computed(() => {
    const [from, to] = [instantOf(this.from(), this.zone()), instantOf(this.to(), this.zone())];
    if (from === null || to === null) return this.messages('timeRange.notATime');
    return from < to ? '' : this.messages('timeRange.backwards');
  });

  protected toggle(): void {
    const { from, to } = resolveRange(this.choice(), Date.now());
    const written = (instant: number) => wallText(Math.floor(instant / 60_000) * 60_000, this.zone()).replace(' ', 'T');
    this.from.set(written(from));
    this.to.set(written(to));
    this.isTried.set(false);
    this.isOpen.update((isOpen) => !isOpen);
  }

  protected chooseQuick(length: QuickRange): void {
    this.choose(quickChoice(length));
  }

  protected choose(choice: TimeRangeChoice | null): void {
    this.isOpen.set(false);
    this.chosen.emit(choice);
  }

  protected apply(event: Event): void {
    event.preventDefault();
    this.isTried.set(true);
    const [from, to] = [instantOf(this.from(), this.zone()), instantOf(this.to(), this.zone())];
    if (this.problem() || from === null || to === null) return;
    this.choose(absolute({ from, to }));
  }

  protected step(direction: -1 | 1): void {
    this.chosen.emit(shifted(this.choice(), direction, Date.now()));
  }
}

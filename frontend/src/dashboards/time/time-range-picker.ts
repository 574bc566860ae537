import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { TimeRangeChoice } from '@quarterdeck/sdk/api/time-range';
import ChevronLeft from 'lucide/dist/esm/icons/chevron-left.mjs';
import ChevronRight from 'lucide/dist/esm/icons/chevron-right.mjs';
import Clock from 'lucide/dist/esm/icons/clock.mjs';
import Undo2 from 'lucide/dist/esm/icons/undo-2.mjs';
import { injectMessages } from '../../messages/messages';
import { BELOW } from '../../ui/below';
import { Icon } from '../../ui/icon';
import { injectLocale } from '../../ui/locale';
import { Now } from '../../ui/time-ago';
import { rangeText, zoneName } from './range-text';
import { endsNow, shifted } from './time-range';
import { TimeRangeCard } from './time-range-card';
import { CdkConnectedOverlay, CdkTrapFocus } from '../../ui/overlay-parts';
import { Unloaded } from '../../ui/unloaded';

/** Chooses the range: by name, by the calendar of the zone, a step back or forth, or the one before. */
@Component({
  selector: 'qd-time-range-picker',
  imports: [CdkConnectedOverlay, CdkTrapFocus, Icon, TimeRangeCard, TranslocoPipe, Unloaded],
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
  protected readonly isOpen = signal(false);

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
  protected readonly endsNow = computed(() => endsNow(this.choice(), this.clock.value()));

  protected choose(choice: TimeRangeChoice | null): void {
    this.isOpen.set(false);
    this.chosen.emit(choice);
  }

  protected step(direction: -1 | 1): void {
    this.chosen.emit(shifted(this.choice(), direction, Date.now()));
  }
}

import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { injectMessages } from '../../messages/messages';
import type { ZoneChoice } from '../view/view-address';
import { zoneName } from './range-text';

/** Whose clock the axes show. Stands where times are chosen, in the card of the time range. */
@Component({
  selector: 'qd-zone-choice',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    label {
      display: grid;
      gap: var(--space-4);
      font-size: var(--text-13);
      font-weight: 500;
    }
  `,
  template: `
    <label>
      <span>{{ 'timeRange.zone.title' | transloco }}</span>
      <select class="qd-input" (change)="choose($event)">
        @for (option of options(); track option.value) {
          <option [value]="option.value" [selected]="option.value === choice()">{{ option.text }}</option>
        }
      </select>
    </label>
  `,
})
export class ZoneChoiceField {
  readonly choice = input.required<ZoneChoice>();
  /** The zone of the dashboard; left out where there is none. */
  readonly own = input<string>();
  readonly browser = input.required<string>();
  readonly chosen = output<ZoneChoice>();

  private readonly messages = injectMessages();
  protected readonly options = computed(() => {
    const own = this.own();
    const named = (text: string, zone: string) => `${text} (${zoneName(zone)})`;
    const readers = [
      { value: 'browser', text: named(this.messages('timeRange.zone.browser'), this.browser()) },
      { value: 'utc', text: this.messages('timeRange.zone.utc') },
    ];
    if (own === undefined) return readers;
    return [{ value: 'dashboard', text: named(this.messages('timeRange.zone.dashboard'), own) }, ...readers];
  });

  protected choose(event: Event): void {
    this.chosen.emit((event.target as HTMLSelectElement).value as ZoneChoice);
  }
}

import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ExpiredPoints, MetricContents } from '@quarterdeck/sdk/api/metric-contents';
import { injectMessages } from '../messages/messages';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { injectLocale, injectNumberFormat } from '../ui/locale';
import { Toasts } from '../ui/toasts';
import { MetricStore } from './metric.store';

const MOST_DAYS = 36_500;
const USUAL_DAYS = 400;
const REST_MS = 300;

/** How long a metric is kept, and what would be deleted by a shorter time: said before it is saved. */
@Component({
  selector: 'qd-retention-form',
  imports: [ErrorNote, Field, FieldInput, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    form {
      display: grid;
      justify-items: start;
      gap: var(--space-12);
    }
    .choice {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-8) var(--space-16);
      min-height: 36px;
      font-size: var(--text-13);
    }
    label {
      display: flex;
      align-items: center;
      gap: var(--space-8);
    }
    .days {
      display: flex;
      align-items: center;
      gap: var(--space-8);
    }
    .days input {
      width: 104px;
    }
    .goes {
      font-size: var(--text-13);
    }
    .goes.some {
      color: var(--bad);
      font-weight: 500;
    }
  `,
  template: `
    <form novalidate (submit)="save($event)">
      <div class="choice" role="radiogroup" [attr.aria-label]="'metrics.keep.heading' | transloco">
        <label>
          <input type="radio" name="qd-keep" [checked]="!isLimited()" (change)="isLimited.set(false)" />
          {{ 'metrics.keep.forever' | transloco }}
        </label>
        <label>
          <input type="radio" name="qd-keep" [checked]="isLimited()" (change)="isLimited.set(true)" />
          {{ 'metrics.keep.limited' | transloco }}
        </label>
        @if (isLimited()) {
          <span class="days">
            <qd-field [labelHidden]="true" [label]="'metrics.keep.days' | transloco" [problem]="problem()">
              <input qdInput type="number" min="1" inputmode="numeric" [value]="days()" (input)="write($event)" />
            </qd-field>
            {{ 'metrics.keep.daysUnit' | transloco }}
          </span>
        }
      </div>
      <p class="goes" aria-live="polite" [class.some]="goes().some">{{ goes().text }}</p>
      @if (failure(); as error) {
        <qd-error-note [error]="error" />
      }
      <button
        type="submit"
        class="qd-button"
        [class.danger]="goes().some"
        [attr.aria-disabled]="!isChanged() || problem() !== '' || busy() ? true : null"
      >
        {{ (goes().some ? 'metrics.keep.saveAndDelete' : 'metrics.keep.save') | transloco }}
      </button>
    </form>
  `,
})
export class RetentionForm {
  readonly metric = input.required<MetricContents>();

  private readonly store = inject(MetricStore);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private readonly locale = injectLocale();
  private readonly numbers = injectNumberFormat();

  protected readonly isLimited = linkedSignal(() => this.metric().keepDays !== null);
  protected readonly days = linkedSignal(() => this.metric().keepDays ?? USUAL_DAYS);
  private readonly expired = signal<ExpiredPoints | null>(null);
  protected readonly failure = signal<unknown>(undefined);
  protected readonly busy = signal(false);

  private readonly wanted = computed(() => (this.isLimited() ? this.days() : null));
  protected readonly isChanged = computed(() => this.wanted() !== this.metric().keepDays);
  protected readonly problem = computed(() => {
    const days = this.wanted();
    const isSound = days === null || (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS);
    return isSound ? '' : this.messages('metrics.keep.wrong');
  });
  protected readonly goes = computed(() => {
    if (this.wanted() === null) return { some: false, text: this.messages('metrics.keep.nothingForever') };
    const expired = this.expired();
    if (!expired || this.problem()) return { some: false, text: '' };
    const date = new Intl.DateTimeFormat(this.locale(), { dateStyle: 'medium', timeZone: 'UTC' });
    const values = { date: date.format(new Date(expired.before)), points: this.numbers().format(expired.points) };
    const isNews = expired.points > 0 && this.isChanged();
    return {
      some: isNews,
      text: this.messages(isNews ? 'metrics.keep.goes' : 'metrics.keep.nothing', values),
    };
  });

  constructor() {
    effect((onCleanup) => {
      const [{ name }, days] = [this.metric(), this.wanted()];
      this.expired.set(null);
      this.failure.set(undefined);
      if (days === null || this.problem()) return;
      let isOver = false;
      const look = () => {
        this.store.expired(name, days).then(
          (expired) => {
            if (!isOver) this.expired.set(expired);
          },
          (error: unknown) => {
            if (!isOver) this.failure.set(error);
          },
        );
      };
      const timer = setTimeout(look, REST_MS);
      onCleanup(() => {
        isOver = true;
        clearTimeout(timer);
      });
    });
  }

  protected write({ target }: Event): void {
    this.days.set((target as HTMLInputElement).valueAsNumber);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    // What would go is known before anything goes.
    const isUnknown = this.wanted() !== null && this.expired() === null;
    if (!this.isChanged() || this.problem() || this.busy() || isUnknown) return;
    this.busy.set(true);
    this.failure.set(undefined);
    try {
      const { name } = this.metric();
      await this.store.keep(name, this.wanted());
      this.toasts.say(this.messages('metrics.change.done', { name }));
    } catch (error) {
      this.failure.set(error);
    } finally {
      this.busy.set(false);
    }
  }
}

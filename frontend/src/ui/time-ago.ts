import { ChangeDetectionStrategy, Component, computed, inject, Injectable, input, signal } from '@angular/core';
import { injectMessages } from '../messages/messages';
import { injectLocale } from './locale';

/** Unit, its seconds, and from how many of them on it is used: "10 days" says more than "last week". */
const STEPS = [
  ['year', 31_536_000, 2],
  ['month', 2_592_000, 2],
  ['week', 604_800, 2],
  ['day', 86_400, 1],
  ['hour', 3_600, 1],
  ['minute', 60, 1],
] as const;

/** What time it is, told four times a minute to whoever shows an age. */
@Injectable({ providedIn: 'root' })
export class Now {
  private readonly milliseconds = signal(Date.now());
  readonly value = this.milliseconds.asReadonly();

  constructor() {
    setInterval(() => {
      this.milliseconds.set(Date.now());
    }, 15_000);
  }
}

/** `3 minutes ago` or `in 2 days`; empty within a minute, where "just now" says it better. */
export function relativeTime(at: number, now: number, locale: string): string {
  const seconds = (at - now) / 1000;
  const [unit, size] = STEPS.find(([, step, from]) => Math.abs(seconds) >= step * from) ?? [];
  if (!unit) return '';
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}

/** An instant as its distance from now; the whole date on hover. */
@Component({
  selector: 'qd-time-ago',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '<time [dateTime]="at()" [title]="whole()">{{ text() }}</time>',
})
export class TimeAgo {
  readonly at = input.required<string>();

  private readonly now = inject(Now);
  private readonly locale = injectLocale();
  private readonly messages = injectMessages();

  protected readonly text = computed(
    () => relativeTime(Date.parse(this.at()), this.now.value(), this.locale()) || this.messages('ui.justNow'),
  );
  protected readonly whole = computed(() =>
    new Intl.DateTimeFormat(this.locale(), { dateStyle: 'full', timeStyle: 'long' }).format(new Date(this.at())),
  );
}

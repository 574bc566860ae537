import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Frame } from '@quarterdeck/sdk';
import { zonedText } from '../ui/picture/values/moments';
import { injectLocale } from '../ui/locale';
import { Now, relativeTime } from '../ui/time-ago';
import { injectMessages } from '../messages/messages';

/** How long a query took, how much came, of when it is and from where. */
@Component({
  selector: 'qd-answer-facts',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--space-12);
      color: var(--muted);
      font-size: var(--text-12);
      line-height: 18px;
      font-variant-numeric: tabular-nums;
    }
    dl > div {
      display: flex;
      gap: 5px;
      min-width: 0;
    }
    dd {
      overflow-wrap: anywhere;
      color: var(--ink);
    }
  `,
  template: `
    <dl>
      @for (fact of facts(); track fact.name) {
        <div [title]="fact.more ?? ''">
          <dt>{{ fact.name | transloco }}</dt>
          <dd>{{ fact.text }}</dd>
        </div>
      }
    </dl>
  `,
})
export class AnswerFacts {
  readonly frames = input.required<readonly Frame[]>();
  /** Milliseconds; undefined where nobody took them. */
  readonly time = input.required<number | undefined>();
  readonly zone = input.required<string>();

  private readonly clock = inject(Now);
  private readonly locale = injectLocale();
  private readonly messages = injectMessages();
  protected readonly facts = computed(() => {
    const locale = this.locale();
    const rows = this.frames().reduce((sum, { length }) => sum + length, 0);
    const asOf = Math.min(...this.frames().map(({ asOf: at = Infinity }) => at));
    const sources = [...new Set(this.frames().flatMap(({ source }) => source ?? []))].join(', ');
    const time = this.time();
    return [
      ...(time === undefined ? [] : [{ name: 'explore.facts.time', text: waited(time, locale) } as const]),
      { name: 'explore.facts.rows', text: new Intl.NumberFormat(locale).format(rows) } as const,
      ...(Number.isFinite(asOf) ? [this.age(asOf)] : []),
      ...(sources ? [{ name: 'explore.facts.source', text: sources } as const] : []),
    ] as readonly { name: string; text: string; more?: string }[];
  });

  private age(asOf: number) {
    const text = relativeTime(asOf, this.clock.value(), this.locale()) || this.messages('ui.justNow');
    return { name: 'explore.facts.asOf', text, more: zonedText(asOf, this.zone(), this.locale()) };
  }
}

/** `240 ms`, `3.2 s`. */
function waited(milliseconds: number, locale: string): string {
  const isLong = milliseconds >= 1000;
  const unit = isLong ? 'second' : 'millisecond';
  const maximumFractionDigits = isLong ? 1 : 0;
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits });
  return format.format(isLong ? milliseconds / 1000 : Math.max(1, milliseconds));
}

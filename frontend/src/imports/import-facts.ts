import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Import } from '@quarterdeck/sdk/api/imports';
import { injectMessages } from '../messages/messages';
import { injectLocale, injectNumberFormat } from '../ui/locale';

/** The figures of an import, as far as there are any. */
@Component({
  selector: 'qd-import-facts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: block;
    }
    dl {
      display: grid;
      grid-template-columns: minmax(96px, max-content) 1fr;
      gap: var(--space-8) var(--space-24);
      font-size: var(--text-13);
    }
    dt {
      color: var(--muted);
    }
    dd {
      overflow-wrap: anywhere;
    }
  `,
  template: `
    <dl>
      @for (fact of facts(); track fact[0]) {
        <dt>{{ fact[0] }}</dt>
        <dd>{{ fact[1] }}</dd>
      }
    </dl>
  `,
})
export class ImportFacts {
  readonly of = input.required<Import>();

  private readonly messages = injectMessages();
  private readonly locale = injectLocale();
  private readonly numbers = injectNumberFormat();
  private readonly clock = computed(
    () => new Intl.DateTimeFormat(this.locale(), { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }),
  );

  protected readonly facts = computed(() => {
    const { rows, refused, metrics, series, seconds } = this.of();
    const facts: [string, string][] = [
      [this.messages('imports.facts.points'), this.points()],
      [this.messages('imports.facts.rows'), this.numbers().format(rows)],
      [this.messages('imports.facts.refused'), this.numbers().format(refused)],
      [this.messages('imports.facts.metrics'), metrics.join(', ')],
      [this.messages('imports.facts.series'), this.numbers().format(series)],
      [this.messages('imports.facts.range'), this.range()],
    ];
    if (seconds !== null) facts.push([this.messages('imports.facts.took'), this.took(seconds)]);
    return facts.filter(([, value]) => value !== '');
  });

  /** `1,622 new, 3 replaced`: only what there is. */
  private points(): string {
    const { added, replaced, unchanged } = this.of();
    const parts = [
      [added, 'imports.facts.added'],
      [replaced, 'imports.facts.replaced'],
      [unchanged, 'imports.facts.unchanged'],
    ] as const;
    const told = parts.filter(([count], at) => count > 0 || (at === 0 && replaced + unchanged === 0));
    return told.map(([count, key]) => this.messages(key, { count: this.numbers().format(count) })).join(', ');
  }

  private range(): string {
    const { from, to } = this.of();
    if (from === null || to === null) return '';
    return `${this.clock().formatRange(new Date(from), new Date(to))} UTC`;
  }

  private took(seconds: number): string {
    return this.messages('imports.facts.seconds', { seconds: this.numbers().format(Math.round(seconds * 10) / 10) });
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required, validate } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { Timezone, type TimeRangeChoice } from '@quarterdeck/sdk/api/time-range';
import { injectMessages } from '../../messages/messages';
import { Field, FieldInput } from '../../ui/field';
import { injectLocale } from '../../ui/locale';
import { submission } from '../../ui/submission';
import { DashboardView } from '../view/dashboard-view.store';
import { lengthText } from '../time/length-text';
import { QUICK_TEXTS, rangeText } from '../time/range-text';
import { QUICK_RANGES, quickChoice, quickRangeOf, sameChoice } from '../time/time-range';
import { DashboardEditor } from './dashboard-editor.store';
import { emptyDocument } from './draft/documents';

const SECONDS = [5, 10, 30, 60, 300];
const OWN = 'own';
const SHOWN = 'shown';

/** Title, description, zone, default range and refresh of the dashboard being edited: one step in its history. */
@Component({
  selector: 'qd-dashboard-settings',
  imports: [Field, FieldInput, FormField, FormRoot, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'region', '[attr.aria-label]': 'label()' },
  styles: `
    :host {
      display: block;
      padding: var(--space-16);
      border-radius: var(--radius);
      background: var(--surface);
      box-shadow: 0 0 0 1px var(--line);
    }
    h2 {
      margin-bottom: var(--space-12);
    }
  `,
  template: `
    <h2>{{ label() }}</h2>
    <form class="qd-form" [formRoot]="form">
      <qd-field [label]="'compose.settings.title' | transloco">
        <input qdInput autocomplete="off" [formField]="form.title" />
      </qd-field>
      <qd-field [label]="'compose.settings.description' | transloco" [aside]="'ui.optional' | transloco">
        <textarea qdInput rows="3" [formField]="form.description"></textarea>
      </qd-field>
      <qd-field [label]="'compose.settings.range' | transloco" [help]="'compose.settings.rangeHelp' | transloco">
        <select qdInput [formField]="form.range">
          @if (ownRange) {
            <option [value]="own">{{ ownRange }}</option>
          }
          @if (shownRange) {
            <option [value]="shown">{{ 'compose.settings.rangeShown' | transloco: { range: shownRange } }}</option>
          }
          @for (quick of quickRanges; track quick.value) {
            <option [value]="quick.value">{{ quick.text | transloco }}</option>
          }
        </select>
      </qd-field>
      <qd-field [label]="'compose.settings.refresh' | transloco">
        <select qdInput [formField]="form.refresh">
          @for (option of refreshes(); track option.value) {
            <option [value]="option.value">{{ option.text }}</option>
          }
        </select>
      </qd-field>
      <qd-field [label]="'compose.settings.zone' | transloco" [help]="'compose.settings.zoneHelp' | transloco">
        <input qdInput autocomplete="off" list="qd-zones" [formField]="form.zone" />
      </qd-field>
      <datalist id="qd-zones">
        @for (zone of zones; track zone) {
          <option [value]="zone"></option>
        }
      </datalist>
      <div class="qd-actions end">
        <button type="button" class="qd-button" (click)="editor.open(null)">{{ 'ui.cancel' | transloco }}</button>
        <button type="submit" class="qd-button primary">{{ 'compose.settings.apply' | transloco }}</button>
      </div>
    </form>
  `,
})
export class DashboardSettings {
  protected readonly editor = inject(DashboardEditor);
  private readonly messages = injectMessages();
  private readonly locale = injectLocale();
  private readonly before = this.editor.document() ?? emptyDocument('');
  protected readonly label = computed(() => this.messages('compose.settings.heading'));
  protected readonly own = OWN;
  protected readonly shown = SHOWN;
  private readonly view = inject(DashboardView);
  private readonly choice = this.view.choice();
  private readonly quick = quickRangeOf(this.before.range);
  /** A default range that is not offered by name stays on offer as it is. */
  protected readonly ownRange = this.quick ? '' : this.textOf(this.before.range);
  /** Whoever found a span worth looking at can make it the default. */
  protected readonly shownRange =
    quickRangeOf(this.choice) || sameChoice(this.choice, this.before.range) ? '' : this.textOf(this.choice);
  protected readonly quickRanges = QUICK_RANGES.map((value) => ({ value, text: QUICK_TEXTS[value] }));
  protected readonly zones = Intl.supportedValuesOf('timeZone');
  protected readonly refreshes = computed(() => {
    const all = new Set([...SECONDS, ...(this.before.refreshSeconds === null ? [] : [this.before.refreshSeconds])]);
    const options = [...all].toSorted((one, other) => one - other);
    return [
      { value: '', text: this.messages('timeRange.refresh.off') },
      ...options.map((seconds) => ({ value: String(seconds), text: lengthText(seconds, this.locale(), 'long') })),
    ];
  });

  private readonly wanted = signal({
    title: this.before.title,
    description: this.before.description,
    range: this.quick ?? OWN,
    refresh: this.before.refreshSeconds === null ? '' : String(this.before.refreshSeconds),
    zone: this.before.timezone === 'browser' ? '' : this.before.timezone,
  });
  protected readonly form = form(
    this.wanted,
    (path) => {
      const message = () => this.messages('compose.settings.titleMissing');
      required(path.title, { message });
      validate(path.title, ({ value }) => (value().trim() === '' ? { kind: 'blank', message: message() } : undefined));
      maxLength(path.title, 200, { message: () => this.messages('compose.settings.titleLong') });
      maxLength(path.description, 2000, { message: () => this.messages('compose.settings.descriptionLong') });
      validate(path.zone, ({ value }) =>
        value() === '' || Timezone.safeParse(value()).success
          ? undefined
          : { kind: 'zone', message: this.messages('compose.settings.zoneWrong') },
      );
    },
    { submission: submission(() => this.apply(), signal<unknown>(undefined)) },
  );

  private textOf(range: TimeRangeChoice): string {
    return rangeText(range, this.view.zone(), this.locale(), this.messages);
  }

  private async apply(): Promise<void> {
    const { title, description, range: wanted, refresh, zone } = this.wanted();
    const quick = QUICK_RANGES.find((one) => one === wanted);
    const range = quick ? quickChoice(quick) : wanted === SHOWN ? this.choice : this.before.range;
    this.editor.apply({
      ...(this.editor.document() ?? this.before),
      title: title.trim(),
      description,
      range,
      refreshSeconds: refresh === '' ? null : Number(refresh),
      timezone: zone === '' ? 'browser' : zone,
    });
    this.editor.open(null);
    // Whoever sets the range that everybody sees first wants to see it.
    if (!sameChoice(range, this.before.range)) await this.view.address.go(range);
  }
}

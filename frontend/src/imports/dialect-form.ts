import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { DELIMITERS, QUOTES } from '@quarterdeck/sdk/csv/split';
import { TIME_FORMATS } from '@quarterdeck/sdk/csv/times';
import type { MessageKey } from '../messages/messages';
import { Field, FieldInput } from '../ui/field';
import type { ImportDraft } from './import-draft';

type Choice = readonly [value: string, text: MessageKey];

const DELIMITER_TEXT = {
  ',': 'imports.dialect.comma',
  ';': 'imports.dialect.semicolon',
  '\t': 'imports.dialect.tab',
  '|': 'imports.dialect.bar',
} as const;
const QUOTE_TEXT = {
  '"': 'imports.dialect.doubleQuote',
  "'": 'imports.dialect.singleQuote',
  '': 'imports.dialect.noQuote',
} as const;
const FORMAT_TEXT = {
  iso: 'imports.dialect.iso',
  'day.month.year': 'imports.dialect.dots',
  'month/day/year': 'imports.dialect.monthFirst',
  'day/month/year': 'imports.dialect.dayFirst',
  'epoch-s': 'imports.dialect.epochSeconds',
  'epoch-ms': 'imports.dialect.epochMs',
} as const;

/** How the file is written: found by itself, and corrected here. */
@Component({
  selector: 'qd-dialect-form',
  imports: [Field, FieldInput, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(220px, 100%), 1fr));
      gap: var(--space-12) var(--space-16);
    }
  `,
  template: `
    @for (field of fields; track field.name) {
      <qd-field [label]="field.label | transloco">
        <select qdInput #select (change)="change(field.name, select.value)">
          @for (choice of field.choices; track choice[0]) {
            <option [value]="choice[0]" [selected]="choice[0] === valueOf(field.name)">
              {{ choice[1] | transloco }}
            </option>
          }
        </select>
      </qd-field>
    }
    <qd-field [label]="'imports.dialect.zone' | transloco" [help]="'imports.dialect.zoneHelp' | transloco">
      <select qdInput #zone (change)="changed.emit({ timezone: zone.value })">
        @for (name of zones(); track name) {
          <option [value]="name" [selected]="name === draft().timezone">{{ name }}</option>
        }
      </select>
    </qd-field>
  `,
})
export class DialectForm {
  readonly draft = input.required<ImportDraft>();
  readonly zones = input.required<readonly string[]>();
  readonly changed = output<Partial<Omit<ImportDraft, 'columns'>>>();

  protected readonly fields: readonly { name: FieldName; label: MessageKey; choices: readonly Choice[] }[] = [
    {
      name: 'delimiter',
      label: 'imports.dialect.delimiter',
      choices: DELIMITERS.map((value) => [value, DELIMITER_TEXT[value]]),
    },
    { name: 'quote', label: 'imports.dialect.quote', choices: QUOTES.map((value) => [value, QUOTE_TEXT[value]]) },
    {
      name: 'header',
      label: 'imports.dialect.header',
      choices: [
        ['true', 'imports.dialect.headerYes'],
        ['false', 'imports.dialect.headerNo'],
      ],
    },
    {
      name: 'decimalComma',
      label: 'imports.dialect.decimal',
      choices: [
        ['false', 'imports.dialect.decimalPoint'],
        ['true', 'imports.dialect.decimalComma'],
      ],
    },
    {
      name: 'timeFormat',
      label: 'imports.dialect.times',
      choices: TIME_FORMATS.map((value) => [value, FORMAT_TEXT[value]]),
    },
  ];

  protected valueOf(name: FieldName): string {
    return String(this.draft()[name]);
  }

  protected change(name: FieldName, text: string): void {
    const value = name === 'header' || name === 'decimalComma' ? text === 'true' : text;
    this.changed.emit({ [name]: value });
  }
}

type FieldName = 'delimiter' | 'quote' | 'header' | 'decimalComma' | 'timeFormat';

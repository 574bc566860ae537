import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RowRefusalCode } from '@quarterdeck/sdk/csv/rows';
import { injectMessages } from '../messages/messages';
import { injectLocale, injectNumberFormat } from '../ui/locale';
import type { Preview, PreviewRow } from './chosen-file';

const REASONS = {
  'time-missing': 'imports.reasons.timeMissing',
  'time-unreadable': 'imports.reasons.timeUnreadable',
  'time-out-of-range': 'imports.reasons.timeOutOfRange',
  'value-unreadable': 'imports.reasons.valueUnreadable',
  'no-value': 'imports.reasons.noValue',
  'label-too-long': 'imports.reasons.labelTooLong',
  'label-unreadable': 'imports.reasons.labelUnreadable',
} as const satisfies Record<RowRefusalCode, string>;

/** The first rows as they are in the file, and beside each what it is read as. */
@Component({
  selector: 'qd-preview-table',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: block;
    }
    p,
    ul {
      padding: 0 var(--space-16) var(--space-12);
      color: var(--muted);
      font-size: var(--text-13);
    }
    p.some {
      padding-bottom: var(--space-4);
      color: var(--ink);
    }
    ul {
      display: grid;
      gap: var(--space-4);
      list-style: none;
    }
    li {
      overflow-wrap: anywhere;
    }
    li .bad {
      font-weight: 600;
    }
    .qd-table-frame {
      border-top: 1px solid var(--line);
    }
    td {
      max-width: 220px;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    th:first-child,
    td:first-child {
      padding-left: var(--space-16);
    }
    .bad {
      color: var(--bad);
    }
    .faulty {
      background: color-mix(in srgb, var(--bad) 10%, transparent);
    }
  `,
  template: `
    <p aria-live="polite" [class.some]="preview().refused > 0">{{ summary() }}</p>
    @if (preview().refused > 0) {
      <ul>
        @for (row of preview().refusals; track row.line) {
          <li>
            <span class="bad">{{ reason(row) }}</span> {{ place(row) }}
          </li>
        }
        @if (preview().refused - preview().refusals.length; as more) {
          <li>{{ 'imports.preview.more' | transloco: { count: format(more) } }}</li>
        }
      </ul>
    }
    <div class="qd-table-frame" tabindex="0" role="region" [attr.aria-label]="'imports.preview.heading' | transloco">
      <table class="qd-table">
        <thead>
          <tr>
            <th scope="col">{{ 'imports.preview.readAs' | transloco }}</th>
            @for (title of titles(); track $index) {
              <th scope="col">{{ title }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (row of preview().rows; track $index) {
            <tr>
              <td [class.bad]="row.refused">{{ meaning(row) }}</td>
              @for (cell of row.cells; track $index) {
                <td [class.faulty]="row.faulty === $index">{{ cell }}</td>
              }
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
})
export class PreviewTable {
  readonly preview = input.required<Preview>();
  readonly titles = input.required<readonly string[]>();
  readonly timezone = input.required<string>();

  private readonly messages = injectMessages();
  private readonly locale = injectLocale();
  private readonly clock = computed(
    () =>
      new Intl.DateTimeFormat(this.locale(), { dateStyle: 'medium', timeStyle: 'medium', timeZone: this.timezone() }),
  );

  private readonly numbers = injectNumberFormat();

  protected readonly summary = computed(() => {
    const { read, refused, whole } = this.preview();
    const values = { rows: this.format(read), refused: this.format(refused) };
    if (refused > 0) return this.messages(whole ? 'imports.preview.someOfAll' : 'imports.preview.someOfHead', values);
    return this.messages(whole ? 'imports.preview.all' : 'imports.preview.head', values);
  });

  protected format(value: number): string {
    return this.numbers().format(value);
  }

  protected meaning(row: PreviewRow): string {
    if (row.refused) return this.reason(row);
    return row.time === undefined ? '–' : this.clock().format(row.time);
  }

  protected reason({ refused }: PreviewRow): string {
    return refused ? this.messages(REASONS[refused]) : '';
  }

  /** Where in the file, and what stands there. */
  protected place({ line, faulty, cells }: PreviewRow): string {
    const column = this.titles()[faulty] ?? '';
    const cell = (cells[faulty] ?? '').trim();
    const values = { line: this.format(line), column, cell: cell.length > 60 ? `${cell.slice(0, 60)}…` : cell };
    return this.messages(cell === '' ? 'imports.preview.atEmpty' : 'imports.preview.at', values);
  }
}

import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Word } from '../code/completions';
import { knownMacros, knownTables, starterFor, type KnownTable } from '../code/starters';

const MOST_STARTERS = 6;
const MOST_TABLES = 100;

/** Below an editor for code: what can be asked here, and, while nothing is written yet, a statement to begin with. */
@Component({
  selector: 'qd-code-help',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      gap: var(--space-8);
      min-width: 0;
      font-size: var(--text-12);
    }
    .starters {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-4) var(--space-8);
      color: var(--muted);
    }
    summary {
      width: max-content;
      max-width: 100%;
      color: var(--muted);
      cursor: pointer;
    }
    .all {
      display: grid;
      gap: var(--space-12);
      max-height: 280px;
      margin-top: var(--space-8);
      padding: var(--space-8) var(--space-12);
      overflow: auto;
      border: 1px solid var(--line);
      border-radius: var(--radius);
    }
    h4 {
      font-size: var(--text-12);
      font-weight: 600;
    }
    dl {
      display: grid;
      grid-template-columns: minmax(0, max-content) minmax(0, 1fr);
      gap: 2px var(--space-12);
    }
    dt {
      font-family: var(--mono);
      overflow-wrap: anywhere;
    }
    dd {
      color: var(--muted);
    }
  `,
  template: `
    @if (isEmpty() && tables().length > 0) {
      <div class="starters" role="group" [attr.aria-label]="'code.begin' | transloco">
        {{ 'code.begin' | transloco }}
        @for (table of tables().slice(0, most); track table.name) {
          <button type="button" class="qd-button small" (click)="begin(table)">{{ table.name }}</button>
        }
      </div>
    }
    @if (words().length > 0) {
      <details>
        <summary>{{ 'code.known' | transloco }}</summary>
        <div class="all" tabindex="0" role="region" [attr.aria-label]="'code.known' | transloco">
          @for (table of tables(); track table.name) {
            <div>
              <h4>{{ table.name }}</h4>
              <dl>
                @for (column of table.columns; track column.value) {
                  <dt>{{ column.value }}</dt>
                  <dd>{{ column.detail }}</dd>
                }
              </dl>
            </div>
          }
          @if (macros().length > 0) {
            <div>
              <h4>{{ 'code.macros' | transloco }}</h4>
              <dl>
                @for (macro of macros(); track macro.value) {
                  <dt>{{ macro.value }}</dt>
                  <dd>{{ macro.detail }}</dd>
                }
              </dl>
            </div>
          }
        </div>
      </details>
    }
  `,
})
export class CodeHelp {
  readonly words = input.required<readonly Word[]>();
  readonly isEmpty = input.required<boolean>();
  /** A whole statement, to be put in and asked. */
  readonly begun = output<string>();

  protected readonly most = MOST_STARTERS;
  protected readonly tables = computed(() => knownTables(this.words()).slice(0, MOST_TABLES));
  protected readonly macros = computed(() => knownMacros(this.words()));

  protected begin(table: KnownTable): void {
    this.begun.emit(starterFor(table, this.words()));
  }
}

import { booleanAttribute, ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { IconNode } from 'lucide';
import { Icon } from './icon';

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly text: string;
  readonly icon?: IconNode;
  /** Where the word is of another language than the page. */
  readonly lang?: string;
}

let groups = 0;

/** A few choices that exclude each other, side by side. `plain` is for corners of pages that are about something else. */
@Component({
  selector: 'qd-segments',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.plain]': 'plain()', '[class.wide]': 'wide()' },
  styles: `
    :host {
      display: block;
    }
    fieldset {
      display: flex;
      gap: 2px;
      width: fit-content;
      max-width: 100%;
      margin: 0;
      padding: 2px;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--page);
    }
    label {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: 6px;
      min-height: calc(var(--control) - 6px);
      padding: 0 var(--space-12);
      border-radius: 4px;
      color: var(--muted);
      font-size: var(--text-13);
      text-align: center;
      cursor: pointer;
    }
    label:hover {
      color: var(--ink);
    }
    label:has(:checked) {
      background: var(--surface);
      box-shadow: 0 0 0 1px var(--line);
      color: var(--ink);
      font-weight: 500;
    }
    label:has(:focus-visible) {
      outline: 2px solid var(--accent);
      outline-offset: 1px;
    }
    :host(.wide) fieldset {
      width: 100%;
    }
    :host(.wide) label {
      flex: 1;
      min-height: var(--control);
    }
    :host(.plain) fieldset {
      padding: 0;
      border-color: transparent;
      background: none;
    }
    :host(.plain) label {
      min-height: 24px;
      padding: 0 var(--space-8);
      font-size: var(--text-12);
    }
    :host(.plain) label:has(:checked) {
      background: none;
      box-shadow: none;
    }
  `,
  template: `
    <fieldset>
      <legend class="qd-spoken">{{ label() }}</legend>
      @for (option of options(); track option.value) {
        <label [attr.lang]="option.lang">
          <input
            type="radio"
            class="qd-spoken"
            [name]="group"
            [value]="option.value"
            [checked]="chosen() === option.value"
            (change)="choose.emit(option.value)"
          />
          @if (option.icon; as icon) {
            <qd-icon [of]="icon" [size]="14" />
          }
          {{ option.text }}
        </label>
      }
    </fieldset>
  `,
})
export class Segments<Value extends string> {
  /** What is chosen here, for those who hear the page. */
  readonly label = input.required<string>();
  readonly options = input.required<readonly Segment<Value>[]>();
  readonly chosen = input.required<Value>();
  readonly choose = output<Value>();
  readonly plain = input(false, { transform: booleanAttribute });
  /** As wide as what it stands in. */
  readonly wide = input(false, { transform: booleanAttribute });
  protected readonly group = `qd-segments-${String(++groups)}`;
}

import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import ChevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import ChevronRight from 'lucide/dist/esm/icons/chevron-right.mjs';
import { Icon } from '../../ui/icon';
import { injectIsOne } from '../../ui/locale';

/** The heading of a row of panels: opens and closes it. */
@Component({
  selector: 'qd-row-head',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: var(--space-4);
      min-width: 0;
    }
    h2 {
      min-width: 0;
      font-size: var(--text-14);
      line-height: 20px;
    }
    .toggle {
      display: flex;
      align-items: center;
      gap: 6px;
      max-width: 100%;
      min-height: 32px;
      padding: 0 var(--space-8) 0 2px;
      border: 0;
      border-radius: var(--radius);
      background: none;
      color: var(--ink);
      font-weight: 600;
      text-align: left;
      cursor: pointer;
    }
    .toggle:hover {
      background: var(--hover);
    }
    .title {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .count {
      flex: none;
      color: var(--muted);
      font-size: var(--text-12);
      font-weight: 400;
    }
    qd-icon {
      color: var(--muted);
    }
  `,
  template: `
    <h2>
      <button type="button" class="toggle" [attr.aria-expanded]="isOpen()" (click)="toggled.emit()">
        <qd-icon [of]="isOpen() ? icons.ChevronDown : icons.ChevronRight" />
        <span class="title">{{ title() }}</span>
        @if (!isOpen()) {
          <span class="count">{{
            (isOne(count()) ? 'dashboards.onePanel' : 'dashboards.panels') | transloco: { count: count() }
          }}</span>
        }
      </button>
    </h2>
    <ng-content />
  `,
})
export class RowHead {
  protected readonly isOne = injectIsOne();
  readonly title = input.required<string>();
  readonly isOpen = input.required<boolean>();
  /** How many panels it holds: said while it is closed. */
  readonly count = input.required<number>();
  readonly toggled = output();

  protected readonly icons = { ChevronDown, ChevronRight };
}

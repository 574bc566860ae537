import { booleanAttribute, ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import TriangleAlert from 'lucide/dist/esm/icons/triangle-alert.mjs';
import { Icon } from '../../ui/icon';

/** A failure as a panel says it: whose fault, what to do, and the rest behind "Details". */
export interface FailureText {
  readonly whose: string;
  readonly sentence: string;
  readonly details: string;
  readonly retryable: boolean;
}

@Component({
  selector: 'qd-panel-failure',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: flex;
      gap: var(--space-8);
      max-height: 100%;
      overflow: auto;
      font-size: var(--text-13);
      line-height: 18px;
    }
    qd-icon {
      margin-top: 1px;
      color: var(--bad);
    }
    .what {
      display: grid;
      gap: var(--space-4);
      min-width: 0;
      max-width: 60ch;
    }
    .whose {
      font-weight: 600;
    }
    .sentence {
      overflow-wrap: anywhere;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-4) var(--space-12);
      align-items: center;
      margin-top: var(--space-4);
    }
    details {
      color: var(--muted);
      font-size: var(--text-12);
    }
    code {
      overflow-wrap: anywhere;
      white-space: pre-wrap;
    }
  `,
  template: `
    <qd-icon [of]="icons.TriangleAlert" />
    <div class="what" [attr.role]="print() ? null : 'status'">
      <p class="whose">{{ failure().whose }}</p>
      <p class="sentence">{{ failure().sentence }}</p>
      @if (print()) {
        <code>{{ failure().details }}</code>
      } @else {
        <div class="row">
          @if (failure().retryable) {
            <button type="button" class="qd-button small" (click)="retried.emit()">{{ 'ui.retry' | transloco }}</button>
          }
          <details class="qd-fold">
            <summary>{{ 'ui.details' | transloco }}</summary>
            <code>{{ failure().details }}</code>
          </details>
        </div>
      }
    </div>
  `,
})
export class PanelFailure {
  readonly failure = input.required<FailureText>();
  readonly print = input(false, { transform: booleanAttribute });
  readonly retried = output();
  protected readonly icons = { TriangleAlert };
}

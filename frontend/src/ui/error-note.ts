import {
  booleanAttribute,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  untracked,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import TriangleAlert from 'lucide/dist/esm/icons/triangle-alert.mjs';
import { ApiError } from '../api/api-client';
import { Reach } from '../api/reach';
import { injectMessages } from '../messages/messages';
import { Icon } from './icon';
import { problemText } from './problem-text';

/** A failure in one sentence, with what to quote when asking for help behind "Details". Takes whatever was caught. */
@Component({
  selector: 'qd-error-note',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'alert' },
  styles: `
    :host {
      display: flex;
      gap: var(--space-8);
      padding: var(--space-8) var(--space-12);
      border-radius: var(--radius);
      background: color-mix(in srgb, var(--bad) 9%, transparent);
      font-size: var(--text-13);
    }
    qd-icon {
      margin-top: 2px;
      color: var(--bad);
    }
    div {
      display: grid;
      justify-items: start;
      gap: var(--space-4);
      min-width: 0;
    }
    summary {
      color: var(--muted);
      font-size: var(--text-12);
    }
    dl {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 0 var(--space-12);
      padding-top: var(--space-4);
      font-size: var(--text-12);
    }
    dt {
      color: var(--muted);
    }
    dd {
      font-family: var(--mono);
      overflow-wrap: anywhere;
    }
  `,
  template: `
    <qd-icon [of]="icons.TriangleAlert" />
    <div>
      <p>{{ problem().sentence }}</p>
      @if (retryable()) {
        <button type="button" class="qd-button small" (click)="retried.emit()">{{ 'ui.retry' | transloco }}</button>
      }
      @if (problem().requestId || detailed()) {
        <details class="qd-fold">
          <summary>{{ 'ui.details' | transloco }}</summary>
          <dl>
            <dt>{{ 'ui.code' | transloco }}</dt>
            <dd>{{ problem().code }}</dd>
            @if (problem().requestId; as requestId) {
              <dt>{{ 'ui.requestId' | transloco }}</dt>
              <dd>{{ requestId }}</dd>
            }
          </dl>
        </details>
      }
    </div>
  `,
})
export class ErrorNote {
  readonly error = input.required<unknown>();
  /** Shows "Try again". */
  readonly retryable = input(false, { transform: booleanAttribute });
  readonly detailed = input(true, { transform: booleanAttribute });
  readonly retried = output();

  private readonly messages = injectMessages();
  protected readonly icons = { TriangleAlert };
  protected readonly problem = computed(() => problemText(this.error(), this.messages));

  constructor() {
    const { returns } = inject(Reach);
    const before = returns();
    effect(() => {
      if (returns() > before) untracked(() => this.again());
    });
  }

  /** The server is back: what did not reach it is tried again. */
  private again(): void {
    const error = this.error();
    if (this.retryable() && error instanceof ApiError && error.status === 0) this.retried.emit();
  }
}

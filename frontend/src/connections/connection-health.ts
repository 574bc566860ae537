import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import RefreshCw from 'lucide/dist/esm/icons/refresh-cw.mjs';
import { injectMessages } from '../messages/messages';
import { Icon } from '../ui/icon';
import { problemText } from '../ui/problem-text';
import type { HealthState } from './connections.store';

/** How a connection is, in a word; what to mend below it. */
@Component({
  selector: 'qd-connection-health',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    div {
      display: flex;
      align-items: center;
      gap: var(--space-4);
    }
    p {
      max-width: 48ch;
      color: var(--muted);
      font-size: var(--text-12);
      line-height: 16px;
      white-space: normal;
      overflow-wrap: anywhere;
    }
  `,
  template: `
    <div aria-live="polite">
      @if (asking()) {
        <span class="qd-state">{{ 'connections.health.asking' | transloco }}</span>
      } @else if (healthy()) {
        <span class="qd-state good">{{ 'connections.health.good' | transloco }}</span>
      } @else {
        <span class="qd-state bad">{{ 'connections.health.bad' | transloco }}</span>
      }
      @if (!asking()) {
        <button
          type="button"
          class="qd-button quiet icon small"
          [attr.aria-label]="'connections.health.again' | transloco: { name: name() }"
          [title]="'connections.health.again' | transloco: { name: name() }"
          (click)="again.emit()"
        >
          <qd-icon [of]="icons.RefreshCw" [size]="14" />
        </button>
      }
    </div>
    @if (sentence()) {
      <p>{{ sentence() }}</p>
    }
  `,
})
export class ConnectionHealthCell {
  readonly name = input.required<string>();
  readonly state = input.required<HealthState | undefined>();
  readonly again = output();

  private readonly messages = injectMessages();
  protected readonly icons = { RefreshCw };
  protected readonly asking = computed(() => this.state() === undefined || this.state() === 'asking');
  private readonly answer = computed(() => {
    const state = this.state();
    return typeof state === 'object' ? state : undefined;
  });
  protected readonly healthy = computed(() => {
    const answer = this.answer();
    return answer !== undefined && 'healthy' in answer && answer.healthy;
  });
  protected readonly sentence = computed(() => {
    const answer = this.answer();
    if (!answer || this.healthy()) return '';
    return 'failure' in answer ? problemText(answer.failure, this.messages).sentence : answer.message;
  });
}

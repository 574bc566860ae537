import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { PartialProblem } from '@quarterdeck/sdk/api/problem';

/** Why a question was refused, and what can be asked instead with one press. */
@Component({
  selector: 'qd-proposal-note',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: contents;
    }
    div {
      display: grid;
      justify-items: start;
      gap: var(--space-8);
      padding: var(--space-8) var(--space-12);
      border-radius: var(--radius);
      background: var(--chosen);
      font-size: var(--text-13);
      line-height: 18px;
    }
    p {
      overflow-wrap: anywhere;
    }
    button {
      max-width: 100%;
      height: auto;
      min-height: 28px;
      white-space: normal;
      text-align: start;
    }
  `,
  template: `
    @if (problem(); as problem) {
      <div role="status">
        <p>{{ problem.detail }}</p>
        @if (input(); as change) {
          <button type="button" class="qd-button small" (click)="used.emit(change)">
            {{ 'metricQuery.use' | transloco: { proposal: problem.proposal?.text ?? '' } }}
          </button>
        }
      </div>
    }
  `,
})
export class ProposalNote {
  readonly problem = input.required<PartialProblem | null>();
  /** The fields that change; undefined leaves one out. */
  readonly used = output<Readonly<Record<string, unknown>>>();

  protected readonly input = computed(() => {
    const change = this.problem()?.proposal?.input;
    if (!change) return null;
    return Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value ?? undefined]));
  });
}

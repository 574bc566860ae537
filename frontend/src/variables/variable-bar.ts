import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { VariableChoice } from '@quarterdeck/sdk/api/variable-values';
import { ErrorNote } from '../ui/error-note';
import { Skeleton } from '../ui/skeleton';
import { Unloaded } from '../ui/unloaded';
import { VariableSelect } from './variable-select';
import { VariableText } from './variable-text';
import { VariablesStore } from './variables.store';

/** What was chosen of which variable; null for what it begins with. */
export interface Chosen {
  readonly name: string;
  readonly choice: VariableChoice | null;
}

/** The variables above the panels of a view. */
@Component({
  selector: 'qd-variable-bar',
  imports: [ErrorNote, Skeleton, TranslocoPipe, Unloaded, VariableSelect, VariableText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: block;
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-8);
      margin-bottom: var(--space-12);
    }
    qd-variable-select,
    qd-variable-text {
      min-width: 0;
      max-width: 100%;
    }
    qd-error-note {
      flex: 1 1 320px;
    }
  `,
  template: `
    @if (entries().length > 0) {
      <div class="bar" role="group" [attr.aria-label]="'variables.bar' | transloco">
        @if (store.failure() !== undefined) {
          <qd-error-note retryable [error]="store.failure()" (retried)="store.again()" />
        } @else {
          @for (entry of entries(); track entry.variable.name) {
            @if (!entry.state) {
              <qd-skeleton width="140px" height="32px" />
            } @else {
              @defer (on immediate) {
                @if (entry.variable.kind === 'text') {
                  <qd-variable-text
                    [variable]="entry.variable"
                    [state]="entry.state"
                    (chosen)="chosen.emit({ name: entry.variable.name, choice: $event })"
                  />
                } @else {
                  <qd-variable-select
                    [variable]="entry.variable"
                    [state]="entry.state"
                    [loading]="entry.loading"
                    [isAsked]="entry.isAsked"
                    (chosen)="chosen.emit({ name: entry.variable.name, choice: $event })"
                    (retried)="store.again()"
                  />
                }
              } @placeholder {
                <qd-skeleton width="140px" height="32px" />
              } @error {
                <qd-unloaded />
              }
            }
          }
        }
      </div>
    }
  `,
})
export class VariableBar {
  /** The names of those to show; all of them where nobody says. */
  readonly only = input<readonly string[] | null>(null);
  readonly chosen = output<Chosen>();
  protected readonly store = inject(VariablesStore);
  /** What cannot be chosen is not shown. */
  protected readonly entries = computed(() =>
    this.store.entries().filter(({ variable: { hidden, kind, name } }) => {
      return !hidden && kind !== 'constant' && (this.only()?.includes(name) ?? true);
    }),
  );
}

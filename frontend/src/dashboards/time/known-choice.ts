import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { instantOf, wallText } from './wall-input';

/** As of when the numbers were known: today's, or those of an earlier moment. Stands in the card of the time range. */
@Component({
  selector: 'qd-known-choice',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    label {
      display: grid;
      gap: var(--space-4);
      font-size: var(--text-13);
      font-weight: 500;
    }
    .help {
      margin-top: var(--space-4);
      color: var(--muted);
      font-size: var(--text-12);
      line-height: 16px;
    }
  `,
  template: `
    <label>
      <span>{{ 'timeRange.known.title' | transloco }}</span>
      <input
        type="datetime-local"
        class="qd-input"
        aria-describedby="qd-known-help"
        [value]="written()"
        (change)="choose($event)"
      />
    </label>
    <p class="help" id="qd-known-help">{{ 'timeRange.known.help' | transloco }}</p>
  `,
})
export class KnownChoice {
  /** null: as known today. */
  readonly at = input.required<number | null>();
  readonly zone = input.required<string>();
  readonly chosen = output<number | null>();

  protected readonly written = computed(() => {
    const at = this.at();
    return at === null ? '' : wallText(Math.floor(at / 60_000) * 60_000, this.zone()).replace(' ', 'T');
  });

  /** An emptied field asks for today's. */
  protected choose({ target }: Event): void {
    this.chosen.emit(instantOf((target as HTMLInputElement).value, this.zone()));
  }
}

import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { passwordStrength } from './password-strength';

/** How good a new password is, in four lamps and in words. */
@Component({
  selector: 'qd-password-lamps',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
      padding-top: 2px;
    }
    .lamps {
      display: grid;
      grid-template-columns: repeat(4, 1fr);
      gap: var(--space-4);
    }
    i {
      height: 3px;
      border-radius: 2px;
      background: var(--line);
      transition: background-color var(--motion);
    }
    i.lit {
      background: var(--warn);
    }
    .good i.lit {
      background: var(--good);
    }
    p {
      color: var(--muted);
      font-size: var(--text-12);
      line-height: 16px;
    }
  `,
  template: `
    <div class="lamps" aria-hidden="true" [class.good]="strength().lamps > 2">
      @for (lamp of lamps; track lamp) {
        <i [class.lit]="strength().lamps >= lamp"></i>
      }
    </div>
    <p aria-live="polite">{{ strength().text | transloco: { missing: strength().missing } }}</p>
  `,
})
export class PasswordLamps {
  readonly password = input.required<string>();
  protected readonly lamps = [1, 2, 3, 4] as const;
  protected readonly strength = computed(() => passwordStrength(this.password()));
}

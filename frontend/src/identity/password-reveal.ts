import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** Shows what is typed into a password field, for those who cannot type blind. Stands on the field's label line. */
@Component({
  selector: 'qd-password-reveal',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    button {
      min-height: 20px;
      padding: 0 4px;
      border: 0;
      border-radius: 4px;
      background: none;
      color: var(--accent);
      font-size: var(--text-12);
      cursor: pointer;
    }
    button:hover {
      text-decoration: underline;
    }
  `,
  template: `
    <button
      type="button"
      [attr.aria-label]="(shown() ? 'identity.password.hideLabel' : 'identity.password.showLabel') | transloco"
      (click)="toggle()"
    >
      {{ (shown() ? 'identity.password.hide' : 'identity.password.show') | transloco }}
    </button>
  `,
})
export class PasswordReveal {
  readonly of = input.required<HTMLInputElement>();
  protected readonly shown = signal(false);

  protected toggle(): void {
    this.shown.update((shown) => !shown);
    this.of().type = this.shown() ? 'text' : 'password';
  }
}

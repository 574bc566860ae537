import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { email, form, FormField, FormRoot, minLength, required } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { PasswordLamps } from '../identity/password-lamps';
import { PasswordReveal } from '../identity/password-reveal';
import { PASSWORD_LENGTH } from '../identity/password-strength';
import { injectMessages } from '../messages/messages';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { submission } from '../ui/submission';
import { JoinStore } from './join.store';

/** Makes an account with an invitation. */
@Component({
  selector: 'qd-join-new',
  imports: [ErrorNote, Field, FieldInput, FormField, FormRoot, PasswordLamps, PasswordReveal, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="qd-form" [formRoot]="form">
      <qd-field [label]="'join.name' | transloco">
        <input qdInput autocomplete="name" [formField]="form.name" />
      </qd-field>
      <qd-field [label]="'join.email' | transloco">
        <input qdInput type="email" autocomplete="username" [formField]="form.email" />
      </qd-field>
      <qd-field [label]="'join.password' | transloco">
        <qd-password-reveal fieldAside [of]="password" />
        <input #password qdInput type="password" autocomplete="new-password" [formField]="form.password" />
        <qd-password-lamps fieldExtra [password]="form.password().value()" />
      </qd-field>
      @if (failure(); as error) {
        <qd-error-note [error]="error" />
      }
      <button type="submit" class="qd-button primary wide" [disabled]="form().submitting()">
        {{ (form().submitting() ? 'join.sending' : 'join.create') | transloco }}
      </button>
    </form>
  `,
})
export class JoinNew {
  readonly token = input.required<string>();
  readonly joined = output();

  private readonly store = inject(JoinStore);
  private readonly messages = injectMessages();
  protected readonly failure = signal<unknown>(undefined);
  private readonly account = signal({ name: '', email: '', password: '' });
  protected readonly form = form(
    this.account,
    (path) => {
      required(path.name, { message: () => this.messages('join.nameMissing') });
      required(path.email, { message: () => this.messages('join.emailMissing') });
      email(path.email, { message: () => this.messages('join.emailWrong') });
      required(path.password, { message: () => this.messages('join.passwordShort') });
      minLength(path.password, PASSWORD_LENGTH, { message: () => this.messages('join.passwordShort') });
    },
    {
      submission: submission(async () => {
        await this.store.signUpAndJoin({ token: this.token(), ...this.account() });
        this.joined.emit();
      }, this.failure),
    },
  );
}

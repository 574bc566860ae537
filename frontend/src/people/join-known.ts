import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { PasswordReveal } from '../identity/password-reveal';
import { injectMessages } from '../messages/messages';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { submission } from '../ui/submission';
import { JoinStore } from './join.store';

/** Joins with an account that exists. */
@Component({
  selector: 'qd-join-known',
  imports: [ErrorNote, Field, FieldInput, FormField, FormRoot, PasswordReveal, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form class="qd-form" [formRoot]="form">
      <qd-field [label]="'join.email' | transloco">
        <input qdInput type="email" autocomplete="username" [formField]="form.email" />
      </qd-field>
      <qd-field [label]="'join.password' | transloco">
        <qd-password-reveal fieldAside [of]="password" />
        <input #password qdInput type="password" autocomplete="current-password" [formField]="form.password" />
      </qd-field>
      @if (failure(); as error) {
        <qd-error-note [error]="error" />
      }
      <button type="submit" class="qd-button primary wide" [disabled]="form().submitting()">
        {{ (form().submitting() ? 'join.sending' : 'join.signIn') | transloco }}
      </button>
    </form>
  `,
})
export class JoinKnown {
  readonly token = input.required<string>();
  readonly joined = output();

  private readonly store = inject(JoinStore);
  private readonly messages = injectMessages();
  protected readonly failure = signal<unknown>(undefined);
  private readonly credentials = signal({ email: '', password: '' });
  protected readonly form = form(
    this.credentials,
    (path) => {
      required(path.email, { message: () => this.messages('join.emailMissing') });
      required(path.password, { message: () => this.messages('join.passwordMissing') });
    },
    {
      submission: submission(async () => {
        await this.store.signInAndJoin({ token: this.token(), ...this.credentials() });
        this.joined.emit();
      }, this.failure),
    },
  );
}

import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { email, form, FormField, FormRoot, minLength, required } from '@angular/forms/signals';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { SessionStore } from '../api/session.store';
import { injectMessages } from '../messages/messages';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { submission } from '../ui/submission';
import { Entrance } from './entrance';
import { PasswordLamps } from './password-lamps';
import { PasswordReveal } from './password-reveal';
import { PASSWORD_LENGTH } from './password-strength';

/** The first visit: makes the owner of the server, for whoever can read its terminal. */
@Component({
  selector: 'qd-setup-page',
  imports: [Entrance, ErrorNote, Field, FieldInput, FormField, FormRoot, PasswordLamps, PasswordReveal, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './setup-page.html',
})
export class SetupPage {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly messages = injectMessages();

  protected readonly failure = signal<unknown>(undefined);
  private readonly setup = signal({
    code: '',
    name: '',
    email: '',
    password: '',
    workspace: this.messages('identity.setup.workspaceDefault'),
  });
  protected readonly form = form(
    this.setup,
    (path) => {
      required(path.code, { message: () => this.messages('identity.setup.codeMissing') });
      required(path.name, { message: () => this.messages('identity.setup.nameMissing') });
      required(path.email, { message: () => this.messages('identity.setup.emailMissing') });
      email(path.email, { message: () => this.messages('identity.setup.emailWrong') });
      required(path.password, { message: () => this.messages('identity.setup.passwordShort') });
      minLength(path.password, PASSWORD_LENGTH, { message: () => this.messages('identity.setup.passwordShort') });
      required(path.workspace, { message: () => this.messages('identity.setup.workspaceMissing') });
    },
    { submission: submission(() => this.create(), this.failure) },
  );

  private async create(): Promise<void> {
    await this.session.setUp(this.setup());
    await this.router.navigateByUrl('/');
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { email, form, FormField, FormRoot, minLength, required } from '@angular/forms/signals';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { injectMessages } from '../messages/messages';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { submission } from '../ui/submission';
import { Entrance } from './entrance';
import { PasswordLamps } from './password-lamps';
import { PasswordReveal } from './password-reveal';
import { PASSWORD_LENGTH } from './password-strength';
import { ResetStore } from './reset.store';

/** For who is locked out: asks for a link by mail, and, opened by that link, for the new password. */
@Component({
  selector: 'qd-reset-page',
  imports: [
    Entrance,
    ErrorNote,
    Field,
    FieldInput,
    FormField,
    FormRoot,
    PasswordLamps,
    PasswordReveal,
    RouterLink,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <qd-entrance [heading]="heading()" [intro]="intro()">
      @if (done()) {
        <a class="qd-button primary wide" routerLink="/sign-in">{{ 'identity.reset.signIn' | transloco }}</a>
      } @else if (token()) {
        <form class="qd-form" [formRoot]="choosing">
          <qd-field [label]="'identity.reset.password' | transloco">
            <qd-password-reveal fieldAside [of]="password" />
            <input #password qdInput type="password" autocomplete="new-password" [formField]="choosing.password" />
            <qd-password-lamps fieldExtra [password]="choosing.password().value()" />
          </qd-field>
          @if (failure(); as error) {
            <qd-error-note [error]="error" />
          }
          <button type="submit" class="qd-button primary wide" [disabled]="choosing().submitting()">
            {{ 'identity.reset.save' | transloco }}
          </button>
          <a routerLink="/reset">{{ 'identity.reset.again' | transloco }}</a>
        </form>
      } @else {
        <form class="qd-form" [formRoot]="asking">
          <qd-field [label]="'identity.signIn.email' | transloco">
            <input qdInput type="email" autocomplete="username" [formField]="asking.email" />
          </qd-field>
          @if (failure(); as error) {
            <qd-error-note [error]="error" />
          }
          <button type="submit" class="qd-button primary wide" [disabled]="asking().submitting()">
            {{ 'identity.reset.send' | transloco }}
          </button>
          <a routerLink="/sign-in">{{ 'identity.reset.signIn' | transloco }}</a>
        </form>
      }
    </qd-entrance>
  `,
})
export class ResetPage {
  private readonly store = inject(ResetStore);
  private readonly messages = injectMessages();
  protected readonly token = toSignal(inject(ActivatedRoute).fragment, { initialValue: null });
  /** A link that is followed on the very page that sent it begins anew. */
  protected readonly failure = linkedSignal<unknown, unknown>({ source: this.token, computation: () => undefined });
  protected readonly done = linkedSignal<unknown, 'sent' | 'saved' | undefined>({
    source: this.token,
    computation: () => undefined,
  });

  private readonly person = signal({ email: '' });
  protected readonly asking = form(
    this.person,
    (path) => {
      required(path.email, { message: () => this.messages('identity.signIn.emailMissing') });
      email(path.email, { message: () => this.messages('identity.setup.emailWrong') });
    },
    {
      submission: submission(async () => {
        await this.store.ask(this.person().email);
        this.done.set('sent');
      }, this.failure),
    },
  );

  private readonly wanted = signal({ password: '' });
  protected readonly choosing = form(
    this.wanted,
    (path) => {
      required(path.password, { message: () => this.messages('identity.setup.passwordShort') });
      minLength(path.password, PASSWORD_LENGTH, { message: () => this.messages('identity.setup.passwordShort') });
    },
    {
      submission: submission(async () => {
        await this.store.use(this.token() ?? '', this.wanted().password);
        this.done.set('saved');
      }, this.failure),
    },
  );

  protected readonly heading = computed(() => {
    if (this.done() === 'sent') return this.messages('identity.reset.sentHeading');
    return this.messages(this.done() === 'saved' ? 'identity.reset.savedHeading' : 'identity.reset.heading');
  });
  protected readonly intro = computed(() => {
    if (this.done() === 'sent') return this.messages('identity.reset.sent');
    if (this.done() === 'saved') return this.messages('identity.reset.saved');
    return this.messages(this.token() ? 'identity.reset.choose' : 'identity.reset.intro');
  });
}

import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ApiError } from '../api/api-client';
import { SessionStore } from '../api/session.store';
import { injectMessages } from '../messages/messages';
import { CopyField } from '../ui/copy-field';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { submission } from '../ui/submission';
import { Toasts } from '../ui/toasts';
import { Countdown } from './countdown';
import { Entrance } from './entrance';
import { PasswordReveal } from './password-reveal';
import { ResetStore } from './reset.store';

/** Sign in, then back to the page that asked for it. */
@Component({
  selector: 'qd-sign-in-page',
  imports: [
    CopyField,
    Entrance,
    ErrorNote,
    Field,
    FieldInput,
    FormField,
    FormRoot,
    PasswordReveal,
    RouterLink,
    TranslocoPipe,
  ],
  providers: [Countdown],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './sign-in-page.css',
  templateUrl: './sign-in-page.html',
})
export class SignInPage {
  /** From the address: where the person wanted to go. */
  readonly returnTo = input<string>();

  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly messages = injectMessages();
  private readonly toasts = inject(Toasts);
  protected readonly countdown = inject(Countdown);
  protected readonly reset = inject(ResetStore);

  protected readonly failure = signal<unknown>(undefined);
  protected readonly wrong = computed(() => statusOf(this.failure()) === 401);
  private readonly credentials = signal({ email: '', password: '' });
  protected readonly form = form(
    this.credentials,
    (path) => {
      required(path.email, { message: () => this.messages('identity.signIn.emailMissing') });
      required(path.password, { message: () => this.messages('identity.signIn.passwordMissing') });
    },
    { submission: submission(() => this.signIn(), this.failure) },
  );

  protected readonly resetCommand = computed(() => {
    const { email } = this.credentials();
    return `quarterdeck reset-password ${/^[\w.+-]+@[\w.-]+$/.test(email) ? email : 'name@example.org'}`;
  });
  protected readonly waiting = computed(() => {
    const seconds = this.countdown.seconds();
    if (seconds <= 90) return this.messages('identity.signIn.waitSeconds', { seconds });
    return this.messages('identity.signIn.waitMinutes', { minutes: Math.ceil(seconds / 60) });
  });

  private async signIn(): Promise<void> {
    try {
      await this.session.signIn(this.credentials());
    } catch (error) {
      this.wait(error);
      throw error;
    }
    await this.router.navigateByUrl(insideOnly(this.returnTo()));
  }

  /** Said once; the seconds that tick on the page are for the eyes only. */
  private wait(error: unknown): void {
    this.countdown.start(error instanceof ApiError ? (error.problem.retryAfterMs ?? 0) : 0);
    if (this.countdown.running()) this.toasts.announce(this.waiting());
  }
}

const statusOf = (error: unknown): number | undefined => (error instanceof ApiError ? error.status : undefined);

/** A crafted address must not lead to another site after signing in. */
const insideOnly = (address: string | undefined): string =>
  address?.startsWith('/') && !/^\/[/\\]/.test(address) ? address : '/';

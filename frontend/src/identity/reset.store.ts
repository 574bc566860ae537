import { inject, Injectable, signal } from '@angular/core';
import { passwordResetRoutes } from '@quarterdeck/sdk/api/password-resets';
import { ApiClient } from '../api/api-client';
import { Language } from '../messages/language';

/** A new password for who is locked out, and whether this server sends mail at all. */
@Injectable({ providedIn: 'root' })
export class ResetStore {
  private readonly api = inject(ApiClient);
  private readonly language = inject(Language);
  private readonly able = signal<boolean | null>(null);
  private asked: Promise<void> | undefined;

  /** Null until it is known. */
  readonly canSend = this.able.asReadonly();

  /** Called where it matters; asks once, and again after a failure. */
  ready(): Promise<void> {
    this.asked ??= this.api.call(passwordResetRoutes.ability, {}).then(
      ({ canSend }) => {
        this.able.set(canSend);
      },
      () => {
        this.asked = undefined; // Then the page says what always helps: the command.
      },
    );
    return this.asked;
  }

  /** Called by the form; the answer does not tell whether anybody has that email. */
  async ask(email: string): Promise<void> {
    await this.api.call(passwordResetRoutes.ask, { body: { email, language: this.language.current() } });
  }

  /** Called with the token of the link. */
  async use(token: string, password: string): Promise<void> {
    await this.api.call(passwordResetRoutes.use, { body: { token, password } });
  }
}

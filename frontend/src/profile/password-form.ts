import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, minLength, required } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { SessionStore } from '../api/session.store';
import { PasswordLamps } from '../identity/password-lamps';
import { PasswordReveal } from '../identity/password-reveal';
import { PASSWORD_LENGTH } from '../identity/password-strength';
import { injectMessages } from '../messages/messages';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { submission } from '../ui/submission';
import { Toasts } from '../ui/toasts';
import { ProfileStore } from './profile.store';

const EMPTY = { current: '', password: '', endOthers: true };

/** Another password, with the one that holds until now. */
@Component({
  selector: 'qd-password-form',
  imports: [ErrorNote, Field, FieldInput, FormField, FormRoot, PasswordLamps, PasswordReveal, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrls: ['../settings/settings-section.css', './profile-form.css'],
  template: `
    <section class="qd-card" aria-labelledby="qd-password-heading">
      <header>
        <h2 id="qd-password-heading">{{ 'profile.password.heading' | transloco }}</h2>
      </header>
      <form class="body qd-form" [formRoot]="form">
        <!-- Password managers want to know whose it is. -->
        <input type="email" autocomplete="username" readonly hidden [value]="session.user()?.email" />
        <qd-field [label]="'profile.password.current' | transloco">
          <qd-password-reveal fieldAside [of]="current" />
          <input #current qdInput type="password" autocomplete="current-password" [formField]="form.current" />
        </qd-field>
        <qd-field [label]="'profile.password.next' | transloco">
          <qd-password-reveal fieldAside [of]="next" />
          <input #next qdInput type="password" autocomplete="new-password" [formField]="form.password" />
          @if (form.password().value()) {
            <qd-password-lamps fieldExtra [password]="form.password().value()" />
          }
        </qd-field>
        <label class="tick">
          <input type="checkbox" [formField]="form.endOthers" />
          {{ 'profile.password.others' | transloco }}
        </label>
        @if (failure(); as error) {
          <qd-error-note [error]="error" />
        }
        <div class="qd-actions">
          <button type="submit" class="qd-button" [disabled]="form().submitting()">
            {{ 'profile.password.save' | transloco }}
          </button>
        </div>
      </form>
    </section>
  `,
})
export class PasswordForm {
  protected readonly session = inject(SessionStore);
  private readonly store = inject(ProfileStore);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly failure = signal<unknown>(undefined);
  private readonly change = signal(EMPTY);
  protected readonly form = form(
    this.change,
    (path) => {
      required(path.current, { message: () => this.messages('profile.password.currentMissing') });
      required(path.password, { message: () => this.messages('profile.password.short') });
      minLength(path.password, PASSWORD_LENGTH, { message: () => this.messages('profile.password.short') });
    },
    { submission: submission(() => this.save(), this.failure) },
  );

  private async save(): Promise<void> {
    const change = this.change();
    await this.store.changePassword(change);
    this.form().reset(EMPTY);
    this.toasts.say(this.messages(change.endOthers ? 'profile.password.savedAlone' : 'profile.password.saved'));
  }
}

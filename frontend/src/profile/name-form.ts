import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { SessionStore } from '../api/session.store';
import { injectMessages } from '../messages/messages';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { submission } from '../ui/submission';
import { Toasts } from '../ui/toasts';
import { ProfileStore } from './profile.store';

/** How others see one. */
@Component({
  selector: 'qd-name-form',
  imports: [ErrorNote, Field, FieldInput, FormField, FormRoot, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrls: ['../settings/settings-section.css', './profile-form.css'],
  template: `
    <section class="qd-card" aria-labelledby="qd-you-heading">
      <header>
        <div>
          <h2 id="qd-you-heading">{{ 'profile.name.heading' | transloco }}</h2>
          <p>{{ 'profile.name.email' | transloco: { email: session.user()?.email } }}</p>
        </div>
      </header>
      <form class="body qd-form" [formRoot]="form">
        <qd-field [label]="'profile.name.label' | transloco" [help]="'profile.name.help' | transloco">
          <input qdInput autocomplete="name" [formField]="form.name" />
        </qd-field>
        @if (failure(); as error) {
          <qd-error-note [error]="error" />
        }
        <div class="qd-actions">
          <button type="submit" class="qd-button" [disabled]="form().submitting()">
            {{ 'profile.name.save' | transloco }}
          </button>
        </div>
      </form>
    </section>
  `,
})
export class NameForm {
  protected readonly session = inject(SessionStore);
  private readonly store = inject(ProfileStore);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly failure = signal<unknown>(undefined);
  private readonly person = signal({ name: this.session.user()?.name ?? '' });
  protected readonly form = form(
    this.person,
    (path) => {
      required(path.name, { message: () => this.messages('profile.name.missing') });
    },
    {
      submission: submission(async () => {
        await this.store.rename(this.person().name);
        this.toasts.say(this.messages('profile.name.saved'));
      }, this.failure),
    },
  );
}

import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LanguageChoice } from '../ui/language-choice';
import { ThemeChoiceField } from '../ui/theme-choice';
import { NameForm } from './name-form';
import { OpenSessions } from './open-sessions';
import { PasswordForm } from './password-form';

/** What is one's own. */
@Component({
  selector: 'qd-profile-page',
  imports: [LanguageChoice, NameForm, OpenSessions, PasswordForm, ThemeChoiceField, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: '../settings/settings-section.css',
  template: `
    <div class="sections">
      <qd-name-form />
      <section class="qd-card" aria-labelledby="qd-appearance-heading">
        <header>
          <div>
            <h2 id="qd-appearance-heading">{{ 'profile.appearance.heading' | transloco }}</h2>
            <p>{{ 'profile.appearance.help' | transloco }}</p>
          </div>
          <qd-theme-choice />
        </header>
      </section>
      <section class="qd-card" aria-labelledby="qd-language-heading">
        <header>
          <div>
            <h2 id="qd-language-heading">{{ 'language.title' | transloco }}</h2>
            <p>{{ 'language.help' | transloco }}</p>
          </div>
          <qd-language-choice />
        </header>
      </section>
      <qd-password-form />
      <qd-open-sessions />
    </div>
  `,
})
export class ProfilePage {}

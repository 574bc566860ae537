import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { ThemeChoiceField } from '../ui/theme-choice';

/** What is one's own. */
@Component({
  selector: 'qd-profile-page',
  imports: [ThemeChoiceField, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './settings-section.css',
  template: `
    <div class="sections">
      <section class="qd-card" aria-labelledby="qd-appearance-heading">
        <header>
          <div>
            <h2 id="qd-appearance-heading">{{ 'settings.appearance.heading' | transloco }}</h2>
            <p>{{ 'settings.appearance.help' | transloco }}</p>
          </div>
          <qd-theme-choice />
        </header>
      </section>
    </div>
  `,
})
export class ProfilePage {}

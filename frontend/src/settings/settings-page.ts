import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { SessionStore } from '../api/session.store';
import { Page } from '../ui/page';
import { ThemeChoiceField } from '../ui/theme-choice';
import { ApiKeys } from './api-keys';

@Component({
  selector: 'qd-settings-page',
  imports: [ApiKeys, Page, ThemeChoiceField, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './settings-section.css',
  template: `
    <qd-page [heading]="'settings.title' | transloco">
      <div class="sections">
        @if (session.isOwner()) {
          <qd-api-keys />
        }
        <section class="qd-card" aria-labelledby="qd-appearance-heading">
          <header>
            <div>
              <h2 id="qd-appearance-heading">{{ 'settings.appearance.heading' | transloco }}</h2>
              <p>{{ 'settings.appearance.help' | transloco }}</p>
            </div>
            <qd-theme-choice />
          </header>
        </section>
        <section class="qd-card" aria-labelledby="qd-about-heading">
          <header>
            <h2 id="qd-about-heading">{{ 'settings.about.heading' | transloco }}</h2>
          </header>
          <dl class="body">
            <dt>{{ 'settings.about.version' | transloco }}</dt>
            <dd>{{ session.version() }}</dd>
            <dt>{{ 'settings.about.workspace' | transloco }}</dt>
            <dd>{{ session.workspace()?.name }}</dd>
            <dt>{{ 'settings.about.api' | transloco }}</dt>
            <dd>
              <a href="/api/openapi.json" target="_blank" rel="noopener">
                {{ 'settings.about.apiLink' | transloco }}
              </a>
            </dd>
            <dt>{{ 'settings.about.telemetry' | transloco }}</dt>
            <dd>{{ 'settings.about.telemetryNone' | transloco }}</dd>
          </dl>
        </section>
      </div>
    </qd-page>
  `,
})
export class SettingsPage {
  protected readonly session = inject(SessionStore);
}

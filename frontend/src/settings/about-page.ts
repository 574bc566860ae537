import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { SessionStore } from '../api/session.store';

/** Which server this is. */
@Component({
  selector: 'qd-about-page',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './settings-section.css',
  template: `
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
  `,
})
export class AboutPage {
  protected readonly session = inject(SessionStore);
}

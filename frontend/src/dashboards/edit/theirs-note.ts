import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { TimeAgo } from '../../ui/time-ago';
import { DashboardEditor } from './dashboard-editor.store';

/** Somebody else saved in between. Nothing is lost and nothing overwritten: the person chooses. */
@Component({
  selector: 'qd-theirs-note',
  imports: [TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    section {
      display: grid;
      gap: var(--space-8);
      margin-bottom: var(--space-12);
      padding: var(--space-12) var(--space-16);
      border-radius: var(--radius);
      background: color-mix(in srgb, var(--warn) 12%, transparent);
      font-size: var(--text-13);
    }
    p {
      max-width: 88ch;
    }
  `,
  template: `
    @if (editor.theirs(); as theirs) {
      <section role="alert">
        <h3>{{ 'compose.theirs.heading' | transloco }}</h3>
        <p>
          {{ 'compose.theirs.saved' | transloco: { version: theirs.version } }}
          <qd-time-ago [at]="theirs.updatedAt" />. {{ 'compose.theirs.text' | transloco }}
        </p>
        <div class="qd-actions">
          <button type="button" class="qd-button small" (click)="editor.takeTheirs()">
            {{ 'compose.theirs.take' | transloco }}
          </button>
          <button type="button" class="qd-button small" (click)="editor.keepMine()">
            {{ 'compose.theirs.keep' | transloco }}
          </button>
        </div>
      </section>
    }
  `,
})
export class TheirsNote {
  protected readonly editor = inject(DashboardEditor);
}

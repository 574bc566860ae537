import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import { SessionStore } from '../../api/session.store';
import { Icon } from '../../ui/icon';

/** An empty workspace: the three steps to a first dashboard, each with its way there. */
@Component({
  selector: 'qd-first-steps',
  imports: [Icon, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      gap: var(--space-24);
      max-width: 640px;
      margin: var(--space-32) auto;
    }
    .intro {
      color: var(--muted);
    }
    ol {
      display: grid;
      gap: var(--space-24);
      margin: 0;
      padding: 0;
      list-style: none;
      counter-reset: step;
    }
    li {
      position: relative;
      display: grid;
      justify-items: start;
      gap: var(--space-4);
      padding-left: 44px;
      counter-increment: step;
    }
    li::before {
      position: absolute;
      top: -4px;
      left: 0;
      display: grid;
      place-items: center;
      width: 28px;
      height: 28px;
      border-radius: 50%;
      background: var(--chosen);
      color: var(--accent);
      font-weight: 600;
      content: counter(step);
    }
    li p {
      color: var(--muted);
      font-size: var(--text-13);
    }
    .qd-actions,
    button {
      margin-top: var(--space-8);
    }
  `,
  template: `
    <div>
      <h2>{{ 'compose.firstSteps.heading' | transloco }}</h2>
      <p class="intro">{{ 'compose.firstSteps.intro' | transloco }}</p>
    </div>
    <ol>
      <li>
        <h3>{{ 'compose.firstSteps.numbers' | transloco }}</h3>
        <p>{{ 'compose.firstSteps.numbersText' | transloco }}</p>
        <div class="qd-actions">
          <a class="qd-button" routerLink="/import">{{ 'compose.firstSteps.import' | transloco }}</a>
          @if (session.isOwner()) {
            <a class="qd-button" routerLink="/connections/new">{{ 'library.own.connect' | transloco }}</a>
          }
          <a class="qd-button" routerLink="/settings/keys">{{ 'compose.firstSteps.numbersAction' | transloco }}</a>
        </div>
      </li>
      <li>
        <h3>{{ 'compose.firstSteps.dashboard' | transloco }}</h3>
        <p>{{ 'compose.firstSteps.dashboardText' | transloco }}</p>
        <button type="button" class="qd-button primary" (click)="created.emit()">
          <qd-icon [of]="icons.Plus" [size]="14" />
          {{ 'compose.new.open' | transloco }}
        </button>
      </li>
      <li>
        <h3>{{ 'compose.firstSteps.share' | transloco }}</h3>
        <p>{{ 'compose.firstSteps.shareText' | transloco }}</p>
      </li>
    </ol>
  `,
})
export class FirstSteps {
  readonly created = output();
  protected readonly session = inject(SessionStore);
  protected readonly icons = { Plus };
}

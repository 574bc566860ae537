import { ChangeDetectionStrategy, Component, DOCUMENT, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import CloudOff from 'lucide/dist/esm/icons/cloud-off.mjs';
import RefreshCw from 'lucide/dist/esm/icons/refresh-cw.mjs';
import { Reach } from '../api/reach';
import { ServerVersion } from '../api/server-version';
import { Icon } from './icon';

/** Says quietly that the server cannot be reached, or that it was upgraded; covers nothing that moves. */
@Component({
  selector: 'qd-reach-bar',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'status' },
  styles: `
    :host {
      position: fixed;
      z-index: 40;
      bottom: var(--space-16);
      left: 50%;
      display: grid;
      gap: var(--space-8);
      width: max-content;
      max-width: calc(100vw - 24px);
      translate: -50% 0;
    }
    p {
      display: flex;
      align-items: center;
      gap: var(--space-8);
      padding: var(--space-8) var(--space-12);
      border-radius: var(--radius);
      background: color-mix(in srgb, var(--warn) 16%, var(--raised));
      box-shadow: var(--shadow);
      font-size: var(--text-13);
    }
    p.news {
      background: var(--raised);
    }
    qd-icon {
      flex: none;
      color: var(--warn);
    }
    .news qd-icon {
      color: var(--accent);
    }
    button {
      flex: none;
    }
    @media (max-width: 720px) {
      :host {
        bottom: calc(69px + env(safe-area-inset-bottom));
        width: calc(100vw - 24px);
      }
    }
    @media print {
      :host {
        display: none;
      }
    }
  `,
  template: `
    @switch (reach.state()) {
      @case ('offline') {
        <p>
          <qd-icon [of]="icons.CloudOff" [size]="14" />
          {{ 'reach.offline' | transloco }}
        </p>
      }
      @case ('away') {
        <p>
          <qd-icon [of]="icons.CloudOff" [size]="14" />
          {{ 'reach.away' | transloco }}
        </p>
      }
      @default {
        @if (version.isNew()) {
          <p class="news">
            <qd-icon [of]="icons.RefreshCw" [size]="14" />
            {{ 'reach.upgraded' | transloco }}
            <button type="button" class="qd-button small" (click)="reload()">{{ 'reach.reload' | transloco }}</button>
          </p>
        }
      }
    }
  `,
})
export class ReachBar {
  private readonly location = inject(DOCUMENT).location;
  protected readonly reach = inject(Reach);
  protected readonly version = inject(ServerVersion);
  protected readonly icons = { CloudOff, RefreshCw };

  protected reload(): void {
    this.location.reload();
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import Cable from 'lucide/dist/esm/icons/cable.mjs';
import FileUp from 'lucide/dist/esm/icons/file-up.mjs';
import KeyRound from 'lucide/dist/esm/icons/key-round.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { SessionStore } from '../../api/session.store';
import { Icon } from '../../ui/icon';

/** Below the first dashboards: the ways to bring in numbers of one's own. Whoever has seen enough of it puts it away. */
@Component({
  selector: 'qd-own-numbers',
  imports: [Icon, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    section {
      position: relative;
      display: grid;
      gap: var(--space-4);
      margin-top: var(--space-24);
      padding: var(--space-16);
    }
    p {
      max-width: 72ch;
      padding-right: var(--space-32);
      color: var(--muted);
      font-size: var(--text-13);
    }
    .qd-actions {
      margin-top: var(--space-8);
    }
    .away {
      position: absolute;
      top: var(--space-8);
      right: var(--space-8);
    }
  `,
  template: `
    @if (isWanted()) {
      <section class="qd-card" aria-labelledby="qd-own-numbers">
        <h2 id="qd-own-numbers">{{ 'library.own.heading' | transloco }}</h2>
        <p>{{ 'library.own.text' | transloco }}</p>
        <div class="qd-actions">
          <a class="qd-button" routerLink="/import">
            <qd-icon [of]="icons.FileUp" [size]="14" />
            {{ 'library.own.import' | transloco }}
          </a>
          @if (session.isOwner()) {
            <a class="qd-button" routerLink="/connections/new">
              <qd-icon [of]="icons.Cable" [size]="14" />
              {{ 'library.own.connect' | transloco }}
            </a>
            <a class="qd-button" routerLink="/settings/keys">
              <qd-icon [of]="icons.KeyRound" [size]="14" />
              {{ 'library.own.send' | transloco }}
            </a>
          }
        </div>
        <button
          type="button"
          class="qd-button quiet icon small away"
          [attr.aria-label]="'library.own.away' | transloco"
          [title]="'library.own.away' | transloco"
          (click)="putAway()"
        >
          <qd-icon [of]="icons.X" [size]="14" />
        </button>
      </section>
    }
  `,
})
export class OwnNumbers {
  protected readonly session = inject(SessionStore);
  protected readonly icons = { Cable, FileUp, KeyRound, X };
  private readonly changes = signal(0);
  private readonly key = computed(() => `quarterdeck.own-numbers.${this.session.workspace()?.id ?? ''}`);
  protected readonly isWanted = computed(() => {
    this.changes();
    return localStorage.getItem(this.key()) === null;
  });

  protected putAway(): void {
    localStorage.setItem(this.key(), 'away');
    this.changes.update((count) => count + 1);
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DashboardSummary } from '@quarterdeck/sdk/api/dashboards';
import History from 'lucide/dist/esm/icons/rotate-ccw-clock.mjs';
import Star from 'lucide/dist/esm/icons/star.mjs';
import { Icon } from '../ui/icon';
import { LibraryStore } from './library.store';

const MOST_RECENT = 5;
/** A list that is seen at a glance needs no short cuts to what stands in it. */
const GLANCE = 6;

/** Favourites and what was opened lately, as short links above the list. */
@Component({
  selector: 'qd-at-hand',
  imports: [Icon, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      gap: var(--space-8);
    }
    :host:not(:has(section)) {
      display: none;
    }
    section {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-4) var(--space-8);
    }
    h2 {
      display: flex;
      align-items: center;
      gap: 6px;
      min-width: 132px;
      color: var(--muted);
      font-size: var(--text-12);
      font-weight: 500;
    }
    ul {
      display: flex;
      flex: 1;
      flex-wrap: wrap;
      gap: var(--space-8);
      min-width: 0;
      padding: 0;
      list-style: none;
    }
    li {
      min-width: 0;
    }
    a {
      max-width: 280px;
      line-height: 1.3;
    }
    .name {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    @media (max-width: 720px) {
      h2,
      ul {
        flex-basis: 100%;
      }
    }
  `,
  template: `
    @for (group of groups(); track group.heading) {
      <section>
        <h2><qd-icon [of]="group.icon" [size]="14" />{{ group.heading | transloco }}</h2>
        <ul>
          @for (one of group.dashboards; track one.id) {
            <li>
              <a class="qd-button small" [routerLink]="['/dashboards', one.id]"
                ><span class="name">{{ one.title }}</span></a
              >
            </li>
          }
        </ul>
      </section>
    }
  `,
})
export class AtHand {
  readonly dashboards = input.required<readonly DashboardSummary[]>();
  private readonly store = inject(LibraryStore);

  protected readonly groups = computed(() => {
    const all = this.dashboards();
    const favourites = all.filter(({ id }) => this.store.favourites().has(id));
    favourites.sort((one, other) => one.title.localeCompare(other.title));
    const recents = this.store
      .recents()
      .flatMap(({ id }) => all.find((one) => one.id === id) ?? [])
      .slice(0, MOST_RECENT);
    return [
      { heading: 'library.favourites', icon: Star, dashboards: favourites },
      { heading: 'library.recents', icon: History, dashboards: all.length > GLANCE ? recents : [] },
    ].filter(({ dashboards }) => dashboards.length > 0);
  });
}

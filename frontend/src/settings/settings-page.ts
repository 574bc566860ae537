import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { SessionStore } from '../api/session.store';
import { Icon } from '../ui/icon';
import { Page } from '../ui/page';
import { SETTINGS } from './settings-places';

/** The frame of the settings: which sub-pages there are for this person, and the one that is open. */
@Component({
  selector: 'qd-settings-page',
  imports: [Icon, Page, RouterLink, RouterLinkActive, RouterOutlet, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './settings-page.css',
  template: `
    <qd-page [wide]="true" [heading]="'settings.title' | transloco">
      <div class="frame">
        <nav [attr.aria-label]="'settings.places.label' | transloco">
          @for (place of places(); track place.path) {
            <a
              #link
              (isActiveChange)="$event && show(link)"
              routerLinkActive="here"
              ariaCurrentWhenActive="page"
              [routerLink]="['/settings', place.path]"
            >
              <qd-icon [of]="place.icon" [size]="16" />
              {{ place.text | transloco }}
            </a>
          }
        </nav>
        <div class="place"><router-outlet /></div>
      </div>
    </qd-page>
  `,
})
export class SettingsPage {
  /** On a phone the strip of places may hide the one that is open. */
  protected show(link: HTMLElement): void {
    link.scrollIntoView({ block: 'nearest', inline: 'center' });
  }

  private readonly session = inject(SessionStore);
  protected readonly places = computed(() => SETTINGS.filter((place) => !place.onlyOwners || this.session.isOwner()));
}

import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Entrance } from './entrance';

/** An address that means nothing, to who is not signed in. */
@Component({
  selector: 'qd-lost-page',
  imports: [Entrance, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <qd-entrance [heading]="'notFound.title' | transloco" [intro]="'notFound.outside' | transloco">
      <a class="qd-button primary wide" routerLink="/sign-in" [queryParams]="{ returnTo }">
        {{ 'notFound.signIn' | transloco }}
      </a>
    </qd-entrance>
  `,
})
export class LostPage {
  /** Signed in, there may be something after all: a page of a newer version, say. */
  protected readonly returnTo = inject(Router).currentNavigation()?.finalUrl?.toString() ?? '/';
}

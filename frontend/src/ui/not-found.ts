import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Compass } from 'lucide';
import { EmptyState } from './empty-state';
import { Page } from './page';

@Component({
  selector: 'qd-not-found',
  imports: [EmptyState, Page, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <qd-page [heading]="'notFound.page' | transloco">
      <qd-empty-state
        [icon]="icons.Compass"
        [heading]="'notFound.title' | transloco"
        [text]="'notFound.help' | transloco"
      >
        <a class="qd-button primary" routerLink="/">{{ 'notFound.home' | transloco }}</a>
      </qd-empty-state>
    </qd-page>
  `,
})
export class NotFound {
  protected readonly icons = { Compass };
}

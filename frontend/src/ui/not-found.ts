import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { WhereaboutsParams, type Whereabouts } from '@quarterdeck/sdk/api/workspaces';
import Building2 from 'lucide/dist/esm/icons/building-complex.mjs';
import Compass from 'lucide/dist/esm/icons/compass.mjs';
import { WorkspacesStore } from '../api/workspaces.store';
import { EmptyState } from './empty-state';
import { Page } from './page';

@Component({
  selector: 'qd-not-found',
  imports: [EmptyState, Page, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <qd-page [heading]="'notFound.page' | transloco">
      @if (elsewhere(); as workspace) {
        <qd-empty-state
          [icon]="icons.Building2"
          [heading]="'notFound.elsewhere' | transloco: { workspace: workspace.name }"
          [text]="'notFound.elsewhereHelp' | transloco"
        >
          <button type="button" class="qd-button primary" (click)="go(workspace.id)">
            {{ 'notFound.switch' | transloco: { workspace: workspace.name } }}
          </button>
        </qd-empty-state>
      } @else {
        <qd-empty-state
          [icon]="icons.Compass"
          [heading]="'notFound.title' | transloco"
          [text]="'notFound.help' | transloco"
        >
          <a class="qd-button primary" routerLink="/">{{ 'notFound.home' | transloco }}</a>
        </qd-empty-state>
      }
    </qd-page>
  `,
})
export class NotFound {
  private readonly workspaces = inject(WorkspacesStore);
  private readonly address = inject(Router).url;
  protected readonly icons = { Building2, Compass };
  /** The other workspace of this person that has what the address names. */
  protected readonly elsewhere = signal<Whereabouts['workspace']>(null);

  constructor() {
    const [, kind, id] = this.address.split(/[/?#]/);
    const asked = WhereaboutsParams.safeParse({ kind, id });
    if (asked.success)
      this.workspaces.whereabouts(asked.data).then(
        (workspace) => {
          this.elsewhere.set(workspace);
        },
        () => undefined, // Then the page says what it would have said anyway.
      );
  }

  protected go(workspaceId: string): void {
    void this.workspaces.switch(workspaceId, this.address);
  }
}

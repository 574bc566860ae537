import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { injectLocale } from '../../ui/locale';
import { CompareMenu } from '../time/compare-menu';
import { DashboardView } from './dashboard-view.store';
import { KnownChoice } from '../time/known-choice';
import { RefreshMenu } from '../time/refresh-menu';
import { TimeRangePicker } from '../time/time-range-picker';
import { ZoneChoiceField } from '../time/zone-choice';

/** Range with its zone, comparison and refresh of the view that the page provides. */
@Component({
  selector: 'qd-view-controls',
  imports: [CompareMenu, KnownChoice, RefreshMenu, TimeRangePicker, ZoneChoiceField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-8);
      min-width: 0;
    }
    @media (max-width: 720px) {
      :host {
        flex: 1;
        flex-wrap: nowrap;
        gap: 6px;
      }
      qd-time-range-picker {
        flex: 1;
        min-width: 0;
      }
    }
  `,
  template: `
    <qd-time-range-picker
      [choice]="view.choice()"
      [zone]="view.zone()"
      [own]="view.ownRange()"
      [canGoBack]="view.address.canGoBack()"
      (chosen)="view.address.go($event)"
      (wentBack)="view.address.back()"
    >
      <qd-zone-choice
        [choice]="view.address.zone()"
        [own]="view.ownZone()"
        [browser]="view.browserZone"
        (chosen)="view.address.setZone($event)"
      />
      <qd-known-choice [at]="view.address.knownAt()" [zone]="view.zone()" (chosen)="view.address.showAsKnown($event)" />
    </qd-time-range-picker>
    @if (!compact() || view.address.comparison() !== null) {
      <qd-compare-menu [choice]="view.address.comparison()" (chosen)="view.address.compareWith($event)" />
    }
    <qd-refresh-menu
      [seconds]="view.refreshSeconds()"
      [busy]="view.panels.refreshing()"
      [locale]="locale()"
      (refreshed)="view.refresh()"
      (chosen)="view.refreshEvery($event)"
    />
  `,
})
export class ViewControls {
  /** What is offered elsewhere stays away until it is in use. */
  readonly compact = input(false);

  protected readonly view = inject(DashboardView);
  protected readonly locale = injectLocale();
}

import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Panel } from '@quarterdeck/sdk/api/dashboards';
import type { TimeRangeChoice } from '@quarterdeck/sdk/api/time-range';
import LayoutDashboard from 'lucide/dist/esm/icons/layout-dashboard.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import { SessionStore } from '../api/session.store';
import { DashboardsStore } from '../dashboards/dashboards.store';
import { edgeForAddress } from '../dashboards/time/time-range';
import { injectMessages } from '../messages/messages';
import { DialogFrame } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { PanelPlacing, type Placed } from './panel-placing.store';

const MOST = 8;

export interface Adding {
  readonly panel: Panel;
  readonly range: TimeRangeChoice;
}

/** Asks for a dashboard, a new one or one of those that the person may edit; one press puts the panel there and opens it. */
@Component({
  selector: 'qd-add-dialog',
  imports: [DialogFrame, ErrorNote, Field, FieldInput, Icon, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './add-dialog.css',
  template: `
    <qd-dialog [heading]="'explore.add.heading' | transloco">
      <qd-field [label]="'explore.add.search' | transloco" [help]="'explore.add.searchHelp' | transloco">
        <input
          qdInput
          type="search"
          autocomplete="off"
          [value]="words()"
          (input)="words.set($any($event.target).value)"
        />
      </qd-field>
      <ul [attr.aria-label]="'explore.add.list' | transloco" [attr.aria-busy]="busy()">
        @if (session.canEdit() && title()) {
          <li>
            <button type="button" [disabled]="busy()" (click)="addToNew()">
              <qd-icon [of]="icons.Plus" />
              <span class="title">{{ 'explore.add.new' | transloco: { title: title() } }}</span>
            </button>
          </li>
        }
        @for (dashboard of found().slice(0, most); track dashboard.id) {
          <li>
            <button type="button" [disabled]="busy()" (click)="addTo(dashboard.id)">
              <qd-icon [of]="icons.LayoutDashboard" />
              <span class="title">{{ dashboard.title }}</span>
            </button>
          </li>
        }
      </ul>
      @if (store.failure() !== undefined) {
        <qd-error-note retryable [error]="store.failure()" (retried)="store.load()" />
      } @else if (store.list() === null) {
        <qd-skeleton height="80px" />
      } @else if (found().length > most) {
        <p class="qd-muted qd-small">{{ 'explore.add.more' | transloco: { count: found().length - most } }}</p>
      } @else if (found().length === 0) {
        <p class="qd-muted qd-small" role="status">{{ 'explore.add.none' | transloco }}</p>
      }
      @if (failure() !== undefined) {
        <qd-error-note [error]="failure()" />
      }
    </qd-dialog>
  `,
})
export class AddDialog {
  private readonly data = inject<Adding>(DIALOG_DATA);
  private readonly ref = inject(DialogRef);
  private readonly placing = inject(PanelPlacing);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly session = inject(SessionStore);
  protected readonly store = inject(DashboardsStore);
  protected readonly icons = { LayoutDashboard, Plus };
  protected readonly most = MOST;
  protected readonly words = signal('');
  protected readonly busy = signal(false);
  protected readonly failure = signal<unknown>(undefined);
  /** What was typed would be the title of a new one; untouched, that of the panel. */
  protected readonly title = computed(() => this.words().trim() || this.data.panel.title);
  protected readonly found = computed(() => {
    const words = this.words().toLowerCase().split(/\s+/).filter(Boolean);
    const mine = (this.store.list() ?? []).filter(({ right }) => right === 'edit');
    return mine
      .filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)))
      .sort((one, other) => other.updatedAt.localeCompare(one.updatedAt));
  });

  constructor() {
    void this.store.load();
  }

  protected addTo(id: string): void {
    const { panel } = this.data;
    void this.put(() => this.placing.onto(id, panel, this.messages('explore.add.note', { title: panel.title })));
  }

  protected addToNew(): void {
    const { panel, range } = this.data;
    void this.put(() => this.placing.ontoNew(this.title().slice(0, 200), panel, range), false);
  }

  /** Among many panels the one that was added fills the page; a new dashboard has no other, and is gone on with. */
  private async put(add: () => Promise<Placed>, among = true): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set(undefined);
    try {
      const { dashboardId, panelId, title } = await add();
      const { from, to } = this.data.range;
      this.ref.close();
      this.toasts.say(this.messages('explore.add.done', { title }));
      const place = among ? { panel: panelId } : {};
      const queryParams = { ...place, from: edgeForAddress(from), to: edgeForAddress(to) };
      await this.router.navigate(['/dashboards', dashboardId], { queryParams });
    } catch (error) {
      this.failure.set(error);
    } finally {
      this.busy.set(false);
    }
  }
}

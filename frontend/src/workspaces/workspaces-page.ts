import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Workspace } from '@quarterdeck/sdk/api/workspaces';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import { SessionStore } from '../api/session.store';
import { WorkspacesStore } from '../api/workspaces.store';
import { injectMessages } from '../messages/messages';
import { ROLE_NAMES } from '../people/roles';
import { Confirm } from '../ui/confirm';
import { Dialogs } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { DeleteDialog } from './delete-dialog';
import { NameDialog, type NameQuestion } from './name-dialog';

const AGAIN_MS = 1500;

/** The workspaces of the person: make, open, rename, leave, delete. */
@Component({
  selector: 'qd-workspaces-page',
  imports: [ErrorNote, Icon, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrls: ['../settings/settings-section.css', './workspaces-page.css'],
  templateUrl: './workspaces-page.html',
})
export class WorkspacesPage {
  protected readonly store = inject(WorkspacesStore);
  protected readonly session = inject(SessionStore);
  private readonly dialogs = inject(Dialogs);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly icons = { Plus };
  protected readonly roles = ROLE_NAMES;
  protected readonly failure = signal<unknown>(undefined);
  protected readonly current = computed(() => this.store.workspaces()?.find(({ current }) => current));
  protected readonly removals = computed(() =>
    this.store.removals().map(({ id, name, total, done, finishedAt }) => ({
      ...{ id, name, finished: finishedAt !== null },
      percent: total === 0 ? 0 : Math.floor((100 * done) / total),
    })),
  );

  constructor() {
    void this.store.load();
    void this.follow();
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
    });
  }

  protected create(): void {
    this.ask({
      heading: this.messages('workspaces.create'),
      help: this.messages('workspaces.createHelp'),
      action: this.messages('workspaces.createSubmit'),
      name: '',
      save: async (name) => this.store.switch((await this.store.create(name)).id),
    });
  }

  protected rename({ id, name: former }: Workspace): void {
    this.ask({
      heading: this.messages('workspaces.renameHeading', { name: former }),
      action: this.messages('workspaces.renameSubmit'),
      name: former,
      save: async (name) => {
        await this.store.rename(id, name);
        await this.session.refresh();
        this.toasts.say(this.messages('workspaces.renamed', { name }));
      },
    });
  }

  protected delete(workspace: Workspace): void {
    void this.dialogs.open(DeleteDialog, workspace);
  }

  protected open({ id }: Workspace): Promise<void> {
    return this.trying(() => this.store.switch(id));
  }

  protected async leave(workspace: Workspace): Promise<void> {
    const { name } = workspace;
    const agreed = await this.confirm.ask({
      heading: this.messages('workspaces.leaveHeading', { name }),
      text: this.messages('workspaces.leaveText'),
      action: this.messages('workspaces.leave'),
    });
    if (!agreed) return;
    await this.trying(async () => {
      await this.store.leave(workspace);
      this.toasts.say(this.messages('workspaces.left', { name }));
    });
  }

  private ask(question: NameQuestion): void {
    void this.dialogs.open(NameDialog, question);
  }

  private async trying(deed: () => Promise<void>): Promise<void> {
    this.failure.set(undefined);
    try {
      await deed();
    } catch (error) {
      this.failure.set(error);
    }
  }

  /** Looks again until everything is removed. */
  private async follow(): Promise<void> {
    await this.trying(() => this.store.loadRemovals());
    if (this.removals().some(({ finished }) => !finished)) this.timer = setTimeout(() => void this.follow(), AGAIN_MS);
  }
}

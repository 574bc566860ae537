import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DashboardSummary } from '@quarterdeck/sdk/api/dashboards';
import type { Folder } from '@quarterdeck/sdk/api/folders';
import FolderInput from 'lucide/dist/esm/icons/folder-input.mjs';
import FolderPlus from 'lucide/dist/esm/icons/folder-plus.mjs';
import FolderX from 'lucide/dist/esm/icons/folder-x.mjs';
import LayoutDashboard from 'lucide/dist/esm/icons/layout-dashboard.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import SearchX from 'lucide/dist/esm/icons/search-x.mjs';
import { SessionStore } from '../../api/session.store';
import { FolderMenu } from '../../folders/folder-menu';
import { FolderTile } from '../../folders/folder-tile';
import { FoldersStore } from '../../folders/folders.store';
import { AtHand } from '../../library/at-hand';
import { DashboardCard } from '../../library/dashboard-card';
import { FoundDashboards } from '../../library/found-dashboards';
import { LibraryDeeds } from '../../library/library-deeds';
import { LibraryStore } from '../../library/library.store';
import { onShelf, SORTS, within, type Sort } from '../../library/shelf';
import { injectMessages } from '../../messages/messages';
import { EmptyState } from '../../ui/empty-state';
import { ErrorNote } from '../../ui/error-note';
import { Field, FieldInput } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';
import { DashboardsStore } from '../dashboards.store';
import { FirstSteps } from '../edit/first-steps';
import { OwnNumbers } from './own-numbers';

const SORTED = 'quarterdeck.dashboards.sort';
/** A list this short is seen at a glance and needs no looking for anything. */
const GLANCE = 6;
const FEW = 3;

/** The dashboards of the workspace in their folders; those who may edit make, move and delete them here. */
@Component({
  selector: 'qd-dashboards-page',
  imports: [
    AtHand,
    DashboardCard,
    EmptyState,
    ErrorNote,
    Field,
    FieldInput,
    FirstSteps,
    FolderMenu,
    FolderTile,
    Icon,
    OwnNumbers,
    Page,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [LibraryDeeds, FoundDashboards],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '(keydown.escape)': 'clear()' },
  styleUrl: './dashboards-page.css',
  templateUrl: './dashboards-page.html',
})
export class DashboardsPage {
  /** From the address: the folder that is open, and what is looked for. */
  readonly folder = input<string>();
  readonly q = input<string>();

  protected readonly store = inject(DashboardsStore);
  protected readonly folders = inject(FoldersStore);
  protected readonly session = inject(SessionStore);
  protected readonly deeds = inject(LibraryDeeds);
  private readonly library = inject(LibraryStore);
  private readonly found = inject(FoundDashboards);
  private readonly router = inject(Router);
  private readonly messages = injectMessages();
  protected readonly icons = {
    FolderInput,
    FolderPlus,
    FolderX,
    LayoutDashboard,
    Plus,
    SearchX,
  };
  protected readonly sorts = SORTS;

  protected readonly words = linkedSignal(() => this.q() ?? '');
  protected readonly sort = signal<Sort>(recall());
  private readonly chosen = linkedSignal<string | undefined, ReadonlySet<string>>({
    source: this.folder,
    computation: () => new Set(),
  });

  protected readonly folderId = computed(() => this.folder() ?? null);
  protected readonly open = computed(() => this.folders.find(this.folderId()));
  protected readonly isMissing = computed(
    () => this.folderId() !== null && this.folders.list() !== null && !this.open(),
  );
  protected readonly mayEdit = computed(
    () => this.open()?.right === 'edit' || (!this.folder() && this.session.canEdit()),
  );
  protected readonly children = computed(() =>
    this.words().trim() === '' ? this.folders.childrenOf(this.folderId()) : [],
  );
  protected readonly shown = computed(() =>
    onShelf(this.store.list() ?? [], this.folders.list() ?? [], this.library.recents(), {
      folderId: this.folderId(),
      words: this.words(),
      found: this.found.ids(),
      sort: this.sort(),
    }),
  );
  protected readonly selected = computed(() => (this.store.list() ?? []).filter(({ id }) => this.chosen().has(id)));
  protected readonly hasTools = computed(
    () => (this.store.list()?.length ?? 0) > GLANCE || (this.folders.list()?.length ?? 0) > 0 || this.words() !== '',
  );
  protected readonly isBare = computed(() => this.store.list()?.length === 0 && this.folders.list()?.length === 0);
  /** With a few dashboards, those of the demo perhaps, somebody may still wonder how to bring in numbers. */
  protected readonly isYoung = computed(() => {
    const count = this.store.list()?.length ?? 0;
    return count > 0 && count <= FEW && this.folders.list()?.length === 0 && this.words().trim() === '';
  });
  protected readonly heading = computed(() => this.open()?.name ?? this.messages('dashboards.title'));
  protected readonly path = computed(() => {
    const around = this.folders.path(this.folderId()).slice(0, -1);
    return this.open()
      ? [
          { text: this.messages('dashboards.title'), link: '/dashboards' },
          ...around.map(({ id, name }) => ({ text: name, link: '/dashboards', query: { folder: id } })),
        ]
      : [];
  });

  constructor() {
    void this.deeds.load();
    effect(() => {
      this.found.lookFor(this.words());
    });
  }

  protected isChosen({ id }: DashboardSummary): boolean {
    return this.chosen().has(id);
  }

  protected toggle({ id }: DashboardSummary): void {
    this.chosen.update((chosen) => {
      const next = new Set(chosen);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }

  protected clear(): void {
    this.chosen.set(new Set());
  }

  protected chooseAll(): void {
    this.chosen.set(new Set(this.shown().flatMap(({ id, right }) => (right === 'edit' ? id : []))));
  }

  protected async move(dashboards: readonly DashboardSummary[]): Promise<void> {
    if (await this.deeds.move(dashboards)) this.clear();
  }

  protected async removeFolder(folder: Folder): Promise<void> {
    const gone = await this.deeds.removeFolder(folder, this.countIn(folder));
    if (gone && folder.id === this.folderId())
      await this.router.navigate(['/dashboards'], { queryParams: folder.parentId ? { folder: folder.parentId } : {} });
  }

  protected countIn({ id }: Folder): number {
    const inside = within(id, this.folders.list() ?? []);
    return (this.store.list() ?? []).filter(({ folderId }) => folderId !== null && inside.has(folderId)).length;
  }

  /** Where a dashboard lies, told while those of several folders are shown. */
  protected placeOf({ folderId }: DashboardSummary): string {
    if (this.words().trim() === '' || folderId === null) return '';
    const path = this.folders.path(folderId);
    return path.map(({ name }) => name).join(' / ');
  }

  protected sortBy(sort: string): void {
    this.sort.set(sort as Sort);
    localStorage.setItem(SORTED, sort);
  }
}

function recall(): Sort {
  const stored = localStorage.getItem(SORTED);
  return SORTS.find((sort) => sort === stored) ?? 'title';
}

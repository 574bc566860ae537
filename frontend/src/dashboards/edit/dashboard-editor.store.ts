import { computed, effect, ErrorHandler, inject, Injectable, signal, untracked } from '@angular/core';
import type { Dashboard, DashboardDocument, Panel } from '@quarterdeck/sdk/api/dashboards';
import { ApiClient, ApiError } from '../../api/api-client';
import { DashboardView } from '../view/dashboard-view.store';
import { DashboardsStore } from '../dashboards.store';
import { RevisionsStore } from '../revisions/revisions.store';
import type { Composing } from './composing';
import { freePanelId, sameDocument, withPanel } from './draft/documents';
import { draftPanels } from './draft/draft-panels';
import { Drafts, type Draft, type Slot } from './draft/drafts';
import { begun, done, redone, undone, type History } from './draft/history';

interface Editing {
  readonly id: string;
  /** The version that a save will name, and its document; null until it is known. */
  readonly version: number;
  readonly base: DashboardDocument | null;
  /** What there is to lose compared with. */
  readonly saved: DashboardDocument;
}

/** What stands beside the grid or in its place: nothing, the dashboard's settings, the order for phones, a panel being edited. */
export type Side =
  | { readonly kind: 'settings' }
  | { readonly kind: 'variables' }
  | { readonly kind: 'phone' }
  | { readonly kind: 'panel'; readonly panel: Panel; isNew: boolean }
  | null;

/** A dashboard being changed: its history, its draft, and the save that overwrites nobody. Provided by the page. */
@Injectable()
export class DashboardEditor implements Composing {
  private readonly api = inject(ApiClient);
  private readonly store = inject(DashboardsStore);
  private readonly drafts = inject(Drafts);
  private readonly view = inject(DashboardView);
  private readonly revisions = inject(RevisionsStore);
  private readonly errors = inject(ErrorHandler);

  private readonly editing = signal<Editing | null>(null);
  private readonly history = signal<History<DashboardDocument> | null>(null);
  private readonly aside = signal<Side>(null);
  private readonly busy = signal(false);
  private readonly problem = signal<unknown>(undefined);

  readonly document = computed(() => this.history()?.present ?? null);
  /** The version that is being changed, and its document; null until that is known. */
  readonly version = computed(() => this.editing()?.version ?? null);
  readonly base = computed(() => this.editing()?.base ?? null);
  readonly isOpen = computed(() => this.editing() !== null);
  readonly side = this.aside.asReadonly();
  readonly saving = this.busy.asReadonly();
  readonly failure = this.problem.asReadonly();
  private readonly touched = signal(false);
  /** The panel beside its preview was changed and is not on the dashboard yet. */
  readonly hasUnfinishedPanel = this.touched.asReadonly();
  readonly canUndo = computed(() => (this.history()?.past.length ?? 0) > 0);
  readonly canRedo = computed(() => (this.history()?.future.length ?? 0) > 0);
  readonly isDirty = computed(() => {
    const [editing, document] = [this.editing(), this.document()];
    return editing !== null && document !== null && !sameDocument(editing.saved, document);
  });
  /** What somebody else saved since the editing began. */
  readonly theirs = computed<Dashboard | null>(() => {
    const [editing, latest] = [this.editing(), this.view.saved()];
    // While a save is under way, the news of it may come before its answer.
    if (!editing || !latest || this.busy()) return null;
    return latest.version > editing.version ? latest : null;
  });

  constructor() {
    effect(() => {
      const [editing, document, isDirty] = [this.editing(), this.document(), this.isDirty()];
      if (!editing || !document) return;
      if (isDirty) this.drafts.keep(editing.id, { version: editing.version, document });
      else this.drafts.drop(editing.id);
    });
    effect(() => {
      const document = this.document();
      untracked(() => {
        this.view.showDraft(document);
      });
    });
  }

  /** Called by "Edit" and by the first steps; goes on with a draft where there is one, or with what was set aside. */
  begin(slot: Slot = 'draft'): void {
    const latest = this.view.saved();
    if (!latest || this.isOpen()) return;
    const { id, document } = latest;
    const draft = this.drafts.find(id, slot);
    this.history.set(draft ? done(begun(document), draft.document) : begun(document));
    this.editing.set(begunFrom(latest, draft));
    if (draft && !this.base()) void this.readBase(id, draft.version);
    if (slot === 'aside') this.drafts.drop(id, slot);
    this.view.askWith(
      draftPanels(
        this.api,
        id,
        () => this.document() ?? document,
        (range) => this.view.variables.stated(range),
      ),
    );
  }

  /** Called by everything that changes the document: one step that can be taken back. */
  apply(next: DashboardDocument): void {
    this.history.update((history) => {
      return history && !sameDocument(history.present, next) ? done(history, next) : history;
    });
  }

  undo(): void {
    this.history.update((history) => history && undone(history));
  }

  redo(): void {
    this.history.update((history) => history && redone(history));
  }

  /** Called by the settings button and by whoever closes what stands aside. */
  open(side: Side): void {
    this.touched.set(false);
    this.aside.set(side);
  }

  /** Called with a panel that is not on the dashboard yet, or with one that is. */
  editPanel(panel: Panel): void {
    const isNew = !this.document()?.panels.some(({ id }) => id === panel.id);
    this.open({ kind: 'panel', panel, isNew });
  }

  /** Called by the editor of a panel with each change. */
  touchPanel(): void {
    this.touched.set(true);
  }

  /** Called for a new panel: an id that no other panel of the dashboard has. */
  newPanelId(): string {
    const document = this.document();
    return document ? freePanelId(document) : 'panel-1';
  }

  /** Called when the panel beside the preview is done. */
  putPanel(panel: Panel): void {
    const document = this.document();
    if (document) this.apply(withPanel(document, panel));
    this.open(null);
  }

  /** Called by "Save"; answers whether it is saved. Where somebody was faster, {@link theirs} says so afterwards. */
  async save(note = ''): Promise<boolean> {
    const [editing, document] = [this.editing(), this.document()];
    if (!editing || !document || this.busy()) return false;
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const saved = await this.store.save(editing.id, editing.version, document, note);
      this.drafts.drop(editing.id);
      this.view.accept(saved);
      this.close();
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) await this.view.reload();
      else this.problem.set(error);
      return false;
    } finally {
      this.busy.set(false);
    }
  }

  /** Called after the person agreed to lose what is not saved. */
  discard(): void {
    const editing = this.editing();
    if (editing) this.drafts.drop(editing.id);
    this.close();
  }

  /** Called when somebody else was faster: shows theirs. The own changes are one step back, and kept on the device. */
  takeTheirs(): void {
    const [editing, document, theirs] = [this.editing(), this.document(), this.theirs()];
    if (!editing || !document || !theirs) return;
    if (this.isDirty()) this.drafts.keep(editing.id, { version: editing.version, document }, 'aside');
    this.apply(theirs.document);
    this.goOnFrom(theirs);
  }

  /** Called when somebody else was faster, with the own changes on top of theirs: one step that can be taken back. */
  putOnTop(merged: DashboardDocument): void {
    const theirs = this.theirs();
    if (!theirs) return;
    this.apply(merged);
    this.goOnFrom(theirs);
  }

  /** Called when somebody else was faster: goes on, and the next save replaces theirs knowingly. */
  keepMine(): void {
    const theirs = this.theirs();
    if (theirs) this.goOnFrom(theirs);
  }

  /** Called when somebody else was faster: the own version becomes a dashboard of its own; answers its id. */
  async saveAsNew(title: string): Promise<string | null> {
    const [editing, document] = [this.editing(), this.document()];
    if (!editing || !document || this.busy()) return null;
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const { id } = await this.store.create({ ...document, title: title.slice(0, 200) });
      this.discard();
      return id;
    } catch (error) {
      this.problem.set(error);
      return null;
    } finally {
      this.busy.set(false);
    }
  }

  /** Ends the editing; a draft that was kept stays. Called by the page when the dashboard is gone. */
  close(): void {
    this.editing.set(null);
    this.history.set(null);
    this.open(null);
    this.problem.set(undefined);
    this.view.askWith(null);
  }

  private goOnFrom({ id, version, document }: Dashboard): void {
    this.editing.set({ id, version, base: document, saved: document });
  }

  /** What a draft of an earlier day began with. Without it, both versions can still be looked at and chosen from. */
  private async readBase(id: string, version: number): Promise<void> {
    try {
      const { document } = await this.revisions.get(id, version);
      this.editing.update((now) => (now?.id === id && now.version === version ? { ...now, base: document } : now));
    } catch (error) {
      this.errors.handleError(error);
    }
  }
}

/** A draft of an earlier day goes on from the version that it changed, and what that was is still to be read. */
function begunFrom({ id, version, document }: Dashboard, draft: Draft | null): Editing {
  const isOld = draft !== null && draft.version < version;
  return { id, version: draft?.version ?? version, base: isOld ? null : document, saved: document };
}

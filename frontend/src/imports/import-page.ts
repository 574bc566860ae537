import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import Lock from 'lucide/dist/esm/icons/lock.mjs';
import { splitRows } from '@quarterdeck/sdk/csv/split';
import { SessionStore } from '../api/session.store';
import { injectMessages } from '../messages/messages';
import { EmptyState } from '../ui/empty-state';
import { ErrorNote } from '../ui/error-note';
import { injectNumberFormat } from '../ui/locale';
import { Page } from '../ui/page';
import { openFile, previewOf, proposalFor, type ChosenFile } from './chosen-file';
import { ColumnsForm, type ColumnChange } from './columns-form';
import { DialectForm } from './dialect-form';
import { FileDrop } from './file-drop';
import { mappingOf, problemsOf, withColumn, type ImportDraft } from './import-draft';
import { ImportsList } from './imports-list';
import { ImportsStore } from './imports.store';
import { PreviewTable } from './preview-table';

const MEBIBYTE = 1024 * 1024;

/** Choose a file, see what it is taken for, correct that, and import it. */
@Component({
  selector: 'qd-import-page',
  imports: [ColumnsForm, DialectForm, EmptyState, ErrorNote, FileDrop, ImportsList, Page, PreviewTable, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './import-page.css',
  templateUrl: './import-page.html',
})
export class ImportPage {
  private readonly router = inject(Router);
  private readonly messages = injectMessages();
  private readonly megabytes = injectNumberFormat({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  protected readonly store = inject(ImportsStore);
  protected readonly canEdit = inject(SessionStore).canEdit;
  protected readonly icons = { Lock };

  private readonly ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  protected readonly zones = [...new Set(['UTC', this.ownZone, ...Intl.supportedValuesOf('timeZone')])];
  protected readonly file = signal<ChosenFile | undefined>(undefined);
  protected readonly draft = signal<ImportDraft | undefined>(undefined);
  protected readonly failure = signal<unknown>(undefined);
  protected readonly isStarting = signal(false);

  protected readonly titles = computed(() => {
    const [file, draft] = [this.file(), this.draft()];
    if (!file || !draft) return [];
    const [first = []] = draft.header ? splitRows(file.head, draft) : [];
    return draft.columns.map((_, at) => {
      const name = first[at]?.trim() ?? '';
      return name === '' ? this.messages('imports.columns.nth', { number: at + 1 }) : name;
    });
  });
  protected readonly problems = computed(() => {
    const draft = this.draft();
    return draft ? problemsOf(draft) : new Map<number, never>();
  });
  protected readonly preview = computed(() => {
    const [file, draft] = [this.file(), this.draft()];
    return file && draft ? previewOf(file, draft) : undefined;
  });
  protected readonly size = computed(() => {
    const bytes = this.file()?.file.size ?? 0;
    if (bytes < MEBIBYTE) return this.messages('imports.file.kilobytes', { size: Math.ceil(bytes / 1024) });
    return this.messages('imports.file.megabytes', { size: this.megabytes().format(bytes / MEBIBYTE) });
  });

  constructor() {
    if (this.canEdit()) void this.store.load();
  }

  protected async choose(file: File): Promise<void> {
    this.failure.set(undefined);
    const chosen = await openFile(file);
    this.file.set(chosen);
    this.draft.set(proposalFor(chosen, this.ownZone));
  }

  protected leave(): void {
    this.file.set(undefined);
    this.draft.set(undefined);
    this.failure.set(undefined);
  }

  /** Another delimiter or quote makes other columns: what they are is found again. */
  protected changeDialect(change: Partial<ImportDraft>): void {
    const [file, draft] = [this.file(), this.draft()];
    if (!file || !draft) return;
    const changed = { ...draft, ...change };
    const split = 'delimiter' in change || 'quote' in change;
    this.draft.set(split ? proposalFor(file, draft.timezone, changed) : changed);
  }

  protected changeColumn({ at, change }: ColumnChange): void {
    this.draft.update((draft) => draft && withColumn(draft, at, change));
  }

  protected async begin(): Promise<void> {
    const [file, draft] = [this.file(), this.draft()];
    const mapping = draft && mappingOf(draft);
    if (!file || !mapping || this.problems().size > 0) return;
    this.failure.set(undefined);
    this.isStarting.set(true);
    try {
      await this.router.navigate(['/import', await this.store.begin(file.file, mapping)]);
    } catch (error) {
      this.failure.set(error);
    } finally {
      this.isStarting.set(false);
    }
  }
}

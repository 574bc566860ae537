import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DashboardSummary } from '@quarterdeck/sdk/api/dashboards';
import Folder from 'lucide/dist/esm/icons/folder.mjs';
import House from 'lucide/dist/esm/icons/house.mjs';
import { SessionStore } from '../api/session.store';
import { folderChoices } from '../folders/folder-choices';
import { FoldersStore } from '../folders/folders.store';
import { injectMessages } from '../messages/messages';
import { DialogFrame } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { Icon } from '../ui/icon';
import { LibraryStore } from './library.store';

/** Asks into which folder dashboards shall move, and moves them. Answers with the name of the place. */
@Component({
  selector: 'qd-move-dialog',
  imports: [DialogFrame, ErrorNote, Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    fieldset {
      display: grid;
      max-height: 50vh;
      margin: 0;
      padding: 0;
      overflow: auto;
      border: 0;
    }
    label {
      display: flex;
      align-items: center;
      gap: var(--space-8);
      min-height: calc(var(--control) + 4px);
      padding: 0 var(--space-8);
      border-radius: 4px;
      cursor: pointer;
    }
    label:hover {
      background: var(--hover);
    }
    label:has(:checked) {
      background: var(--chosen);
      font-weight: 500;
    }
    label:has(:focus-visible) {
      outline: 2px solid var(--accent);
      outline-offset: -2px;
    }
    qd-icon {
      color: var(--muted);
    }
    .name {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  `,
  template: `
    <form (submit)="move($event)">
      <qd-dialog [heading]="heading">
        <fieldset>
          <legend class="qd-spoken">{{ 'library.move.where' | transloco }}</legend>
          @for (place of places(); track place.id) {
            <label [style.padding-left.px]="8 + 20 * place.depth">
              <input
                type="radio"
                name="place"
                class="qd-spoken"
                [checked]="chosen() === place.id"
                (change)="chosen.set(place.id)"
              />
              <qd-icon [of]="place.id === null ? icons.House : icons.Folder" />
              <span class="name">{{ place.name }}</span>
            </label>
          }
        </fieldset>
        <p class="qd-muted qd-small">{{ 'library.move.note' | transloco }}</p>
        @if (failure() !== undefined) {
          <qd-error-note [error]="failure()" />
        }
        <ng-container dialogActions>
          <button type="button" class="qd-button" (click)="ref.close()">{{ 'ui.cancel' | transloco }}</button>
          <button type="submit" class="qd-button primary" [disabled]="busy()">
            {{ 'library.move.submit' | transloco }}
          </button>
        </ng-container>
      </qd-dialog>
    </form>
  `,
})
export class MoveDialog {
  private readonly folders = inject(FoldersStore);
  private readonly library = inject(LibraryStore);
  private readonly messages = injectMessages();
  private readonly mayTop = inject(SessionStore).canEdit();
  private readonly dashboards = inject<readonly DashboardSummary[]>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<string>>(DialogRef);
  protected readonly icons = { Folder, House };
  protected readonly failure = signal<unknown>(undefined);
  protected readonly busy = signal(false);
  /** Where they lie now, or the first of them. */
  protected readonly chosen = signal(this.dashboards[0]?.folderId ?? null);
  protected readonly places = computed(() => [
    ...(this.mayTop ? [{ id: null, name: this.messages('library.top'), depth: 0 }] : []),
    ...folderChoices(this.folders.list() ?? []).map((choice) => ({ ...choice, depth: choice.depth + 1 })),
  ]);
  protected readonly heading =
    this.dashboards.length === 1
      ? this.messages('library.move.headingOne', { title: this.dashboards[0]?.title ?? '' })
      : this.messages('library.move.heading', { count: this.dashboards.length });

  protected async move(event: Event): Promise<void> {
    event.preventDefault();
    const place = this.places().find(({ id }) => id === this.chosen());
    if (!place || this.busy()) return;
    this.busy.set(true);
    this.failure.set(undefined);
    try {
      await this.library.move(
        this.dashboards.map(({ id }) => id),
        place.id,
      );
      this.ref.close(place.name);
    } catch (error) {
      this.failure.set(error);
    } finally {
      this.busy.set(false);
    }
  }
}

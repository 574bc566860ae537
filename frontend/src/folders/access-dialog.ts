import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Folder, FolderGrants } from '@quarterdeck/sdk/api/folders';
import { injectMessages } from '../messages/messages';
import { DialogFrame } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { CHOICES, grantsOf, linesOf, type AccessLine, type Choice } from './access-draft';
import { FoldersStore } from './folders.store';

/** An owner says who sees and who edits what lies in a folder. */
@Component({
  selector: 'qd-access-dialog',
  imports: [DialogFrame, ErrorNote, Field, FieldInput, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    ul {
      display: grid;
      gap: var(--space-8);
      max-height: 40vh;
      padding: 2px;
      overflow: auto;
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(180px, 46%);
      align-items: center;
      gap: var(--space-12);
    }
    .who {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .role {
      color: var(--muted);
      font-size: var(--text-12);
    }
  `,
  template: `
    <form (submit)="save($event)">
      <qd-dialog [heading]="'library.access.heading' | transloco: { name: folder.name }">
        <p class="qd-muted qd-small">{{ 'library.access.intro' | transloco }}</p>
        @if (before()) {
          <qd-field [label]="'library.access.everybody' | transloco">
            <select #all qdInput [value]="everybody()" (change)="everybody.set(asChoice(all.value))">
              @for (choice of choices; track choice) {
                <option [value]="choice" [selected]="choice === everybody()">{{ nameOf(choice) }}</option>
              }
            </select>
          </qd-field>
          @if (lines().length > 0) {
            <h3>{{ 'library.access.members' | transloco }}</h3>
            <ul>
              @for (line of lines(); track line.member.id) {
                <li>
                  <span class="who">
                    {{ line.member.name }}
                    <span class="role">{{ roleOf(line) }}</span>
                  </span>
                  <qd-field
                    [labelHidden]="true"
                    [label]="'library.access.member' | transloco: { name: line.member.name }"
                  >
                    <select #one qdInput [value]="line.choice" (change)="choose(line, asChoice(one.value))">
                      @for (choice of choices; track choice) {
                        <option [value]="choice" [selected]="choice === line.choice">
                          {{ choice === 'role' ? ('library.access.asEverybody' | transloco) : nameOf(choice) }}
                        </option>
                      }
                    </select>
                  </qd-field>
                </li>
              }
            </ul>
          }
          <p class="qd-muted qd-small">{{ 'library.access.note' | transloco }}</p>
        } @else if (failure() === undefined) {
          <qd-skeleton height="96px" />
        }
        @if (failure() !== undefined) {
          <qd-error-note [error]="failure()" />
        }
        <ng-container dialogActions>
          <button type="button" class="qd-button" (click)="ref.close()">{{ 'ui.cancel' | transloco }}</button>
          <button type="submit" class="qd-button primary" [disabled]="busy() || !before()">
            {{ 'library.save' | transloco }}
          </button>
        </ng-container>
      </qd-dialog>
    </form>
  `,
})
export class AccessDialog {
  private readonly store = inject(FoldersStore);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly ref = inject(DialogRef);
  protected readonly folder = inject<Folder>(DIALOG_DATA);
  protected readonly choices = CHOICES;
  protected readonly before = signal<FolderGrants | null>(null);
  protected readonly everybody = signal<Choice>('role');
  protected readonly lines = signal<readonly AccessLine[]>([]);
  protected readonly failure = signal<unknown>(undefined);
  protected readonly busy = signal(false);

  constructor() {
    void this.load();
  }

  protected asChoice(value: string): Choice {
    return CHOICES.find((choice) => choice === value) ?? 'role';
  }

  protected choose(line: AccessLine, choice: Choice): void {
    this.lines.update((lines) => lines.map((one) => (one === line ? { ...one, choice } : one)));
  }

  protected nameOf(choice: Choice): string {
    if (choice === 'role') return this.messages('library.access.role');
    if (choice === 'edit') return this.messages('library.access.edit');
    return this.messages(choice === 'view' ? 'library.access.view' : 'library.access.none');
  }

  protected roleOf({ member: { role } }: AccessLine): string {
    return this.messages(role === 'editor' ? 'library.access.editor' : 'library.access.viewer');
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const before = this.before();
    if (!before || this.busy()) return;
    this.busy.set(true);
    this.failure.set(undefined);
    try {
      await this.store.grant(this.folder.id, grantsOf(this.everybody(), this.lines(), before));
      this.toasts.say(this.messages('library.access.saved', { name: this.folder.name }));
      this.ref.close();
    } catch (error) {
      this.failure.set(error);
    } finally {
      this.busy.set(false);
    }
  }

  private async load(): Promise<void> {
    try {
      const [grants, members] = await Promise.all([this.store.grants(this.folder.id), this.store.members()]);
      this.everybody.set(grants.everybody ?? 'role');
      this.lines.set(linesOf(grants, members));
      this.before.set(grants);
    } catch (error) {
      this.failure.set(error);
    }
  }
}

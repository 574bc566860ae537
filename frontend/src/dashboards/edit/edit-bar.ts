import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { changesBetween } from '@quarterdeck/sdk/api/document-changes';
import NotebookPen from 'lucide/dist/esm/icons/notebook-pen.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import Redo2 from 'lucide/dist/esm/icons/redo-2.mjs';
import Settings2 from 'lucide/dist/esm/icons/settings-2.mjs';
import Smartphone from 'lucide/dist/esm/icons/smartphone.mjs';
import Undo2 from 'lucide/dist/esm/icons/undo-2.mjs';
import Variable from 'lucide/dist/esm/icons/variable.mjs';
import { injectMessages } from '../../messages/messages';
import { Confirm } from '../../ui/confirm';
import { Dialogs } from '../../ui/dialog';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon-button';
import { Toasts } from '../../ui/toasts';
import { DashboardEditor } from './dashboard-editor.store';
import { NewPanel } from './panel/new-panel';
import { SaveDialog } from './save-dialog';

/** What one does to a dashboard as a whole while it is edited, with its keys. */
@Component({
  selector: 'qd-edit-bar',
  imports: [Icon, IconButton, TranslocoPipe],
  providers: [NewPanel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'toolbar', '[attr.aria-label]': 'label()', '(document:keydown)': 'onKey($event)' },
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-8);
    }
    .pair {
      display: flex;
    }
    .save {
      display: flex;
      gap: var(--space-8);
    }
    @media (max-width: 720px) {
      :host {
        flex: 1 0 100%;
        gap: 6px;
      }
      .optional {
        display: none;
      }
      .save {
        margin-left: auto;
      }
    }
  `,
  template: `
    @let inPanel = editor.side()?.kind === 'panel';
    <div class="pair">
      <button
        [qdIconButton]="icons.Undo2"
        [label]="'compose.bar.undo' | transloco"
        [hint]="'compose.bar.undoKeys' | transloco"
        [disabled]="!editor.canUndo() || inPanel"
        (click)="undo()"
      ></button>
      <button
        [qdIconButton]="icons.Redo2"
        [label]="'compose.bar.redo' | transloco"
        [hint]="'compose.bar.redoKeys' | transloco"
        [disabled]="!editor.canRedo() || inPanel"
        (click)="redo()"
      ></button>
    </div>
    <button
      [qdIconButton]="icons.Smartphone"
      framed
      [label]="'layout.phone.open' | transloco"
      [disabled]="inPanel"
      [attr.aria-expanded]="editor.side()?.kind === 'phone'"
      (click)="togglePhone()"
    ></button>
    <button
      type="button"
      class="qd-button"
      [disabled]="inPanel"
      [attr.aria-label]="'compose.bar.settings' | transloco"
      [attr.aria-expanded]="editor.side()?.kind === 'settings'"
      (click)="toggleSettings()"
    >
      <qd-icon [of]="icons.Settings2" [size]="14" />
      <span class="optional">{{ 'layout.settings' | transloco }}</span>
    </button>
    <button
      [qdIconButton]="icons.Variable"
      framed
      [label]="'variables.edit.open' | transloco"
      [disabled]="inPanel"
      [attr.aria-expanded]="editor.side()?.kind === 'variables'"
      (click)="toggleVariables()"
    ></button>
    <button
      type="button"
      class="qd-button"
      [disabled]="inPanel"
      [attr.aria-label]="'compose.bar.add' | transloco"
      (click)="newPanel.open()"
    >
      <qd-icon [of]="icons.Plus" [size]="14" />
      <span class="optional">{{ 'compose.bar.add' | transloco }}</span>
    </button>
    <div class="save">
      <button type="button" class="qd-button" [disabled]="editor.saving() || inPanel" (click)="discard()">
        {{ (editor.isDirty() ? 'compose.bar.discard' : 'compose.bar.close') | transloco }}
      </button>
      <button
        type="button"
        class="qd-button primary"
        [disabled]="!editor.isDirty() || editor.saving() || inPanel"
        [title]="'compose.bar.saveKeys' | transloco"
        (click)="save()"
      >
        {{ 'compose.bar.save' | transloco }}
      </button>
      <button
        [qdIconButton]="icons.NotebookPen"
        framed
        class="note"
        [label]="'revisions.save.open' | transloco"
        [disabled]="!editor.isDirty() || editor.saving() || inPanel"
        (click)="saveWithNote()"
      ></button>
    </div>
  `,
})
export class EditBar {
  protected readonly editor = inject(DashboardEditor);
  protected readonly newPanel = inject(NewPanel);
  private readonly confirm = inject(Confirm);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly icons = { NotebookPen, Plus, Redo2, Settings2, Smartphone, Undo2, Variable };
  protected readonly label = computed(() => this.messages('compose.bar.label'));

  protected undo(): void {
    if (!this.editor.canUndo()) return;
    this.editor.undo();
    this.toasts.announce(this.messages('compose.bar.undone'));
  }

  protected redo(): void {
    if (!this.editor.canRedo()) return;
    this.editor.redo();
    this.toasts.announce(this.messages('compose.bar.redone'));
  }

  protected toggleVariables(): void {
    this.editor.open(this.editor.side()?.kind === 'variables' ? null : { kind: 'variables' });
  }

  protected toggleSettings(): void {
    this.editor.open(this.editor.side()?.kind === 'settings' ? null : { kind: 'settings' });
  }

  protected togglePhone(): void {
    this.editor.open(this.editor.side()?.kind === 'phone' ? null : { kind: 'phone' });
  }

  protected async save(note?: string): Promise<void> {
    if (await this.editor.save(note)) this.toasts.say(this.messages('compose.bar.saved'));
  }

  protected async saveWithNote(): Promise<void> {
    const [before, after] = [this.editor.base(), this.editor.document()];
    const changes = before && after ? changesBetween(before, after) : [];
    const note = await this.dialogs.open<string>(SaveDialog, { changes });
    if (note !== undefined) await this.save(note);
  }

  protected async discard(): Promise<void> {
    const question = {
      heading: this.messages('compose.discard.heading'),
      text: this.messages('compose.discard.text'),
      action: this.messages('compose.discard.action'),
    };
    if (!this.editor.isDirty() || (await this.confirm.ask(question))) this.editor.discard();
  }

  /** Where text is typed, or a panel is edited beside the preview, these keys belong to the fields. */
  protected onKey(event: KeyboardEvent): void {
    const deed = this.deedOf(event);
    if (!deed || isTyping(event.target) || this.editor.side()?.kind === 'panel') return;
    if (document.querySelector('[role="dialog"]')) return;
    event.preventDefault();
    deed();
  }

  private deedOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): (() => void) | undefined {
    if (!(ctrlKey || metaKey) || altKey) return undefined;
    const name = `${shiftKey ? 'shift ' : ''}${key.toLowerCase()}`;
    const redo = () => {
      this.redo();
    };
    const deeds: Readonly<Record<string, (() => void) | undefined>> = {
      z: () => {
        this.undo();
      },
      'shift z': redo,
      y: redo,
      s: () => {
        if (this.editor.isDirty()) void this.save();
      },
    };
    return deeds[name];
  }
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]');

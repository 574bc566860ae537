import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Frame } from '@quarterdeck/sdk';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import { MessageSquare } from 'lucide';
import { Icon } from '../ui/icon';
import { NotesOverlay } from './notes-overlay';
import { PanelNotes } from './panel-notes';

/** In the header of a panel over time: its notes as a list, from which one writes, reads and changes them by keyboard. */
@Component({
  selector: 'qd-notes-button',
  imports: [Icon, NotesOverlay, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    .qd-button.icon.small {
      width: 24px;
      min-height: 24px;
    }
  `,
  template: `
    @if (isOffered()) {
      <button
        #button
        type="button"
        class="qd-button quiet icon small"
        aria-haspopup="dialog"
        [attr.aria-expanded]="opened()?.kind === 'list'"
        [attr.aria-label]="'annotations.open' | transloco: { title: title() }"
        [title]="'annotations.title' | transloco"
        (click)="notes.list(button.getBoundingClientRect())"
      >
        <qd-icon [of]="icons.MessageSquare" [size]="14" />
      </button>
    }
    @defer (when opened() !== null) {
      <qd-notes-overlay [all]="all()" [frames]="frames()" [zone]="zone()" />
    }
  `,
})
export class NotesButton {
  readonly all = input.required<readonly Annotation[]>();
  readonly frames = input.required<readonly Frame[]>();
  readonly zone = input.required<string>();
  readonly title = input.required<string>();

  protected readonly notes = inject(PanelNotes);
  protected readonly opened = this.notes.opened;
  protected readonly icons = { MessageSquare };
  protected readonly isOffered = computed(
    () => this.notes.isOverTime() && (this.notes.canWrite() || this.all().length > 0),
  );
}

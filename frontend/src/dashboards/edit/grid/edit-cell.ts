import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Panel as PanelDocument } from '@quarterdeck/sdk/api/dashboards';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import ArrowRight from 'lucide/dist/esm/icons/arrow-right.mjs';
import ClipboardPaste from 'lucide/dist/esm/icons/clipboard-paste.mjs';
import Copy from 'lucide/dist/esm/icons/copy.mjs';
import CopyPlus from 'lucide/dist/esm/icons/copy-plus.mjs';
import Ellipsis from 'lucide/dist/esm/icons/ellipsis.mjs';
import Pencil from 'lucide/dist/esm/icons/pencil.mjs';
import Scissors from 'lucide/dist/esm/icons/scissors.mjs';
import Trash2 from 'lucide/dist/esm/icons/trash.mjs';
import { Icon } from '../../../ui/icon';
import { IconButton } from '../../../ui/icon-button';
import { Panel, type PanelScene } from '../../panel/panel';
import type { PanelData } from '../../panel/panel-data';
import type { Where } from '../../layout/sections';
import type { GrabbedPart } from './grid-drag';
import type { Direction } from './layout';
import type { Destination } from './stage';

const ARROWS: Readonly<Record<string, Direction | undefined>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** A panel on the grid of the editor: its title row is the handle, its corner the size. What it shows rests meanwhile. */
@Component({
  selector: 'qd-edit-cell',
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon, IconButton, Panel, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[attr.data-cell]': 'panel().id' },
  styleUrl: './edit-cell.css',
  templateUrl: './edit-cell.html',
})
export class EditCell {
  readonly panel = input.required<PanelDocument>();
  readonly data = input.required<PanelData>();
  readonly plugin = input.required<Plugin | undefined>();
  readonly scene = input.required<PanelScene>();
  readonly grabbed = output<{ readonly event: PointerEvent; readonly part: GrabbedPart }>();
  readonly moved = output<Direction>();
  readonly resized = output<Direction>();
  /** The handle lost the focus: a move by keys is over. */
  readonly left = output();
  /** Where else it could stand, and where it stands. */
  readonly destinations = input.required<readonly Destination[]>();
  readonly home = input.required<string>();
  readonly edited = output();
  readonly duplicated = output();
  readonly copied = output();
  readonly cutOut = output();
  readonly pasted = output();
  readonly sent = output<Where>();
  readonly removed = output();

  protected readonly icons = { ArrowRight, ClipboardPaste, Copy, CopyPlus, Ellipsis, Pencil, Scissors, Trash2 };

  protected onKey(event: KeyboardEvent): void {
    const direction = ARROWS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (direction) {
      if (event.shiftKey) this.resized.emit(direction);
      else this.moved.emit(direction);
    } else if (event.key === 'Enter') this.edited.emit();
    else if (event.key === 'Delete') this.removed.emit();
    else return;
    event.preventDefault();
  }
}

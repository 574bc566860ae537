import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DashboardRow } from '@quarterdeck/sdk/api/dashboard-layout';
import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import ArrowRight from 'lucide/dist/esm/icons/arrow-right.mjs';
import ArrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import FoldVertical from 'lucide/dist/esm/icons/fold-vertical.mjs';
import Pencil from 'lucide/dist/esm/icons/pencil.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import Trash2 from 'lucide/dist/esm/icons/trash.mjs';
import { injectMessages } from '../../../messages/messages';
import { type Deed, DeedsMenu } from '../../../ui/deeds-menu';
import { DashboardView } from '../../view/dashboard-view.store';
import { RowHead } from '../../layout/row-head';
import { DashboardEditor } from '../dashboard-editor.store';
import { NewPanel } from '../panel/new-panel';
import { SectionDeeds } from '../draft/section-deeds';
import { TitleField } from './title-field';

/** The heading of a row while it is edited. A panel that is dropped on a closed one goes into it. */
@Component({
  selector: 'qd-edit-row-head',
  imports: [DeedsMenu, RowHead, TitleField, TranslocoPipe],
  providers: [NewPanel],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.target]': 'isTarget()', '[attr.data-row]': 'row().id' },
  styles: `
    :host {
      display: flex;
      align-items: center;
      min-width: 0;
      border-bottom: 1px solid var(--line);
    }
    :host(.target) {
      border-radius: var(--radius);
      background: var(--chosen);
      box-shadow: 0 0 0 2px var(--accent);
    }
  `,
  templateUrl: './edit-row-head.html',
})
export class EditRowHead {
  readonly row = input.required<DashboardRow>();
  readonly isOpen = input.required<boolean>();
  readonly count = input.required<number>();
  /** A held panel would be dropped into it. */
  readonly isTarget = input(false);

  private readonly editor = inject(DashboardEditor);
  protected readonly view = inject(DashboardView);
  protected readonly deeds = inject(SectionDeeds);
  private readonly newPanel = inject(NewPanel);
  private readonly messages = injectMessages();
  private readonly mates = computed(() => this.view.sections().flatMap(({ row }) => (row ? [row.id] : [])));
  private readonly otherTabs = computed(() =>
    (this.editor.document()?.tabs ?? []).filter(({ id }) => id !== this.view.tab()),
  );
  protected readonly menu = computed((): Deed[] => {
    const [row, mates, messages, deeds] = [this.row(), this.mates(), this.messages, this.deeds];
    return [
      {
        text: messages('layout.rows.addPanel'),
        icon: Plus,
        run: () => {
          this.newPanel.open(undefined, { row: row.id });
        },
      },
      {
        text: messages('layout.rename'),
        icon: Pencil,
        run: () => {
          deeds.name(row.id);
        },
      },
      {
        text: messages('layout.rows.closedAtFirst'),
        icon: FoldVertical,
        checked: row.collapsed,
        run: () => {
          deeds.setCollapsed(row, !row.collapsed);
        },
      },
      {
        text: messages('layout.moveUp'),
        icon: ArrowUp,
        disabled: mates.at(0) === row.id,
        run: () => {
          deeds.shiftRow(row, -1);
        },
      },
      {
        text: messages('layout.moveDown'),
        icon: ArrowDown,
        disabled: mates.at(-1) === row.id,
        run: () => {
          deeds.shiftRow(row, 1);
        },
      },
      ...this.goElsewhere(),
      {
        text: messages('layout.rows.remove'),
        icon: Trash2,
        danger: true,
        run: () => void deeds.removeRow(row),
      },
    ];
  });

  private goElsewhere(): Deed[] {
    const row = this.row();
    return this.otherTabs().map((tab) => ({
      text: this.messages('layout.rows.toTab', { title: tab.title }),
      icon: ArrowRight,
      run: () => {
        this.deeds.moveRow(row, tab);
      },
    }));
  }
}

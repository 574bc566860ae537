import { CdkMenu, CdkMenuItem, CdkMenuItemCheckbox, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DashboardRow } from '@quarterdeck/sdk/api/dashboard-layout';
import { ArrowDown, ArrowRight, ArrowUp, Ellipsis, FoldVertical, Pencil, Plus, Trash2 } from 'lucide';
import { Icon } from '../../../ui/icon';
import { DashboardView } from '../../view/dashboard-view.store';
import { RowHead } from '../../layout/row-head';
import { DashboardEditor } from '../dashboard-editor.store';
import { NewPanel } from '../panel/new-panel';
import { SectionDeeds } from '../draft/section-deeds';
import { TitleField } from './title-field';

/** The heading of a row while it is edited. A panel that is dropped on a closed one goes into it. */
@Component({
  selector: 'qd-edit-row-head',
  imports: [CdkMenu, CdkMenuItem, CdkMenuItemCheckbox, CdkMenuTrigger, Icon, RowHead, TitleField, TranslocoPipe],
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
  protected readonly newPanel = inject(NewPanel);
  protected readonly icons = { ArrowDown, ArrowRight, ArrowUp, Ellipsis, FoldVertical, Pencil, Plus, Trash2 };
  private readonly mates = computed(() => this.view.sections().flatMap(({ row }) => (row ? [row.id] : [])));
  protected readonly isFirst = computed(() => this.mates().at(0) === this.row().id);
  protected readonly isLast = computed(() => this.mates().at(-1) === this.row().id);
  protected readonly otherTabs = computed(() =>
    (this.editor.document()?.tabs ?? []).filter(({ id }) => id !== this.view.tab()),
  );
}

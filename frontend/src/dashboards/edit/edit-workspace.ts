import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { ErrorNote } from '../../ui/error-note';
import { DashboardEditor } from './dashboard-editor.store';
import { DashboardSettings } from './dashboard-settings';
import { EditGrid } from './grid/edit-grid';
import { PanelEditor } from './panel/panel-editor';
import { PhoneOrder } from './grid/phone-order';
import { TheirsNote } from './meeting/theirs-note';
import { VariablesEditor } from './variables/variables-editor';

/** What stands in the page of a dashboard while it is edited. */
@Component({
  selector: 'qd-edit-workspace',
  imports: [
    DashboardSettings,
    EditGrid,
    ErrorNote,
    PanelEditor,
    PhoneOrder,
    TheirsNote,
    TranslocoPipe,
    VariablesEditor,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    .beside {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 340px;
      align-items: start;
      gap: var(--space-16);
    }
    qd-error-note {
      margin-bottom: var(--space-8);
    }
    .narrow {
      display: none;
      margin-bottom: var(--space-8);
      color: var(--muted);
      font-size: var(--text-12);
    }
    @media (max-width: 1000px) {
      .beside {
        grid-template-columns: minmax(0, 1fr);
      }
      .beside qd-dashboard-settings,
      .beside qd-variables-editor {
        order: -1;
      }
    }
    @media (max-width: 719px) {
      .narrow {
        display: block;
      }
    }
  `,
  template: `
    <qd-theirs-note />
    @if (editor.failure() !== undefined) {
      <qd-error-note [error]="editor.failure()" />
    }
    @if (edited(); as edited) {
      <qd-panel-editor [start]="edited.panel" [isNew]="edited.isNew" />
    } @else if (editor.side()?.kind === 'phone') {
      <qd-phone-order />
    } @else {
      <div [class.beside]="editor.side()?.kind === 'settings' || editor.side()?.kind === 'variables'">
        <div>
          <p class="narrow">{{ 'compose.grid.narrow' | transloco }}</p>
          <qd-edit-grid />
        </div>
        @if (editor.side()?.kind === 'settings') {
          <qd-dashboard-settings />
        }
        @if (editor.side()?.kind === 'variables') {
          <qd-variables-editor />
        }
      </div>
    }
  `,
})
export class EditWorkspace {
  protected readonly editor = inject(DashboardEditor);
  protected readonly edited = computed(() => {
    const side = this.editor.side();
    return side?.kind === 'panel' ? side : null;
  });
}

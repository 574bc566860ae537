import { inject, Injectable } from '@angular/core';
import type { Metric } from '@quarterdeck/sdk/api/metrics';
import { DashboardView } from '../../view/dashboard-view.store';
import type { Where } from '../../layout/sections';
import { DashboardEditor } from '../dashboard-editor.store';
import { standing } from '../draft/documents';
import { panelFor } from './suggestion';

/** Begins new panels: an empty one, or one that shows a metric. Provided by whoever has a button for it. */
@Injectable()
export class NewPanel {
  private readonly editor = inject(DashboardEditor);
  private readonly view = inject(DashboardView);

  /** Called by "Add panel", and by a metric that was picked for a first panel. It goes to the head of the open tab, or into a row. */
  open(metric?: Metric, where: Where = { tab: this.view.tab() }): void {
    // First, for a draft may come with it, whose panels have ids too.
    this.editor.begin();
    const panel = panelFor(metric, this.view.plugins() ?? []);
    this.editor.editPanel(standing({ ...panel, id: this.editor.newPanelId() }, where));
  }
}

import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  ElementRef,
  inject,
  input,
} from '@angular/core';
import { CdkTrapFocus } from '@angular/cdk/a11y';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Panel as PanelDocument } from '@quarterdeck/sdk/api/dashboards';
import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import { Icon } from '../../ui/icon';
import { shownPanel } from '../../variables/shown-panel';
import { VariableBar } from '../../variables/variable-bar';
import { DashboardView } from '../view/dashboard-view.store';
import { Panel } from './panel';
import { injectPanelScene } from './panel-scene';
import { ViewControls } from '../view/view-controls';
import { pinned } from './widget-host';

/** One panel on the whole page: more points, a legend that can be read as a table. Escape returns to the dashboard. */
@Component({
  selector: 'qd-full-panel',
  imports: [CdkTrapFocus, Icon, Panel, TranslocoPipe, VariableBar, ViewControls],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '(document:keydown.escape)': 'escape($event)' },
  styles: `
    .page {
      position: fixed;
      z-index: 60;
      inset: 0;
      display: flex;
      flex-direction: column;
      gap: var(--space-12);
      padding: var(--space-12) var(--space-16) var(--space-16);
      background: var(--page);
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-8);
    }
    qd-variable-bar {
      margin-bottom: calc(-1 * var(--space-12));
    }
    qd-panel {
      flex: 1;
    }
    @media (max-width: 720px) {
      .page {
        padding: var(--space-8) var(--space-12) calc(var(--space-12) + env(safe-area-inset-bottom));
      }
      .word {
        display: none;
      }
    }
  `,
  template: `
    <div
      class="page"
      role="dialog"
      aria-modal="true"
      [attr.aria-label]="worded().title || ('panel.untitled' | transloco)"
      cdkTrapFocus
    >
      <header>
        <button
          type="button"
          class="qd-button back"
          [attr.aria-label]="'layout.full.back' | transloco"
          [title]="'layout.full.backKeys' | transloco"
          (click)="close()"
        >
          <qd-icon [of]="icons.ArrowLeft" [size]="14" />
          <span class="word">{{ 'layout.full.back' | transloco }}</span>
        </button>
        <qd-view-controls />
      </header>
      <qd-variable-bar [only]="variables()" (chosen)="view.address.choose($event.name, $event.choice)" />
      <qd-panel
        [panel]="worded()"
        [data]="data()"
        [plugin]="plugin()"
        [scene]="scene()"
        (zoomed)="view.zoom($event)"
        (retried)="view.panels.again([panel().id])"
      />
    </div>
  `,
})
export class FullPanel {
  readonly panel = input.required<PanelDocument>();

  protected readonly view = inject(DashboardView);
  protected readonly icons = { ArrowLeft };
  private readonly shared = injectPanelScene();
  protected readonly scene = computed(() => ({ ...this.shared(), full: true }));
  protected readonly data = computed(() => this.view.panels.of(this.panel().id)());
  protected readonly plugin = computed(() => pinned(this.view.plugins() ?? [], this.panel().widget));

  /** Only what this panel follows. */
  protected readonly variables = computed(() => this.view.variablesOf(this.panel()));
  protected readonly worded = computed(() => shownPanel(this.panel(), this.view.variables.words(), this.plugin()));

  constructor() {
    const document = inject(DOCUMENT);
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const { activeElement } = document;
    document.documentElement.style.overflow = 'hidden';
    afterNextRender(() => host.querySelector<HTMLElement>('.back')?.focus());
    inject(DestroyRef).onDestroy(() => {
      document.documentElement.style.overflow = '';
      // The grid below is inert until after this.
      setTimeout(() => {
        if (activeElement instanceof HTMLElement) activeElement.focus();
      });
    });
  }

  protected close(): void {
    void this.view.address.openPanel(null);
  }

  /** A menu, a dialog or the note that is open above closes first. */
  protected escape(event: Event): void {
    const isCovered = document.querySelector('.cdk-overlay-container .cdk-overlay-pane > *');
    if (!event.defaultPrevented && !isCovered) this.close();
  }
}

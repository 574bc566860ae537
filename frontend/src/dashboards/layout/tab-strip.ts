import { ChangeDetectionStrategy, Component, computed, ElementRef, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DashboardTab } from '@quarterdeck/sdk/api/dashboard-layout';

/** The id of the element that holds what the open tab shows. */
export const TAB_PANEL = 'qd-tab-panel';

/** The tabs of a dashboard: arrow keys walk along them, Enter or a click opens one. */
@Component({
  selector: 'qd-tab-strip',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '(keydown)': 'walk($event)' },
  styleUrl: './tab-strip.css',
  template: `
    <div class="strip" role="tablist" [attr.aria-label]="'layout.tabs.label' | transloco">
      @for (tab of tabs(); track tab.id) {
        <button
          type="button"
          class="tab"
          role="tab"
          [id]="'qd-tab-' + tab.id"
          [class.target]="target() === tab.id"
          [attr.data-tab]="tab.id"
          [attr.aria-selected]="tab.id === open()"
          [attr.aria-controls]="tab.id === open() ? panelId : null"
          [tabindex]="tab.id === open() ? 0 : -1"
          (click)="chosen.emit(tab.id)"
        >
          {{ tab.title }}
        </button>
      }
    </div>
    <ng-content />
  `,
})
export class TabStrip {
  readonly tabs = input.required<readonly DashboardTab[]>();
  readonly open = input.required<string | undefined>();
  /** The tab onto which a panel would be dropped. */
  readonly target = input<string | null>(null);
  readonly chosen = output<string>();

  protected readonly panelId = TAB_PANEL;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly last = computed(() => this.tabs().length - 1);

  protected walk(event: KeyboardEvent): void {
    const buttons = [...this.host.querySelectorAll<HTMLElement>('[role="tab"]')];
    const at = buttons.indexOf(event.target as HTMLElement);
    const to = this.placeAfter(event.key, at);
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    buttons[to]?.focus();
  }

  private placeAfter(key: string, at: number): number | undefined {
    const last = this.last();
    const places: Readonly<Record<string, number | undefined>> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    return places[key];
  }
}

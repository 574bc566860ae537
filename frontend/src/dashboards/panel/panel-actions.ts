import { ChangeDetectionStrategy, Component, ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import Ellipsis from 'lucide/dist/esm/icons/ellipsis.mjs';
import { Icon } from '../../ui/icon';

/**
 * What a panel can do, in its header (`qd-deed` in styles/controls.css). Out of sight until the pointer or the focus comes
 * to the panel, so that its title has the width; where nothing hovers, one button opens it as a list with words.
 */
@Component({
  selector: 'qd-panel-actions',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: {
    '[class.open]': 'isOpen()',
    '(click)': 'chosen($event)',
    '(keydown.escape)': 'escape($event)',
    '(document:pointerdown)': 'outside($event)',
    '(focusout)': 'left($event)',
  },
  styles: `
    :host {
      display: flex;
      position: relative;
      flex: none;
      justify-content: flex-end;
      width: 0;
    }
    .deeds {
      display: flex;
      flex: none;
      gap: 2px;
      opacity: 0;
      transition: opacity var(--motion);
    }
    .more {
      display: none;
    }
    :host-context(qd-panel:hover),
    :host-context(qd-panel:focus-within),
    :host:has([aria-expanded='true']) {
      width: auto;
    }
    :host-context(qd-panel:hover) .deeds,
    :host-context(qd-panel:focus-within) .deeds,
    .deeds:has([aria-expanded='true']) {
      opacity: 1;
    }
    @media (hover: none) and (pointer: coarse) {
      :host {
        order: 1;
        width: auto;
      }
      .more {
        display: inline-flex;
        width: 36px;
        min-height: 28px;
      }
      .deeds {
        position: absolute;
        z-index: 30;
        top: 100%;
        right: 0;
        flex-direction: column;
        gap: 0;
        width: max-content;
        min-width: 200px;
        max-width: 80vw;
        padding: var(--space-4);
        border-radius: var(--radius);
        background: var(--raised);
        box-shadow: var(--shadow);
        opacity: 1;
        visibility: hidden;
      }
      :host(.open) .deeds {
        visibility: visible;
      }
    }
  `,
  template: `
    <button
      #more
      type="button"
      class="qd-button quiet icon small more"
      [attr.aria-expanded]="isOpen()"
      [attr.aria-label]="'panel.actions.open' | transloco: { title: title() }"
      (click)="isOpen.set(!isOpen())"
    >
      <qd-icon [of]="icons.Ellipsis" />
    </button>
    <div class="deeds qd-deeds"><ng-content /></div>
  `,
})
export class PanelActions {
  readonly title = input.required<string>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly more = viewChild.required<ElementRef<HTMLElement>>('more');
  protected readonly icons = { Ellipsis };
  protected readonly isOpen = signal(false);

  /** What opens now gives the focus back to the button that is still there then. */
  protected chosen({ target }: Event): void {
    const isMore = target instanceof Node && this.more().nativeElement.contains(target);
    if (this.isOpen() && !isMore) this.close();
  }

  protected escape(event: Event): void {
    if (!this.isOpen()) return;
    event.preventDefault();
    this.close();
  }

  protected outside({ target }: Event): void {
    if (!(target instanceof Node && this.host.contains(target))) this.isOpen.set(false);
  }

  protected left({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && !this.host.contains(relatedTarget)) this.isOpen.set(false);
  }

  private close(): void {
    this.more().nativeElement.focus();
    this.isOpen.set(false);
  }
}

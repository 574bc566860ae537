import type { ConnectedPosition } from '@angular/cdk/overlay';
import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import Bell from 'lucide/dist/esm/icons/bell.mjs';
import { injectMessages } from '../messages/messages';
import { Icon } from '../ui/icon';
import { injectNarrow } from '../ui/narrow';
import { Toasts } from '../ui/toasts';
import { NotificationList } from './notification-list';
import { NotificationsStore } from './notifications.store';
import { CdkConnectedOverlay, CdkTrapFocus } from '../ui/overlay-parts';
import { Unloaded } from '../ui/unloaded';

/** Beside the rail of a desk; above the bar of a phone. */
const POSITIONS: ConnectedPosition[] = [
  { originX: 'end', originY: 'bottom', overlayX: 'start', overlayY: 'bottom', offsetX: 8 },
  { originX: 'center', originY: 'top', overlayX: 'center', overlayY: 'bottom', offsetY: -8 },
];
const MOST_SHOWN = 99;
const WIDE = ['notifications.open', 'notifications.openNone'] as const;
const NARROW = ['notifications.openShort', 'notifications.openNoneShort'] as const;

/** In the rail: how much is new, and on demand what. */
@Component({
  selector: 'qd-notification-bell',
  imports: [CdkConnectedOverlay, CdkTrapFocus, Icon, NotificationList, TranslocoPipe, Unloaded],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './notification-bell.css',
  template: `
    <button
      #origin
      type="button"
      class="qd-place"
      aria-haspopup="dialog"
      [class.folded]="folded()"
      [attr.aria-expanded]="isOpen()"
      [attr.aria-label]="label()"
      [attr.title]="folded() ? label() : null"
      (click)="toggle()"
    >
      <span class="bell">
        <qd-icon [of]="icons.Bell" />
        @if (badge(); as count) {
          <span class="count" aria-hidden="true" [attr.data-count]="count"></span>
        }
      </span>
      <span class="word">{{ (isNarrow() ? 'notifications.short' : 'notifications.title') | transloco }}</span>
    </button>
    @defer (when isOpen(); prefetch on hover(origin)) {
      <ng-template
        cdkConnectedOverlay
        cdkConnectedOverlayBackdropClass="cdk-overlay-transparent-backdrop"
        [cdkConnectedOverlayOrigin]="origin"
        [cdkConnectedOverlayPositions]="positions"
        [cdkConnectedOverlayOpen]="isOpen()"
        [cdkConnectedOverlayHasBackdrop]="true"
        [cdkConnectedOverlayPush]="true"
        [cdkConnectedOverlayViewportMargin]="8"
        (backdropClick)="close()"
        (detach)="close()"
      >
        <div
          class="card"
          role="dialog"
          tabindex="-1"
          cdkTrapFocus
          cdkTrapFocusAutoCapture
          cdkFocusInitial
          [attr.aria-label]="'notifications.title' | transloco"
        >
          <qd-notification-list (followed)="close()" />
        </div>
      </ng-template>
    } @error {
      <qd-unloaded />
    }
  `,
})
export class NotificationBell {
  readonly folded = input(false);

  private readonly store = inject(NotificationsStore);
  private readonly messages = injectMessages();
  /** In the bar of a phone the long word would push the others out. */
  protected readonly isNarrow = injectNarrow();
  protected readonly icons = { Bell };
  protected readonly positions = POSITIONS;
  protected readonly isOpen = signal(false);
  protected readonly badge = computed(() => {
    const unread = this.store.unread() ?? 0;
    return unread > MOST_SHOWN ? `${String(MOST_SHOWN)}+` : unread > 0 ? String(unread) : '';
  });
  protected readonly label = computed(() => {
    const unread = this.store.unread() ?? 0;
    const [some, none] = this.isNarrow() ? NARROW : WIDE;
    return unread > 0 ? this.messages(some, { unread }) : this.messages(none);
  });

  constructor() {
    const toasts = inject(Toasts);
    let before: number | null = null;
    effect(() => {
      const unread = this.store.unread();
      if (before !== null && unread !== null && unread > before)
        toasts.announce(this.messages('notifications.arrived'));
      before = unread;
    });
  }

  protected toggle(): void {
    if (this.isOpen()) return this.close();
    this.isOpen.set(true);
    void this.store.open();
  }

  protected close(): void {
    this.isOpen.set(false);
    this.store.close();
  }
}

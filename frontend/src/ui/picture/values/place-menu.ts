import { CdkTrapFocus } from '@angular/cdk/a11y';
import { CdkMenu, CdkMenuItem } from '@angular/cdk/menu';
import { CdkConnectedOverlay } from '@angular/cdk/overlay';
import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { BELOW } from '../../below';
import { LinkFollower } from './link-follower';
import type { ValueLink } from './links';
import type { PlaceOpening } from './place-opening';

/** The menu at a place of a picture: its links, and writing a note there. */
@Component({
  selector: 'qd-place-menu',
  imports: [CdkConnectedOverlay, CdkMenu, CdkMenuItem, CdkTrapFocus, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (of().opened(); as place) {
      <ng-template
        cdkConnectedOverlay
        cdkConnectedOverlayBackdropClass="cdk-overlay-transparent-backdrop"
        [cdkConnectedOverlayOrigin]="place"
        [cdkConnectedOverlayPositions]="below"
        [cdkConnectedOverlayOpen]="true"
        [cdkConnectedOverlayHasBackdrop]="true"
        [cdkConnectedOverlayPush]="true"
        (backdropClick)="of().close()"
        (detach)="of().close()"
      >
        <div cdkTrapFocus cdkTrapFocusAutoCapture>
          <div class="qd-menu" cdkMenu>
            @for (link of place.links; track $index) {
              <a
                class="qd-menu-item"
                cdkMenuItem
                [href]="link.address"
                [attr.target]="link.isOutside ? '_blank' : null"
                [attr.rel]="link.isOutside ? 'noopener noreferrer' : null"
                (click)="follow(link, $event)"
                >{{ link.title }}</a
              >
            }
            @if (place.note) {
              <button type="button" class="qd-menu-item" cdkMenuItem (cdkMenuItemTriggered)="note()">
                {{ 'picture.noteHere' | transloco }}
              </button>
            }
          </div>
        </div>
      </ng-template>
    }
  `,
})
export class PlaceMenu {
  readonly of = input.required<PlaceOpening>();

  private readonly follower = inject(LinkFollower);
  protected readonly below = BELOW;

  protected follow(link: ValueLink, event: MouseEvent): void {
    this.follower.follow(link, event);
    this.of().close();
  }

  protected note(): void {
    const write = this.of().opened()?.note;
    this.of().close();
    write?.();
  }
}

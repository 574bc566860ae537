import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LinkFollower } from './link-follower';
import type { ValueLink } from './links';
import { MenuButton } from '../../menu/menu-button';
import { CdkMenu, CdkMenuItem, MenuContent } from '../../menu/menu-parts';
import { Unloaded } from '../../unloaded';

/** A value that may lead somewhere: plain text, a link, or a menu of several. */
@Component({
  selector: 'qd-value-text',
  imports: [CdkMenu, CdkMenuItem, MenuButton, MenuContent, TranslocoPipe, Unloaded],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    a,
    button {
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      text-decoration: underline dotted;
      text-decoration-color: var(--faint);
      text-underline-offset: 3px;
      cursor: pointer;
    }
    a:hover,
    button:hover {
      color: var(--accent);
      text-decoration-style: solid;
    }
  `,
  template: `
    @if (links().length === 0) {
      {{ text() }}
    } @else if (links().length === 1) {
      @let link = links()[0]!;
      <a
        [href]="link.address"
        [title]="link.title"
        [attr.target]="link.isOutside ? '_blank' : null"
        [attr.rel]="link.isOutside ? 'noopener noreferrer' : null"
        (click)="follower.follow(link, $event)"
        >{{ text() }}<span class="qd-spoken"> ({{ link.title }})</span></a
      >
    } @else {
      <button
        #button
        type="button"
        qdMenuButton
        #menu="qdMenuButton"
        [attr.aria-label]="'display.linksOf' | transloco: { value: text() }"
      >
        {{ text() }}
      </button>
      @defer (when menu.isAsked(); prefetch on hover(button)) {
        <ng-template [qdMenuOf]="menu">
          <div class="qd-menu" cdkMenu>
            @for (link of links(); track $index) {
              <a
                class="qd-menu-item"
                cdkMenuItem
                [href]="link.address"
                [attr.target]="link.isOutside ? '_blank' : null"
                [attr.rel]="link.isOutside ? 'noopener noreferrer' : null"
                (click)="follower.follow(link, $event)"
                >{{ link.title }}</a
              >
            }
          </div>
        </ng-template>
      } @error {
        <qd-unloaded />
      }
    }
  `,
})
export class ValueText {
  protected readonly follower = inject(LinkFollower);
  readonly text = input.required<string>();
  readonly links = input.required<readonly ValueLink[]>();
}

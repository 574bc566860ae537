import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';
import type { ValueLink } from './links';

/** Which keys and button a link was pressed with. */
export type Pressed = Pick<MouseEvent, 'button' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** Follows the links of values: pages of the product change without being loaded anew, the rest opens beside them. */
@Injectable({ providedIn: 'root' })
export class LinkFollower {
  private readonly router = inject(Router);

  /** Called by links in the text: the browser does what only it can, such as opening a tab in the background. */
  follow(link: ValueLink, event: MouseEvent): void {
    if (isBeside(link, event)) return;
    event.preventDefault();
    void this.router.navigateByUrl(link.address);
  }

  /** Called by pictures, whose points are no links of the browser. */
  go(link: ValueLink, pressed?: Pressed): void {
    if (isBeside(link, pressed)) window.open(link.address, '_blank', 'noopener,noreferrer');
    else void this.router.navigateByUrl(link.address);
  }
}

const isBeside = ({ isOutside, address }: ValueLink, pressed?: Pressed): boolean =>
  isOutside ||
  address.startsWith('/api/') ||
  (pressed !== undefined && (pressed.button !== 0 || pressed.ctrlKey || pressed.metaKey || pressed.shiftKey));

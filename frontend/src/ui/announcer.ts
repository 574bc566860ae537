import { DOCUMENT, inject, Injectable, type OnDestroy } from '@angular/core';

/** Readers of the page notice a change of text that stood there before, not a text that comes with its element. */
const SOON_MS = 100;
const ID = 'qd-announcer';

/** What changes where nobody looks, for those who hear the page. */
@Injectable({ providedIn: 'root' })
export class Announcer implements OnDestroy {
  private readonly document = inject(DOCUMENT);
  private place: HTMLElement | null = null;
  private soon: ReturnType<typeof setTimeout> | undefined;

  /** Called by toasts, and by whatever changes elsewhere than where the focus is. Of several at once the last is said. */
  say(text: string): void {
    const place = (this.place ??= this.newPlace());
    this.belongToModals(place);
    clearTimeout(this.soon);
    place.textContent = '';
    this.soon = setTimeout(() => {
      place.textContent = text;
    }, SOON_MS);
  }

  ngOnDestroy(): void {
    clearTimeout(this.soon);
    this.place?.remove();
  }

  private newPlace(): HTMLElement {
    const place = this.document.createElement('div');
    place.id = ID;
    place.className = 'qd-spoken';
    place.setAttribute('aria-live', 'polite');
    place.setAttribute('aria-atomic', 'true');
    this.document.body.append(place);
    return place;
  }

  /** An open dialog hides everything that it does not own. */
  private belongToModals(place: HTMLElement): void {
    for (const modal of this.document.querySelectorAll('[aria-modal="true"]')) {
      const owned = new Set((modal.getAttribute('aria-owns') ?? '').split(' ').filter(Boolean));
      modal.setAttribute('aria-owns', [...owned.add(place.id)].join(' '));
    }
  }
}

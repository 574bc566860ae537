import { ErrorHandler, inject, Injectable } from '@angular/core';
import { SessionStore } from '../api/session.store';

/** What was typed and not sent outlives a closed card, tab or browser: kept on this device, per person and place. */
@Injectable({ providedIn: 'root' })
export class CommentDrafts {
  private readonly session = inject(SessionStore);
  private readonly errors = inject(ErrorHandler);

  find(place: string): string {
    return localStorage.getItem(this.key(place)) ?? '';
  }

  /** An empty text drops what was kept. */
  keep(place: string, text: string): void {
    try {
      if (text.trim() === '') localStorage.removeItem(this.key(place));
      else localStorage.setItem(this.key(place), text);
    } catch (error) {
      // The device has no room for it; the field itself still holds the text.
      this.errors.handleError(error);
    }
  }

  private key(place: string): string {
    return `quarterdeck.comment.${this.session.user()?.id ?? ''}.${place}`;
  }
}

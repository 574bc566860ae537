import { ChangeDetectionStrategy, Component, inject, Injectable, signal } from '@angular/core';
import { Announcer } from './announcer';

interface Toast {
  readonly id: number;
  readonly text: string;
}

const SHOWN_MS = 5000;

/** Short news about what a person just did. What needs an answer is a dialog; what failed stays where it failed. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly announcer = inject(Announcer);
  private readonly shown = signal<readonly Toast[]>([]);
  private last = 0;

  readonly toasts = this.shown.asReadonly();

  /** Called after something succeeded that the page itself does not show. */
  say(text: string): void {
    const toast = { id: ++this.last, text };
    this.shown.update((toasts) => [...toasts.slice(-2), toast]);
    setTimeout(() => this.shown.update((toasts) => toasts.filter(({ id }) => id !== toast.id)), SHOWN_MS);
    this.announce(text);
  }

  /** Called where eyes see a change and ears must be told of it. */
  announce(text: string): void {
    this.announcer.say(text);
  }
}

/** Where toasts appear; stands once in the shell and once in each page outside of it that uses them. */
@Component({
  selector: 'qd-toasts',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true' },
  styles: `
    :host {
      position: fixed;
      z-index: 900;
      bottom: calc(var(--space-24) + env(safe-area-inset-bottom));
      left: 50%;
      display: grid;
      justify-items: center;
      gap: var(--space-8);
      translate: -50% 0;
      pointer-events: none;
    }
    p {
      padding: var(--space-8) var(--space-16);
      border-radius: var(--radius);
      background: var(--ink);
      color: var(--page);
      font-size: var(--text-13);
      font-weight: 500;
      animation: qd-rise var(--motion) ease-out;
    }
    @keyframes qd-rise {
      from {
        opacity: 0;
        translate: 0 6px;
      }
    }
    @media (max-width: 720px) {
      :host {
        bottom: calc(72px + env(safe-area-inset-bottom));
      }
    }
  `,
  template: `
    @for (toast of toasts(); track toast.id) {
      <p>{{ toast.text }}</p>
    }
  `,
})
export class ToastOutlet {
  protected readonly toasts = inject(Toasts).toasts;
}

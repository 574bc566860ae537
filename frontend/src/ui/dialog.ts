import { Dialog, DialogRef } from '@angular/cdk/dialog';
import type { ComponentType } from '@angular/cdk/portal';
import { ChangeDetectionStrategy, Component, inject, Injectable, input } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { X } from 'lucide';
import { firstValueFrom } from 'rxjs';
import { Icon } from './icon';

let opened = 0;

/** Opens dialogs: for what must interrupt, and nothing else. */
@Injectable({ providedIn: 'root' })
export class Dialogs {
  private readonly dialog = inject(Dialog);
  private path: string;

  constructor() {
    const router = inject(Router);
    this.path = pathOf(router.url);
    // A dialog belongs to its page: it must not stay above the sign-in when the session has ended.
    router.events.subscribe((event) => {
      if (!(event instanceof NavigationEnd)) return;
      const path = pathOf(event.urlAfterRedirects);
      if (path !== this.path) this.dialog.closeAll();
      this.path = path;
    });
  }

  /**
   * Called with a component whose template is a `<qd-dialog>`; it reads `data` by `inject(DIALOG_DATA)`. Answers what it
   * closed with, undefined when it was dismissed.
   */
  open<Answer>(component: ComponentType<unknown>, data?: unknown): Promise<Answer | undefined> {
    const ref = this.dialog.open<Answer>(component, {
      data,
      backdropClass: 'qd-scrim',
      width: 'min(520px, calc(100vw - 24px))',
      ariaLabelledBy: `qd-dialog-heading-${String(++opened)}`,
      // Of radio buttons the chosen one.
      autoFocus: '[cdkFocusInitial], input:not([type="radio"]:not(:checked)), select, textarea, button.primary',
    });
    return firstValueFrom(ref.closed, { defaultValue: undefined });
  }
}

const pathOf = (address: string): string => address.split(/[?#]/)[0] ?? '';

/** The frame of a dialog: heading, close button, content, and a row of actions (`dialogActions`). */
@Component({
  selector: 'qd-dialog',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      max-height: calc(100dvh - 32px);
      border-radius: 10px;
      background: var(--raised);
      box-shadow: var(--shadow);
      animation: qd-open var(--motion) ease-out;
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-16);
      padding: var(--space-16) var(--space-12) var(--space-8) var(--space-24);
    }
    .content {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-16);
      padding: var(--space-4) var(--space-24) var(--space-24);
      overflow: auto;
    }
    @media (max-width: 720px) {
      header {
        padding-left: var(--space-16);
      }
      .content {
        padding: var(--space-4) var(--space-16) var(--space-16);
      }
    }
    @keyframes qd-open {
      from {
        opacity: 0;
        translate: 0 6px;
      }
    }
  `,
  template: `
    <header>
      <h2 [id]="id">{{ heading() }}</h2>
      <button
        type="button"
        class="qd-button quiet icon"
        [attr.aria-label]="'ui.close' | transloco"
        (click)="ref.close()"
      >
        <qd-icon [of]="icons.X" />
      </button>
    </header>
    <div class="content">
      <ng-content />
      <div class="qd-actions end"><ng-content select="[dialogActions]" /></div>
    </div>
  `,
})
export class DialogFrame {
  readonly heading = input.required<string>();
  protected readonly ref = inject(DialogRef);
  protected readonly icons = { X };
  /** A confirmation above another dialog has a heading of its own. */
  protected readonly id = this.ref.config.ariaLabelledBy;
}

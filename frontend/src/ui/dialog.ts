import type { Dialog, DialogRef } from '@angular/cdk/dialog';
import type { ComponentType } from '@angular/cdk/portal';
import {
  ChangeDetectionStrategy,
  Component,
  inject,
  Injectable,
  InjectionToken,
  Injector,
  input,
  PendingTasks,
} from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import X from 'lucide/dist/esm/icons/x.mjs';
import { firstValueFrom } from 'rxjs';
import { Icon } from './icon';

let opened = 0;

/** The dialog that a frame belongs to. Its own name, so that frames do not need the code that opens them. */
const FRAMED = new InjectionToken<DialogRef>('the dialog of a frame');

/** Opens dialogs: for what must interrupt, and nothing else. The code that they are made of comes with the first. */
@Injectable({ providedIn: 'root' })
export class Dialogs {
  private readonly injector = inject(Injector);
  private readonly tasks = inject(PendingTasks);
  private dialog: Dialog | undefined;
  private readonly opening = new Set<ComponentType<unknown>>();
  private path: string;

  constructor() {
    const router = inject(Router);
    this.path = pathOf(router.url);
    // A dialog belongs to its page: it must not stay above the sign-in when the session has ended.
    router.events.subscribe((event) => {
      if (!(event instanceof NavigationEnd)) return;
      const path = pathOf(event.urlAfterRedirects);
      if (path !== this.path) this.dialog?.closeAll();
      this.path = path;
    });
  }

  /** Whether something interrupts already. */
  get isOpen(): boolean {
    return (this.dialog?.openDialogs.length ?? 0) > 0;
  }

  /** What the CDK opens dialogs with, for those that have another frame than `<qd-dialog>`. */
  async made(): Promise<Dialog> {
    if (this.dialog) return this.dialog;
    const done = this.tasks.add();
    const { Dialog } = await import('./dialog-parts').finally(done);
    this.dialog = this.injector.get(Dialog);
    return this.dialog;
  }

  /**
   * Called with a component whose template is a `<qd-dialog>`; it reads `data` by `inject(DIALOG_DATA)`. Answers what it
   * closed with, undefined when it was dismissed. A second press while the first one loads opens nothing more.
   */
  async open<Answer>(component: ComponentType<unknown>, data?: unknown): Promise<Answer | undefined> {
    if (this.opening.has(component)) return undefined;
    this.opening.add(component);
    const { path } = this;
    const dialog = await this.made().finally(() => this.opening.delete(component));
    // Who has left the page meanwhile is not interrupted on the next one.
    return path === this.path ? openWith<Answer>(dialog, component, data) : undefined;
  }
}

function openWith<Answer>(dialog: Dialog, component: ComponentType<unknown>, data: unknown) {
  const ref = dialog.open<Answer>(component, {
    data,
    backdropClass: 'qd-scrim',
    width: 'min(520px, calc(100vw - 24px))',
    ariaLabelledBy: `qd-dialog-heading-${String(++opened)}`,
    // Of radio buttons the chosen one.
    autoFocus: '[cdkFocusInitial], input:not([type="radio"]:not(:checked)), select, textarea, button.primary',
    providers: (made) => [{ provide: FRAMED, useValue: made }],
  });
  return firstValueFrom(ref.closed, { defaultValue: undefined });
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
  protected readonly ref = inject(FRAMED);
  protected readonly icons = { X };
  /** A confirmation above another dialog has a heading of its own. */
  protected readonly id = this.ref.config.ariaLabelledBy;
}

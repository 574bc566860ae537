import { Clipboard } from '@angular/cdk/clipboard';
import { booleanAttribute, ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import Check from 'lucide/dist/esm/icons/check.mjs';
import Copy from 'lucide/dist/esm/icons/copy.mjs';
import { injectMessages } from '../messages/messages';
import { Icon } from './icon';
import { Toasts } from './toasts';

/** A text to take along, such as a secret or a command, with a button that copies it. */
@Component({
  selector: 'qd-copy-field',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-4);
      min-width: 0;
    }
    .label {
      font-size: var(--text-13);
      font-weight: 500;
    }
    .box {
      display: flex;
      align-items: flex-start;
      gap: var(--space-8);
      padding: var(--space-4) var(--space-4) var(--space-4) var(--space-12);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--page);
    }
    pre {
      flex: 1;
      min-width: 0;
      margin: 0;
      padding: 5px 0;
      font-size: var(--text-12);
      line-height: 18px;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      user-select: all;
    }
  `,
  template: `
    <span [class]="labelHidden() ? 'qd-spoken' : 'label'">{{ label() }}</span>
    <div class="box">
      <pre tabindex="0" role="region" [attr.aria-label]="label()">{{ text() }}</pre>
      <button type="button" class="qd-button quiet small" (click)="copy()">
        <qd-icon [of]="copied() ? icons.Check : icons.Copy" [size]="14" />
        {{ (copied() ? 'ui.copied' : 'ui.copy') | transloco }}
      </button>
    </div>
  `,
})
export class CopyField {
  readonly label = input.required<string>();
  readonly text = input.required<string>();

  readonly labelHidden = input(false, { transform: booleanAttribute });

  private readonly clipboard = inject(Clipboard);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly icons = { Check, Copy };
  protected readonly copied = signal(false);

  protected copy(): void {
    const copied = this.clipboard.copy(this.text());
    this.copied.set(copied);
    if (copied) this.toasts.announce(this.messages('ui.copied'));
    else this.toasts.say(this.messages('ui.copyFailed'));
  }
}

import { DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { injectMessages } from '../messages/messages';
import { DialogFrame } from '../ui/dialog';
import { KEY_GROUPS, type KnownKey } from './known-keys';

/** What the keys of the keyboard do, on a sheet. */
@Component({
  selector: 'qd-key-sheet',
  imports: [DialogFrame, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    h3 {
      margin: var(--space-8) 0 calc(-1 * var(--space-8));
      color: var(--muted);
      font-size: var(--text-12);
      font-weight: 600;
    }
    dl {
      display: grid;
      gap: var(--space-8);
      margin: 0;
    }
    dl > div {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: var(--space-16);
    }
    dd {
      flex: none;
      order: 1;
      margin: 0;
      white-space: nowrap;
    }
    kbd {
      padding: 1px 6px;
      border: 1px solid var(--line);
      border-radius: 4px;
      background: var(--page);
      font: inherit;
      font-size: var(--text-12);
    }
    kbd + kbd {
      margin-left: 4px;
    }
  `,
  template: `
    <qd-dialog [heading]="'keys.heading' | transloco">
      @for (group of groups; track group.heading) {
        <h3>{{ group.heading | transloco }}</h3>
        <dl>
          @for (known of group.keys; track known.does) {
            <div>
              <dt>{{ known.does | transloco }}</dt>
              <dd>
                @for (name of namesOf(known); track $index) {
                  <kbd>{{ name }}</kbd>
                }
              </dd>
            </div>
          }
        </dl>
      }
      <button dialogActions type="button" class="qd-button primary" cdkFocusInitial (click)="ref.close()">
        {{ 'keys.close' | transloco }}
      </button>
    </qd-dialog>
  `,
})
export class KeySheet {
  protected readonly ref = inject<DialogRef>(DialogRef);
  private readonly messages = injectMessages();
  protected readonly groups = KEY_GROUPS;

  protected namesOf({ keys }: KnownKey): string[] {
    return keys.map((key) => (typeof key === 'string' ? key : this.messages(key.text)));
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Change } from '@quarterdeck/sdk/api/document-changes';
import { injectMessages } from '../../messages/messages';
import { injectLocale } from '../../ui/locale';
import { DashboardView } from '../view/dashboard-view.store';
import { changeTexts } from './change-words';

/** What somebody changed, in sentences; the first few of many until asked for all. */
@Component({
  selector: 'qd-change-list',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    ul {
      display: grid;
      gap: 2px;
      padding: 0;
      font-size: var(--text-13);
      line-height: 18px;
      list-style: none;
    }
    li {
      position: relative;
      padding-left: 14px;
      overflow-wrap: anywhere;
    }
    li::before {
      position: absolute;
      top: 8px;
      left: 2px;
      width: 4px;
      height: 4px;
      border-radius: 50%;
      background: var(--faint);
      content: '';
    }
    button {
      margin-top: var(--space-4);
    }
  `,
  template: `
    <ul [attr.aria-label]="'revisions.change.list' | transloco">
      @for (sentence of shown(); track $index) {
        <li>{{ sentence }}</li>
      }
    </ul>
    @if (rest() > 0) {
      <button type="button" class="qd-button quiet small" (click)="all.set(true)">
        {{ 'revisions.change.more' | transloco: { count: rest() } }}
      </button>
    } @else if (all() && sentences().length > most()) {
      <button type="button" class="qd-button quiet small" (click)="all.set(false)">
        {{ 'revisions.change.less' | transloco }}
      </button>
    }
  `,
})
export class ChangeList {
  readonly changes = input.required<readonly Change[]>();
  readonly most = input(6);

  private readonly view = inject(DashboardView, { optional: true });
  private readonly messages = injectMessages();
  private readonly locale = injectLocale();
  protected readonly all = signal(false);
  protected readonly sentences = computed(() =>
    changeTexts(this.changes(), {
      messages: this.messages,
      locale: this.locale(),
      zone: this.view?.zone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
  );
  protected readonly shown = computed(() => (this.all() ? this.sentences() : this.sentences().slice(0, this.most())));
  protected readonly rest = computed(() => this.sentences().length - this.shown().length);
}

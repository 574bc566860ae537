import { booleanAttribute, ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import Star from 'lucide/dist/esm/icons/star.mjs';
import { injectMessages } from '../messages/messages';
import { Icon } from '../ui/icon';
import { problemText } from '../ui/problem-text';
import { Toasts } from '../ui/toasts';
import { LibraryStore } from './library.store';

/** Makes a dashboard a favourite, or no longer. */
@Component({
  selector: 'qd-star',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    button[aria-pressed='true'] {
      color: var(--warn);
    }
    button[aria-pressed='true'] ::ng-deep svg {
      fill: currentcolor;
    }
  `,
  template: `
    <button
      type="button"
      class="qd-button quiet icon"
      [class.small]="small()"
      [attr.aria-pressed]="on()"
      [attr.aria-label]="'library.star.label' | transloco: { title: title() }"
      [title]="(on() ? 'library.star.remove' : 'library.star.add') | transloco"
      (click)="toggle()"
    >
      <qd-icon [of]="icon" />
    </button>
  `,
})
export class StarButton {
  readonly dashboardId = input.required<string>();
  readonly title = input.required<string>();
  readonly small = input(false, { transform: booleanAttribute });

  private readonly store = inject(LibraryStore);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly icon = Star;
  protected readonly on = computed(() => this.store.favourites().has(this.dashboardId()));

  protected async toggle(): Promise<void> {
    const on = !this.on();
    try {
      await this.store.star(this.dashboardId(), on);
      this.toasts.say(this.messages(on ? 'library.star.added' : 'library.star.removed', { title: this.title() }));
    } catch (error) {
      this.toasts.say(problemText(error, this.messages).sentence);
    }
  }
}

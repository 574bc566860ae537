import { ChangeDetectionStrategy, Component, computed, inject, output } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Notification } from '@quarterdeck/sdk/api/notifications';
import { injectMessages } from '../messages/messages';
import { ErrorNote } from '../ui/error-note';
import { Icon } from '../ui/icon';
import { plainMarkdown } from '../ui/picture/text/plain-markdown';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { shownKind } from './notification-kinds';
import { NotificationsStore } from './notifications.store';

/** What the person was told, the newest first: one press leads to what it is about. */
@Component({
  selector: 'qd-notification-list',
  imports: [ErrorNote, Icon, Skeleton, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './notification-list.css',
  template: `
    <header>
      <h2>{{ 'notifications.title' | transloco }}</h2>
      @if ((store.unread() ?? 0) > 0) {
        <button type="button" class="qd-button quiet small" (click)="store.readAll()">
          {{ 'notifications.readAll' | transloco }}
        </button>
      }
    </header>
    @if (store.failure(); as error) {
      <qd-error-note retryable [error]="error" (retried)="store.open()" />
    }
    @if (rows(); as list) {
      @if (list.length === 0) {
        <div class="empty">
          <p class="calm">{{ 'notifications.empty.heading' | transloco }}</p>
          <p>{{ 'notifications.empty.text' | transloco }}</p>
        </div>
      }
      <ul>
        @for (row of list; track row.one.id) {
          <li>
            <button type="button" class="row" [class.unread]="row.one.readAt === null" (click)="follow(row.one)">
              <qd-icon [of]="row.icon" [size]="14" />
              <span class="text">
                {{ row.text }}
                @if (row.excerpt; as excerpt) {
                  <span class="excerpt">{{ excerpt }}</span>
                }
                <span class="when"><qd-time-ago [at]="row.one.createdAt" /></span>
              </span>
              @if (row.one.readAt === null) {
                <span class="dot"
                  ><span class="qd-spoken">{{ 'notifications.unread' | transloco }}</span></span
                >
              }
            </button>
          </li>
        }
      </ul>
      @if (store.hasMore()) {
        <button type="button" class="qd-button small quiet wide" (click)="store.more()">
          {{ 'notifications.more' | transloco }}
        </button>
      }
    } @else if (store.failure() === undefined) {
      <div class="opening" aria-busy="true">
        <span class="qd-spoken" role="status">{{ 'ui.loading' | transloco }}</span>
        <qd-skeleton height="36px" />
        <qd-skeleton height="36px" />
      </div>
    }
  `,
})
export class NotificationList {
  /** One was followed: the page behind it changes. */
  readonly followed = output();

  protected readonly store = inject(NotificationsStore);
  private readonly router = inject(Router);
  private readonly messages = injectMessages();
  protected readonly rows = computed(() => this.store.list()?.map((one) => ({ one, ...this.told(one) })) ?? null);

  protected follow(one: Notification): void {
    void this.store.read(one);
    void this.router.navigateByUrl(one.link);
    this.followed.emit();
  }

  private told({ kind, person, facts }: Notification) {
    const { text, icon } = shownKind(kind);
    const who = person?.name ?? this.messages('notifications.somebody');
    const { excerpt = '' } = facts;
    return { icon, excerpt: plainMarkdown(excerpt), text: this.messages(text, { ...facts, person: who }) };
  }
}

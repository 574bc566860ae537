import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { OpenSession } from '@quarterdeck/sdk/api/profile';
import { injectMessages } from '../messages/messages';
import { ErrorNote } from '../ui/error-note';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';
import { ProfileStore } from './profile.store';

/** Where one is signed in, and how to end that. */
@Component({
  selector: 'qd-open-sessions',
  imports: [ErrorNote, Skeleton, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrls: ['../settings/settings-section.css', '../people/invitations.css'],
  template: `
    <section class="qd-card" aria-labelledby="qd-sessions-heading">
      <header>
        <div>
          <h2 id="qd-sessions-heading">{{ 'profile.sessions.heading' | transloco }}</h2>
          <p>{{ 'profile.sessions.intro' | transloco }}</p>
        </div>
        @if ((store.sessions()?.length ?? 0) > 1) {
          <button type="button" class="qd-button" (click)="endOthers()">
            {{ 'profile.sessions.endOthers' | transloco }}
          </button>
        }
      </header>
      @if (failure(); as error) {
        <div class="body"><qd-error-note [error]="error" /></div>
      }
      @if (store.failure(); as error) {
        <div class="body"><qd-error-note retryable [error]="error" (retried)="store.load()" /></div>
      } @else if (rows(); as rows) {
        <ul>
          @for (row of rows; track row.session.id) {
            <li>
              <div class="text">
                <p class="name">{{ row.device }}</p>
                <p class="facts">
                  @if (row.session.current) {
                    <span class="qd-state good">{{ 'profile.sessions.current' | transloco }}</span>
                  } @else {
                    <span>
                      {{ 'profile.sessions.seen' | transloco }}
                      <qd-time-ago [at]="row.session.lastSeenAt" />
                    </span>
                  }
                  <span>{{ 'profile.sessions.facts' | transloco: row.facts }}</span>
                </p>
              </div>
              @if (!row.session.current) {
                <button
                  type="button"
                  class="qd-button quiet small danger"
                  [attr.aria-label]="'profile.sessions.endLabel' | transloco: { device: row.device }"
                  (click)="end(row.session.id, row.device)"
                >
                  {{ 'profile.sessions.end' | transloco }}
                </button>
              }
            </li>
          }
        </ul>
      } @else {
        <div class="body rows" aria-busy="true">
          <span class="qd-spoken">{{ 'ui.loading' | transloco }}</span>
          <qd-skeleton height="36px" />
        </div>
      }
    </section>
  `,
})
export class OpenSessions {
  protected readonly store = inject(ProfileStore);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly failure = signal<unknown>(undefined);
  protected readonly rows = computed(() =>
    this.store.sessions()?.map((session) => ({
      session,
      device: this.deviceOf(session),
      facts: { address: session.address, workspace: session.workspace },
    })),
  );

  constructor() {
    void this.store.load();
  }

  protected end(id: string, device: string): Promise<void> {
    return this.trying(() => this.store.end(id), this.messages('profile.sessions.ended', { device }));
  }

  protected endOthers(): Promise<void> {
    return this.trying(() => this.store.endOthers(), this.messages('profile.sessions.othersEnded'));
  }

  private async trying(deed: () => Promise<void>, done: string): Promise<void> {
    this.failure.set(undefined);
    try {
      await deed();
      this.toasts.say(done);
    } catch (error) {
      this.failure.set(error);
    }
  }

  private deviceOf({ browser, system }: OpenSession): string {
    if (browser && system) return this.messages('profile.sessions.device', { browser, system });
    return browser ?? system ?? this.messages('profile.sessions.unknown');
  }
}

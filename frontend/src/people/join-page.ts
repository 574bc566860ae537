import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ApiError } from '../api/api-client';
import { SessionStore } from '../api/session.store';
import { Entrance } from '../identity/entrance';
import { injectMessages } from '../messages/messages';
import { ErrorNote } from '../ui/error-note';
import { Segments } from '../ui/segments';
import { Skeleton } from '../ui/skeleton';
import { JoinKnown } from './join-known';
import { JoinNew } from './join-new';
import { JoinStore } from './join.store';

const RIGHTS = { owner: 'join.as.owner', editor: 'join.as.editor', viewer: 'join.as.viewer' } as const;
const CLOSED = {
  'invitation.expired': 'join.expired',
  'invitation.used': 'join.used',
  'invitation.revoked': 'join.revoked',
  'invitation.ended': 'join.ended',
  'invitation.unknown': 'join.unknown',
} as const;

/** Where an invitation leads: for who is signed in, who has an account, and who is new. */
@Component({
  selector: 'qd-join-page',
  imports: [Entrance, ErrorNote, JoinKnown, JoinNew, RouterLink, Segments, Skeleton, TranslocoPipe],
  providers: [JoinStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './join-page.css',
  templateUrl: './join-page.html',
})
export class JoinPage {
  protected readonly store = inject(JoinStore);
  protected readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly messages = injectMessages();

  protected readonly token = toSignal(inject(ActivatedRoute).fragment, { initialValue: null });
  protected readonly account = signal<'new' | 'known'>('new');
  protected readonly accounts = computed(
    () =>
      [
        { value: 'new', text: this.messages('join.new') },
        { value: 'known', text: this.messages('join.known') },
      ] as const,
  );
  protected readonly joining = signal(false);
  private readonly refused = signal<unknown>(undefined);

  protected readonly failure = computed(() => this.refused() ?? this.store.failure());
  /** Why the invitation opens nothing, in words; undefined while it does. */
  protected readonly closed = computed(() => {
    if (this.token() === '' || this.token() === null) return CLOSED['invitation.unknown'];
    const failure = this.failure();
    return failure instanceof ApiError ? CLOSED[failure.problem.code as keyof typeof CLOSED] : undefined;
  });
  protected readonly heading = computed(() => {
    const workspace = this.store.invitation()?.workspace;
    if (this.closed()) return this.messages('join.closedHeading');
    return workspace === undefined ? this.messages('join.title') : this.messages('join.heading', { workspace });
  });
  protected readonly intro = computed(() => {
    const invitation = this.store.invitation();
    if (!invitation || this.closed()) return '';
    const { inviter, role } = invitation;
    const by = inviter === null ? this.messages('join.invitedByNobody') : this.messages('join.invited', { inviter });
    return `${by} ${this.messages(RIGHTS[role])}`;
  });

  constructor() {
    effect(() => {
      const token = this.token();
      if (token) untracked(() => void this.open(token));
    });
  }

  /** The account that is signed in joins. */
  protected async join(): Promise<void> {
    this.refused.set(undefined);
    this.joining.set(true);
    try {
      await this.store.join(this.token() ?? '');
      await this.enter();
    } catch (error) {
      this.refused.set(error);
    } finally {
      this.joining.set(false);
    }
  }

  /** Stays on the page: the invitation is not used up. */
  protected async useAnother(): Promise<void> {
    const token = this.token() ?? '';
    await this.session.signOut();
    this.account.set('known');
    await this.router.navigate(['/join'], { fragment: token });
  }

  protected async enter(): Promise<void> {
    await this.router.navigateByUrl('/');
  }

  protected async open(token: string): Promise<void> {
    this.refused.set(undefined);
    await this.session.ready().catch(() => undefined);
    await this.store.load(token);
  }
}

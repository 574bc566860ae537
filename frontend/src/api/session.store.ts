import { computed, inject, Injectable, signal } from '@angular/core';
import { Router } from '@angular/router';
import { identityRoutes, type Credentials, type Session, type Setup } from '@quarterdeck/sdk/api/identity';
import { ApiClient } from './api-client';
import { WholePage } from './whole-page';

/** Who is signed in, in which workspace, and whether the first owner exists yet. */
@Injectable({ providedIn: 'root' })
export class SessionStore {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly known = signal<Session | null>(null);
  private readonly page = inject(WholePage);
  private asked: Promise<Session> | undefined;
  private looking = false;

  readonly role = computed(() => this.known()?.role ?? null);
  readonly session = this.known.asReadonly();
  readonly user = computed(() => this.known()?.user ?? null);
  readonly workspace = computed(() => this.known()?.workspace ?? null);
  readonly version = computed(() => this.known()?.version ?? '');
  readonly isOwner = computed(() => this.known()?.role === 'owner');
  readonly canEdit = computed(() => this.known()?.role === 'owner' || this.known()?.role === 'editor');

  constructor() {
    this.api.whenSessionEnds(() => {
      // Many panels may be refused at once; the first one leads out.
      if (this.user()) void this.leave(this.router.url);
    });
    this.api.whenRefused(() => void this.lookAgain());
    this.page.onChange((workspaceId) => workspaceId !== this.workspace()?.id);
  }

  /** Called by the guards before a page opens: asks the server once, and again after a failure. */
  ready(): Promise<Session> {
    this.asked ??= this.api.call(identityRoutes.session, {}).then(
      (session) => this.learn(session),
      (error: unknown) => {
        this.asked = undefined;
        throw error;
      },
    );
    return this.asked;
  }

  /** Called by the sign-in page. */
  async signIn(credentials: Credentials): Promise<void> {
    this.learn(await this.api.call(identityRoutes.signIn, { body: credentials }));
  }

  /** Called after something of it was changed elsewhere, such as the name of the workspace. */
  async refresh(): Promise<void> {
    this.learn(await this.api.call(identityRoutes.session, {}));
  }

  /** Called with the session that the server gave for something else, such as an invitation or a new name. */
  goOn(session: Session): void {
    this.learn(session);
  }

  /** Called by the first-visit page: makes the owner and signs in. */
  async setUp(setup: Setup): Promise<void> {
    this.learn(await this.api.call(identityRoutes.setup, { body: setup }));
  }

  /** Called by the user menu. */
  async signOut(): Promise<void> {
    await this.api.call(identityRoutes.signOut, {});
    await this.leave();
  }

  /**
   * Something was refused or is not there: the role may have changed meanwhile, or the session may be in another workspace.
   * A page of that one begins anew.
   */
  private async lookAgain(): Promise<void> {
    const former = this.known();
    if (!former?.user || this.looking) return;
    this.looking = true;
    try {
      this.follow(former, await this.api.call(identityRoutes.session, {}));
    } catch {
      // What was refused is told where it was asked.
    } finally {
      this.looking = false;
    }
  }

  private follow(former: Session, session: Session): void {
    if (!session.user) return;
    if (session.workspace?.id !== former.workspace?.id) this.page.begin(session.workspace?.id, '/');
    else if (session.role !== former.role) this.learn(session);
  }

  private learn(session: Session): Session {
    this.known.set(session);
    this.api.openedIn(session.workspace?.id);
    this.asked = Promise.resolve(session);
    return session;
  }

  /** `returnTo` is where to go on after signing in again. */
  private async leave(returnTo?: string): Promise<void> {
    this.known.set(null);
    this.api.openedIn(undefined);
    this.asked = undefined;
    await this.router.navigate(['/sign-in'], returnTo ? { queryParams: { returnTo } } : {});
  }
}

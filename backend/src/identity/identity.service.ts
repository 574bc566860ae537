import { Injectable } from '@nestjs/common';
import type { Credentials, Session, Setup } from '@quarterdeck/sdk/api/identity';
import type { Actor } from '../platform/actor.js';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { VERSION } from '../platform/version.js';
import { OwnersService } from './owners.service.js';
import { hashPassword } from './passwords.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { ThrottleService } from './throttle.service.js';
import type { Admission, Visitor } from './visitor.js';

export interface Workspace {
  readonly id: string;
  readonly name: string;
}

type Signed = Pick<Session, 'user' | 'workspace' | 'role'>;
const NOBODY: Signed = { user: null, workspace: null, role: null };
const SETUP = 'setup';

/** The face of identity: how people come in, and which workspaces there are. */
@Injectable()
export class IdentityService {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly owners: OwnersService,
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly throttle: ThrottleService,
  ) {}

  /** Called by the front end before it draws anything. Keeps the cookie of a living session, drops that of an ended one. */
  async session({ actor, token }: Visitor): Promise<Admission> {
    const session = await this.describe(actor);
    if (token === undefined || (actor && actor.kind !== 'user')) return { session };
    return { session, token: session.user ? token : null };
  }

  /** The first visit: makes the owner with the code from the terminal, and signs in. */
  async setup({ code, password, ...person }: Setup, { address }: Visitor): Promise<Admission> {
    await this.owners.requireNone();
    const attempt = await this.throttle.admit(SETUP, address);
    await this.owners.requireCode(code);
    const owner = await this.owners.create({ ...person, passwordHash: await hashPassword(password) });
    await this.throttle.forgive(attempt);
    return this.admit(await this.sessions.start(owner.id, owner.workspaceId));
  }

  /** Called by the sign-in page. A session that the browser still had ends. */
  async signIn(credentials: Credentials, { address, token: former }: Visitor): Promise<Admission> {
    const token = await this.signIns.signIn(credentials, address);
    if (former !== undefined) await this.sessions.end(former);
    return this.admit(token);
  }

  /** Called by the user menu; without a session it only drops the cookie. */
  async signOut({ token }: Visitor): Promise<Admission> {
    if (token !== undefined) await this.sessions.end(token);
    return { token: null };
  }

  /** Called by features that say who did something; ids of people who are gone have no name. */
  async namesOf(ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    if (wanted.length === 0) return new Map();
    const found = await this.database.asSystem(() =>
      this.database.sql<{ id: string; name: string }>('select id, name from users where id = any($1)', [wanted]),
    );
    return new Map(found.map(({ id, name }) => [id, name]));
  }

  /** Called by main at every start: a new one-time code to print, or undefined when there is an owner. */
  async prepareFirstVisit(): Promise<string | undefined> {
    const code = await this.owners.prepareCode();
    if (code !== undefined) await this.throttle.clear(SETUP);
    return code;
  }

  /** Called by main before that: QD_OWNER_EMAIL and QD_OWNER_PASSWORD make the owner of a server that has none. */
  async createOwnerFromConfig(): Promise<boolean> {
    const { owner } = this.config;
    if (!owner || !(await this.owners.isNeeded())) return false;
    const passwordHash = await hashPassword(owner.password);
    const [name = owner.email] = owner.email.split('@');
    return this.owners.createUnlessOne({ email: owner.email, name, passwordHash, workspace: 'My workspace' });
  }

  /** Called by the command line for who is locked out. Answers the new password; all sessions of the person end. */
  resetPassword(email: string): Promise<string> {
    return this.signIns.resetPassword(email);
  }

  /** Called by the demo before anybody has come in: the workspace that the first owner will find. */
  async firstWorkspace(): Promise<Workspace> {
    const { id, name } = await this.owners.firstWorkspace();
    return { id, name };
  }

  private async admit(token: string): Promise<Admission> {
    return { token, session: await this.describe(await this.sessions.resolve(token)) };
  }

  private async describe(actor: Actor | undefined): Promise<Session> {
    const signed = actor?.kind === 'user' ? await this.signed(actor) : NOBODY;
    return { setupNeeded: !signed.user && (await this.owners.isNeeded()), ...signed, version: VERSION };
  }

  private async signed({ id, workspaceId, role }: Actor): Promise<Signed> {
    const [found] = await this.database.asSystem(() =>
      this.database.sql<{ email: string; name: string; workspace: string }>(
        'select u.email, u.name, w.name as workspace from users u, workspaces w where u.id = $1 and w.id = $2',
        [id, workspaceId],
      ),
    );
    if (!found) return NOBODY;
    const { email, name, workspace } = found;
    return { user: { id, email, name }, workspace: { id: workspaceId, name: workspace }, role };
  }
}

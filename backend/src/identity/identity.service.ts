import { Injectable } from '@nestjs/common';
import type { Credentials, Session, Setup } from '@quarterdeck/sdk/api/identity';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { forbidden } from '../platform/errors.js';
import type { Admission, Visitor } from '../platform/visitor.js';
import { VERSION } from '../platform/version.js';
import { AccountsService, type NewAccount } from './accounts.service.js';
import { FirstVisitService } from './setup/first-visit.service.js';
import { OwnersService } from './setup/owners.service.js';
import { hashPassword } from './passwords.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SignInService } from './sessions/sign-in.service.js';

export interface Workspace {
  readonly id: string;
  readonly name: string;
}

/** Somebody without an account. */
export interface Newcomer {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** The face of identity: how people come in, and which workspaces there are. */
@Injectable()
export class IdentityService {
  constructor(
    private readonly database: Database,
    private readonly owners: OwnersService,
    private readonly firstVisit: FirstVisitService,
    private readonly accounts: AccountsService,
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
  ) {}

  /** Called by the front end before it draws anything. Keeps the cookie of a living session, drops that of an ended one. */
  async session({ actor, token }: Pick<Visitor, 'actor' | 'token'>): Promise<Admission> {
    const session = await this.describe(actor);
    if (token === undefined || (actor && actor.kind !== 'user')) return { session };
    return { session, token: session.user ? token : null };
  }

  /** The first visit: makes the owner with the code from the terminal, and signs in. */
  async setup(setup: Setup, visitor: Visitor): Promise<Admission> {
    const owner = await this.firstVisit.setup(setup, visitor.address);
    return this.admit(owner.id, owner.workspaceId, visitor);
  }

  /** Called by the sign-in page. A session that the browser still had ends. */
  async signIn(credentials: Credentials, visitor: Visitor): Promise<Admission> {
    return this.welcome(await this.signIns.signIn(credentials, visitor), visitor);
  }

  /** Called by the user menu; without a session it only drops the cookie. */
  async signOut({ token }: Visitor): Promise<Admission> {
    if (token !== undefined) await this.signIns.signOut(token);
    return { token: null };
  }

  /** Called where an account alone is needed, such as for an invitation. Throttled like the sign-in; answers the person. */
  async verify(credentials: Credentials, { address }: Visitor): Promise<string> {
    return (await this.signIns.verify(credentials, address)).id;
  }

  /** Called before {@link register}, outside of any transaction: hashing takes its time. */
  async prepare({ password, ...person }: Newcomer): Promise<NewAccount> {
    return { ...person, passwordHash: await hashPassword(password) };
  }

  /** Called with an invitation that has been checked, in the transaction that uses it up. Answers the person. */
  register(account: NewAccount): Promise<string> {
    return this.accounts.create(account);
  }

  /** Called once it is certain who stands at the door, and that the person belongs to the workspace. */
  async admit(userId: string, workspaceId: string, visitor: Visitor): Promise<Admission> {
    return this.welcome(await this.signIns.open(userId, workspaceId, visitor), visitor);
  }

  /** Called by the account menu: this session goes on in another workspace of the person. */
  async switchWorkspace({ actor, token }: Visitor, workspaceId: string): Promise<Session> {
    const switched = actor && token !== undefined && (await this.sessions.switch(token, actor.id, workspaceId));
    if (!switched) throw forbidden('workspace.not-yours', 'You do not belong to this workspace, or not any more.');
    return this.describe(await this.sessions.resolve(token));
  }

  /** Called by a feature that makes workspaces for people who are here already. Inside the caller's system transaction. */
  async createWorkspace(userId: string, name: string): Promise<Workspace> {
    const { id } = await this.owners.makeFor(userId, name);
    return { id, name };
  }

  /** Called in the transaction that ends memberships: sessions that were in this workspace leave it. Then {@link accessChanged}. */
  async leaveWorkspace(userIds: readonly string[], workspaceId: string): Promise<void> {
    await this.sessions.leave(userIds, workspaceId);
  }

  /** Called after roles or memberships have changed: every process asks again what these people may do. */
  async accessChanged(userIds: readonly string[]): Promise<void> {
    for (const userId of userIds) await this.sessions.forget(userId);
  }

  /** Called where something about an account is told to its owners: where its next sign-in leads. */
  workspaceOf(userId: string): Promise<string | undefined> {
    return this.accounts.workspaceOf(userId);
  }

  /** Called before an invitation is mailed. Throws when there were too many to this address, or of this workspace. */
  admitLetter(to: string, { workspaceId }: Actor): Promise<string> {
    return this.accounts.admitLetter(to, workspaceId);
  }

  /** Called before {@link prepare}: nobody learns by trying which emails are known. Throws when there were too many. */
  admitNewcomer({ email }: Pick<Newcomer, 'email'>, { address }: Visitor): Promise<string> {
    return this.accounts.admitNewcomer(email, address);
  }

  /** Called with an admission from here that has led to no letter, or told nothing about an email. */
  forgive(admission: string): Promise<void> {
    return this.accounts.forgive(admission);
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
  prepareFirstVisit(): Promise<string | undefined> {
    return this.firstVisit.prepare();
  }

  /** Called by main before that: QD_OWNER_EMAIL and QD_OWNER_PASSWORD make the owner of a server that has none. */
  createOwnerFromConfig(): Promise<boolean> {
    return this.firstVisit.createFromConfig();
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

  /** Called by what changes something of it: what the front end knows of the person. */
  async describe(actor: Actor | undefined): Promise<Session> {
    const signed = await this.accounts.describe(actor);
    return { setupNeeded: !signed.user && (await this.owners.isNeeded()), ...signed, version: VERSION };
  }

  /** A session that the browser still had ends. */
  private async welcome(token: string, { token: former }: Visitor): Promise<Admission> {
    if (former !== undefined) await this.sessions.end(former);
    return { token, session: await this.describe(await this.sessions.resolve(token)) };
  }
}

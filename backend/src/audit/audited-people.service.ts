import { Injectable, type OnModuleInit } from '@nestjs/common';
import * as identity from '../identity/identity.events.js';
import { IdentityService } from '../identity/identity.service.js';
import * as members from '../members/members.events.js';
import * as workspaces from '../workspaces/workspaces.events.js';
import { AuditService, type Told } from './audit.service.js';

interface OfPerson {
  readonly workspaceId: string;
  readonly userId: string;
}
type Details = Told['details'];

/** What owners want to know about people and the door. */
@Injectable()
export class AuditedPeople implements OnModuleInit {
  constructor(
    private readonly audit: AuditService,
    private readonly identity: IdentityService,
  ) {}

  onModuleInit(): void {
    this.recordDoor();
    this.recordMembers();
    this.audit.record(identity.ApiKeyCreated, keyOf);
    this.audit.record(identity.ApiKeyRevoked, keyOf);
    this.audit.record(workspaces.WorkspaceRenamed, ({ workspaceId, from, to }) => ({
      workspaceId,
      subject: { kind: 'workspace', id: workspaceId, name: to },
      details: { from, to },
    }));
  }

  private recordDoor(): void {
    const { audit } = this;
    audit.record(identity.SignedIn, (body) => this.self(body));
    audit.record(identity.SignedOut, (body) => this.self(body));
    audit.record(identity.PasswordChanged, (body) => this.self(body));
    audit.record(identity.SessionsEnded, ({ count, ...body }) => this.self(body, { count }));
    audit.record(identity.SignInFailed, ({ email, userId }) => this.account(userId, { email }));
    audit.record(identity.PasswordReset, ({ userId, by }) => this.account(userId, { by }));
  }

  private recordMembers(): void {
    const { audit } = this;
    audit.record(members.MemberJoined, ({ role, workspaceId, userId }) => this.self({ workspaceId, userId }, { role }));
    audit.record(members.MemberLeft, (body) => this.self(body));
    audit.record(members.MemberRemoved, (body) => this.person(body));
    audit.record(members.RoleChanged, ({ from, to, ...body }) => this.person(body, { from, to }));
    audit.record(members.InvitationCreated, invitationOf);
    audit.record(members.InvitationRevoked, invitationOf);
  }

  /** Somebody who does something with themselves; at the door nobody else has a name yet. */
  private async self(body: OfPerson, details?: Details): Promise<Told> {
    return { ...(await this.person(body, details)), by: { kind: 'user', id: body.userId } };
  }

  private async person({ workspaceId, userId }: OfPerson, details: Details = {}): Promise<Told> {
    const name = (await this.identity.namesOf([userId])).get(userId) ?? '';
    return { workspaceId, subject: { kind: 'person', id: userId, name }, details };
  }

  /** Told where the person would have come in; of emails that nobody has, nobody is told. */
  private async account(userId: string | null, details: Details): Promise<Told | undefined> {
    const workspaceId = userId === null ? undefined : await this.identity.workspaceOf(userId);
    if (userId === null || workspaceId === undefined) return undefined;
    return { ...(await this.person({ workspaceId, userId }, details)), by: null };
  }
}

const keyOf = ({ workspaceId, keyId, name }: { workspaceId: string; keyId: string; name: string }): Told => ({
  workspaceId,
  subject: { kind: 'api-key', id: keyId, name },
});

const invitationOf = (body: { workspaceId: string; invitationId: string; role: string; label: string }): Told => ({
  workspaceId: body.workspaceId,
  subject: { kind: 'invitation', id: body.invitationId, name: body.label },
  details: { role: body.role },
});

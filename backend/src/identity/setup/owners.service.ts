import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { ADVISORY_LOCKS } from '../../platform/database/advisory-locks.js';
import { Database } from '../../platform/database/database.js';
import { conflict, invalid } from '../../platform/errors.js';
import { Events } from '../../platform/events.js';
import { WorkspaceCreated } from '../identity.events.js';
import { MembershipEntity } from '../membership.entity.js';
import { createSetupCode, hashSetupCode } from './setup-code.js';
import { UserEntity } from '../user.entity.js';
import { WorkspaceEntity } from '../workspace.entity.js';

const CODE = 'setup-code';

export interface NewOwner {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly workspace: string;
}

/** The first owner and the first workspace: made once, by whoever reads the server's terminal. */
@Injectable()
export class OwnersService {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** True until the first owner exists. */
  isNeeded(): Promise<boolean> {
    return this.database.asSystem(
      async () => !(await this.database.repository(MembershipEntity).existsBy({ role: 'owner' })),
    );
  }

  /** A new code that replaces all earlier ones, also those of other processes; undefined when there is an owner. */
  prepareCode(): Promise<string | undefined> {
    return this.alone(async () => {
      if (!(await this.isNeeded())) return undefined;
      const code = createSetupCode();
      await this.database.sql(
        `insert into instance_settings (key, value) values ($1, to_jsonb($2::text))
           on conflict (key) do update set value = excluded.value`,
        [CODE, hashSetupCode(code)],
      );
      return code;
    });
  }

  /** Called before anything else is looked at: an owned server tells nothing about codes. */
  requireNone(): Promise<void> {
    return this.database.asSystem(async () => {
      if (!(await this.isNeeded())) throw conflict('setup.done', 'This server has an owner already. Sign in instead.');
    });
  }

  /** Throws when the code is not the last one that was made, or has been used in the meantime. */
  requireCode(code: string): Promise<void> {
    return this.database.asSystem(async () => {
      const [right] = await this.database.sql(
        'select from instance_settings where key = $1 and value = to_jsonb($2::text)',
        [CODE, hashSetupCode(code)],
      );
      if (right) return;
      await this.requireNone(); // the code goes when the owner comes, and somebody else may have been faster
      throw wrongCode();
    });
  }

  /** Whatever happens at the same time, one owner is made: all others get a conflict. */
  create(owner: NewOwner): Promise<Actor> {
    return this.alone(async () => {
      await this.requireNone();
      return this.make(owner);
    });
  }

  /** The same for a server that starts: that there is an owner already is no failure. Answers whether it made one. */
  createUnlessOne(owner: NewOwner): Promise<boolean> {
    return this.alone(async () => {
      if (!(await this.isNeeded())) return false;
      await this.make(owner);
      return true;
    });
  }

  /** The oldest workspace; made here when the server has none yet, so that the demo is there before the first visit. */
  firstWorkspace(): Promise<WorkspaceEntity> {
    return this.alone(async () => {
      const [first] = await this.database.repository(WorkspaceEntity).find({ order: { createdAt: 'ASC' }, take: 1 });
      return first ?? this.makeWorkspace('My workspace');
    });
  }

  private async make({ workspace, ...person }: NewOwner): Promise<Actor> {
    const createdAt = this.clock.date();
    const { id } = await this.database.repository(UserEntity).save({ ...person, createdAt });
    const workspaceId = await this.moveIn(workspace);
    const membership = { workspaceId, userId: id, role: 'owner', createdAt } as const;
    await this.database.repository(MembershipEntity).insert(membership);
    await this.database.sql('delete from instance_settings where key = $1', [CODE]);
    return { kind: 'user', id, workspaceId, role: 'owner' };
  }

  /** The workspace that waits for its first owner, under the name that the owner gives it; a new one where none waits. */
  private async moveIn(name: string): Promise<string> {
    const [waiting] = await this.database.sql<{ id: string }>(
      `select id from workspaces w where not exists (select from memberships m where m.workspace_id = w.id)
        order by created_at limit 1`,
    );
    if (!waiting) return (await this.makeWorkspace(name)).id;
    await this.database.repository(WorkspaceEntity).update({ id: waiting.id }, { name });
    return waiting.id;
  }

  /** One more workspace, for somebody who has one already. */
  async makeFor(userId: string, name: string): Promise<WorkspaceEntity> {
    const made = await this.makeWorkspace(name);
    const membership = { workspaceId: made.id, userId, role: 'owner', createdAt: this.clock.date() } as const;
    await this.database.repository(MembershipEntity).insert(membership);
    return made;
  }

  private async makeWorkspace(name: string): Promise<WorkspaceEntity> {
    const made = await this.database.repository(WorkspaceEntity).save({ name, createdAt: this.clock.date() });
    await this.events.announce(WorkspaceCreated, { workspaceId: made.id });
    return made;
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    return this.database.asSystem(async () => {
      await this.database.sql('select pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.firstOwner]);
      return work();
    });
  }
}

function wrongCode() {
  const message = 'This is not the code that the server printed last in its terminal.';
  return invalid('setup.wrong-code', message, { fields: [{ path: 'code', message }] });
}

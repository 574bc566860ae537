import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ApiKey, CreatedApiKey, NewApiKey } from '@quarterdeck/sdk/api/identity';
import { authorOf, type Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { invalid, notFound } from '../../platform/errors.js';
import { Events } from '../../platform/events.js';
import { Broadcast } from '../../platform/realtime/broadcast.js';
import { createToken, hashToken } from '../../platform/tokens.js';
import { ActorCache } from '../actor-cache.js';
import { ApiKeyCreated, ApiKeyRevoked, WorkspaceClosed } from '../identity.events.js';
import { ApiKeyEntity } from './api-key.entity.js';

const HINT_LENGTH = 'qd_key_'.length + 4;
/** How far behind `lastUsedAt` may be: a sender of points must not write a row with every request. */
const USE_STEP_MS = 60_000;

/** Keys for programs that send points. They can do nothing else. */
@Injectable()
export class ApiKeysService implements OnModuleInit {
  private readonly cache = new ActorCache();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly broadcast: Broadcast,
  ) {}

  onModuleInit(): void {
    this.broadcast.on(WorkspaceClosed, ({ workspaceId }) => {
      this.cache.forgetWorkspace(workspaceId);
    });
  }

  /** Called by the settings: all keys of the workspace, expired ones too, without their secrets. */
  async list(actor: Actor): Promise<ApiKey[]> {
    const found = await this.database.within(actor, () =>
      this.database.repository(ApiKeyEntity).find({ order: { createdAt: 'ASC' } }),
    );
    return found.map(toApiKey);
  }

  /** Called by the settings. The secret is in this answer and nowhere else. */
  async create(actor: Actor, { name, expiresAt }: NewApiKey): Promise<CreatedApiKey> {
    const now = this.clock.date();
    const expiry = expiresAt === null ? null : new Date(expiresAt);
    if (expiry && expiry <= now) throw endsInThePast();
    const secret = createToken('qd_key_');
    const key = await this.database.within(actor, async () => {
      const made = await this.database.repository(ApiKeyEntity).save({
        workspaceId: actor.workspaceId,
        name,
        hint: secret.slice(0, HINT_LENGTH),
        tokenHash: hashToken(secret),
        createdBy: authorOf(actor),
        createdAt: now,
        expiresAt: expiry,
        lastUsedAt: null,
      });
      await this.events.announce(ApiKeyCreated, { workspaceId: actor.workspaceId, keyId: made.id, name });
      return made;
    });
    return { key: toApiKey(key), secret };
  }

  /** Called by the settings when a key is revoked: from now on it is refused. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.database.within(actor, async () => {
      const keys = this.database.repository(ApiKeyEntity);
      const key = await keys.findOneBy({ id });
      if (!key) throw notFound('api key', id);
      await keys.delete({ id });
      await this.events.announce(ApiKeyRevoked, { workspaceId: actor.workspaceId, keyId: id, name: key.name });
    });
    this.cache.forget(id);
  }

  /** Called for every request that carries a key: one query, and none for a few seconds after it. */
  async resolve(token: string): Promise<Actor | undefined> {
    const tokenHash = hashToken(token);
    const now = this.clock.now();
    return this.cache.find(tokenHash, now) ?? this.database.asSystem(() => this.look(tokenHash, now));
  }

  private async look(tokenHash: Buffer, now: number): Promise<Actor | undefined> {
    const keys = this.database.repository(ApiKeyEntity);
    const key = await keys.findOneBy({ tokenHash });
    if (!key || (key.expiresAt && key.expiresAt.getTime() <= now)) return undefined;
    const { id, workspaceId, lastUsedAt, expiresAt } = key;
    if (now - (lastUsedAt?.getTime() ?? 0) >= USE_STEP_MS) await keys.update({ id }, { lastUsedAt: new Date(now) });
    return this.cache.keep(tokenHash, { kind: 'api-key', id, workspaceId, role: null }, now, expiresAt);
  }
}

const endsInThePast = () =>
  invalid('api-key.ends-in-the-past', 'A key must expire in the future, or never.', {
    fields: [{ path: 'expiresAt', message: 'Choose a time in the future.' }],
  });

const toApiKey = ({ id, name, hint, createdAt, expiresAt, lastUsedAt }: ApiKeyEntity): ApiKey => ({
  id,
  name,
  hint,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt?.toISOString() ?? null,
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});

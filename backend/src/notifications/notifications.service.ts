import { Injectable } from '@nestjs/common';
import type {
  Notification,
  NotificationFilter,
  NotificationPage,
  UnreadCount,
} from '@quarterdeck/sdk/api/notifications';
import { IdentityService } from '../identity/identity.service.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/errors.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import { NotificationEntity } from './notification.entity.js';
import { NotificationNews, type NotificationKind } from './notifications.events.js';

/** News for some people. */
export interface News<Facts> {
  readonly workspaceId: string;
  /** Ids of users; who is no member (any more) is left out. */
  readonly people: readonly string[];
  /** What it is about, such as `comment:<id>`: whoever has been told of it is not told again. */
  readonly key: string;
  /** Where that lies: who may not see it when she looks is not shown the news. Null for what everybody may see. */
  readonly place: Place | null;
  /** Who did it. */
  readonly personId: string | null;
  readonly facts: Facts;
  /** A path within the application. */
  readonly link: string;
}

/** A kind of thing and an id, such as `dashboard:<id>`. */
export type Place = `${string}:${string}`;
/** Of these ids of one kind, those that the actor may see today. */
export type Sight = (actor: Actor, ids: readonly string[]) => Promise<readonly string[]>;

/** What has been read is kept this long; what nobody read, for ever. */
const KEPT_DAYS = 90;
/** So many ids fit into one broadcast. */
const TOLD_AT_ONCE = 100;

/** News in the application for one person each. Later decks declare their kinds and send; this deck keeps and shows them. */
@Injectable()
export class NotificationsService {
  private readonly sights = new Map<string, Sight>();

  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly broadcast: Broadcast,
    private readonly clock: Clock,
  ) {}

  /** Called once by the feature that knows who may see things of this kind. Places of a kind that nobody knows stay hidden. */
  registerSight(kind: string, sight: Sight): void {
    this.sights.set(kind, sight);
  }

  /** Called by handlers of events, outside of a transaction. May be called again with the same key: nobody is told twice. */
  async notify<Facts extends Readonly<Record<string, string>>>(
    { name }: NotificationKind<Facts>,
    { workspaceId, people, key, place, personId, facts, link }: News<Facts>,
  ): Promise<void> {
    if (people.length === 0) return;
    const told = await this.database.within({ workspaceId }, () =>
      this.database.sql<{ user_id: string }>(
        `insert into notifications (workspace_id, user_id, kind, key, person_id, facts, link, created_at, place)
          select workspace_id, user_id, $3, $4, $5, $6, $7, $8, $9 from memberships
            where workspace_id = $1 and user_id = any($2)
          on conflict (workspace_id, user_id, key) do nothing returning user_id`,
        [workspaceId, people, name, key, personId, JSON.stringify(facts), link, this.clock.date(), place],
      ),
    );
    await this.sweep(workspaceId);
    await this.tell(
      workspaceId,
      told.map(({ user_id }) => user_id),
    );
  }

  /** Called when what the news were about is gone: they disappear, read or not. Outside of a transaction. */
  async withdraw(workspaceId: string, key: string): Promise<void> {
    const gone = await this.database.within({ workspaceId }, () =>
      this.database.sql<{ user_id: string }>(
        'delete from notifications where workspace_id = $1 and key = $2 returning user_id',
        [workspaceId, key],
      ),
    );
    await this.tell(
      workspaceId,
      gone.map(({ user_id }) => user_id),
    );
  }

  /** Called by the bell when it opens: one page of what the person was told, the newest first. */
  async list(actor: Actor, { before, limit }: NotificationFilter): Promise<NotificationPage> {
    const seen = await this.seenPlaces(actor);
    const { found, unread } = await this.database.within(actor, async () => ({
      found: await this.page(actor, seen, before, limit + 1),
      unread: await this.count(actor, seen),
    }));
    const shown = found.slice(0, limit);
    const names = await this.identity.namesOf(shown.map(({ personId }) => personId));
    const next = found.length > limit ? (shown.at(-1)?.id ?? null) : null;
    return { notifications: shown.map((one) => toNotification(one, names)), unread, next };
  }

  /** Called by the bell of each open page. */
  async unread(actor: Actor): Promise<UnreadCount> {
    const seen = await this.seenPlaces(actor);
    return { unread: await this.database.within(actor, () => this.count(actor, seen)) };
  }

  /** Called when the person follows one. */
  async read(actor: Actor, id: string): Promise<UnreadCount> {
    const seen = await this.seenPlaces(actor);
    const unread = await this.database.within(actor, async () => {
      const mine = { id, ...ownerOf(actor) };
      const notifications = this.database.repository(NotificationEntity);
      if (!(await notifications.existsBy(mine))) throw notFound('notification', id);
      await this.mark(actor, seen, 'id = $4', id);
      return this.count(actor, seen);
    });
    await this.tell(actor.workspaceId, [actor.id]);
    return { unread };
  }

  /** Called by "mark all as read": those up to this instant that are shown. */
  async readAll(actor: Actor, until: string): Promise<UnreadCount> {
    const seen = await this.seenPlaces(actor);
    const unread = await this.database.within(actor, async () => {
      await this.mark(actor, seen, 'created_at <= $4', new Date(until));
      return this.count(actor, seen);
    });
    await this.tell(actor.workspaceId, [actor.id]);
    return { unread };
  }

  /** The places of the person's news that she may see today. Asked whenever she looks: rights are lost without any news. */
  private async seenPlaces(actor: Actor): Promise<string[]> {
    const { workspaceId, userId } = ownerOf(actor);
    const rows = await this.database.within(actor, () =>
      this.database.sql<{ kind: string; ids: string[] }>(
        `select split_part(place, ':', 1) as kind, array_agg(distinct split_part(place, ':', 2)) as ids
           from notifications where workspace_id = $1 and user_id = $2 and place is not null group by 1`,
        [workspaceId, userId],
      ),
    );
    const seen: string[] = [];
    for (const { kind, ids } of rows)
      for (const id of (await this.sights.get(kind)?.(actor, ids)) ?? []) seen.push(`${kind}:${id}`);
    return seen;
  }

  private page(
    actor: Actor,
    seen: readonly string[],
    before: string | undefined,
    limit: number,
  ): Promise<NotificationEntity[]> {
    const { workspaceId, userId } = ownerOf(actor);
    const found = this.database
      .repository(NotificationEntity)
      .createQueryBuilder('one')
      .where(`one.workspaceId = :workspaceId and one.userId = :userId and ${SHOWN}`, { workspaceId, userId, seen });
    if (before !== undefined) {
      found.andWhere(
        `(one.createdAt, one.id) < (select last.created_at, last.id from notifications last
          where last.id = :before and last.user_id = :userId)`,
        { before, userId },
      );
    }
    return found.orderBy('one.createdAt', 'DESC').addOrderBy('one.id', 'DESC').limit(limit).getMany();
  }

  private count(actor: Actor, seen: readonly string[]): Promise<number> {
    return this.database
      .repository(NotificationEntity)
      .createQueryBuilder('one')
      .where(`one.workspaceId = :workspaceId and one.userId = :userId and one.readAt is null and ${SHOWN}`, {
        ...ownerOf(actor),
        seen,
      })
      .getCount();
  }

  private async mark(
    actor: Actor,
    seen: readonly string[],
    which: 'id = $4' | 'created_at <= $4',
    value: unknown,
  ): Promise<void> {
    await this.database.sql(
      `update notifications set read_at = $3
        where workspace_id = $1 and user_id = $2 and read_at is null and ${which}
          and (place is null or place = any($5))`,
      [actor.workspaceId, actor.id, this.clock.date(), value, seen],
    );
  }

  private async sweep(workspaceId: string): Promise<void> {
    const oldest = new Date(this.clock.now() - KEPT_DAYS * 86_400_000);
    await this.database.within({ workspaceId }, () =>
      this.database.sql('delete from notifications where workspace_id = $1 and read_at < $2', [workspaceId, oldest]),
    );
  }

  private async tell(workspaceId: string, people: readonly string[]): Promise<void> {
    for (let at = 0; at < people.length; at += TOLD_AT_ONCE)
      await this.broadcast.send(NotificationNews, { workspaceId, users: people.slice(at, at + TOLD_AT_ONCE) });
  }
}

const SHOWN = '(one.place is null or one.place = any(:seen))';
const ownerOf = ({ workspaceId, id }: Actor) => ({ workspaceId, userId: id });

function toNotification(one: NotificationEntity, names: ReadonlyMap<string, string>): Notification {
  const { id, kind, personId, facts, link, createdAt, readAt } = one;
  const name = personId === null ? undefined : names.get(personId);
  return {
    id,
    kind,
    person: personId !== null && name !== undefined ? { id: personId, name } : null,
    facts,
    link,
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  };
}

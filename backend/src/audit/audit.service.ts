import { Injectable } from '@nestjs/common';
import type { AuditFilter, AuditPage, AuditQuestion } from '@quarterdeck/sdk/api/audit';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { Events, type EventType } from '../platform/events.js';
import { AuditEntries } from './audit-entries.service.js';
import { auditCsv, toEntry } from './audit-csv.js';
import type { Told } from './told.js';

export type { Told };

const PAGE = 50;
const MOST_IN_FILE = 100_000;

/** Who did what in a workspace, when and from where. Told by events, so nothing that is written down did not happen. */
@Injectable()
export class AuditService {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly entries: AuditEntries,
  ) {}

  /**
   * Called once by a feature for each of its events that owners want to know of. `tell` says in which workspace and to what
   * it happened, or undefined for what concerns nobody; who did it and from where travels with the event by itself.
   *
   * @example audit.record(WidgetPainted, ({ workspaceId, id, name }) => ({ workspaceId, subject: { kind: 'widget', id, name } }));
   */
  record<Body>(event: EventType<Body>, tell: (body: Body) => Told | undefined | Promise<Told | undefined>): void {
    this.events.on(event, async (body, occurrence) => {
      const told = await tell(body);
      if (told) await this.entries.write(event.name, told, occurrence);
    });
  }

  /** Called by the audit page: the newest first, and where the next page begins. */
  async list(actor: Actor, { cursor, ...filter }: AuditQuestion): Promise<AuditPage> {
    const rows = await this.database.within(actor, () => this.entries.read(filter, PAGE + 1, cursor));
    const entries = rows.slice(0, PAGE).map(toEntry);
    return { entries, next: rows.length > PAGE ? (entries.at(-1)?.id ?? null) : null };
  }

  /** The same as a file for spreadsheets. */
  async file(actor: Actor, filter: AuditFilter): Promise<Buffer> {
    const rows = await this.database.within(actor, () => this.entries.read(filter, MOST_IN_FILE));
    return Buffer.from(auditCsv(rows.map(toEntry)));
  }
}

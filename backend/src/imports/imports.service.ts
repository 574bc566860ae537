import { Injectable } from '@nestjs/common';
import type { Import, NewImport, RefusedRow } from '@quarterdeck/sdk/api/imports';
import type { Readable } from 'node:stream';
import { IsNull } from 'typeorm';
import { MetricsService } from '../metrics/metrics.service.js';
import { authorOf, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { conflict, notFound } from '../platform/errors.js';
import { Events } from '../platform/events.js';
import { ImportEntity } from './import.entity.js';
import { isLost, toImport } from './import-answer.js';
import { unpackPoints } from './import-parts.js';
import { ImportRun } from './import-run.service.js';
import { ImportStarted, ImportUndone } from './imports.events.js';
import { refusedCsv } from './refusal-text.js';

const MOST_LISTED = 20;
const SHOWN_REFUSALS = 20;
const MOST_REFUSALS = 10_000;
/** An undo is for what was just seen to be wrong. */
const UNDOABLE_DAYS = 7;

/** What people ask of imports. Reading the file is the work of {@link ImportRun}. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly database: Database,
    private readonly metrics: MetricsService,
    private readonly run: ImportRun,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** The latest ones, newest first. Called by the import page. */
  async list(actor: Actor): Promise<Import[]> {
    const { workspaceId } = actor;
    const found = await this.database.within(actor, () =>
      this.imports().find({ where: { workspaceId }, order: { createdAt: 'DESC' }, take: MOST_LISTED }),
    );
    return found.map((one) => toImport(one, this.clock.now()));
  }

  /** Notes what the columns mean; the content comes in a request of its own. */
  async create(actor: Actor, { fileName, fileBytes, mapping }: NewImport): Promise<Import> {
    const createdAt = this.clock.date();
    const { id } = await this.database.within(actor, async () => {
      await this.forgetOldParts(actor);
      const { workspaceId } = actor;
      const wanted = { workspaceId, fileName, fileBytes, mapping, createdBy: authorOf(actor), createdAt };
      return this.imports().save(wanted);
    });
    return this.get(actor, id);
  }

  /** How far it is. Asked again and again by who waits for it. */
  async get(actor: Actor, id: string): Promise<Import> {
    return toImport(await this.database.within(actor, () => this.require(actor, id)), this.clock.now());
  }

  /** Reads the file; answers when it has ended. Each import takes its content once. */
  async receive(actor: Actor, id: string, content: Readable): Promise<Import> {
    const { mapping } = await this.database.within(actor, () => this.start(actor, id));
    await this.run.read(actor, id, mapping, content);
    return this.get(actor, id);
  }

  /** Stops it, in whichever process it runs; points that are stored stay. What has ended stays as it is. */
  async cancel(actor: Actor, id: string): Promise<void> {
    const { workspaceId } = actor;
    await this.database.within(actor, async () => {
      await this.require(actor, id);
      const finishedAt = this.clock.date();
      await this.imports().update({ id, workspaceId, status: 'waiting' }, { status: 'cancelled', finishedAt });
      await this.imports().update({ id, workspaceId, status: 'running' }, { status: 'cancelled' });
    });
  }

  /** The first refused rows, for the page. */
  async refused(actor: Actor, id: string): Promise<RefusedRow[]> {
    return this.readRefused(actor, id, SHOWN_REFUSALS);
  }

  /** All refused rows that were kept, as CSV. */
  async refusedFile(actor: Actor, id: string): Promise<Buffer> {
    return Buffer.from(refusedCsv(await this.readRefused(actor, id, MOST_REFUSALS)));
  }

  /** Takes back every point it added. A conflict where it did more than add; a second undo finds nothing to do. */
  async undo(actor: Actor, id: string): Promise<Import> {
    const { undoable, finishedAt, status, fileName } = await this.database.within(actor, () => this.require(actor, id));
    if (status === 'undone') return this.get(actor, id);
    if (!undoable || !finishedAt) throw conflict('import.not-undoable', NOT_UNDOABLE);
    let part = await this.nextPart(actor, id);
    while (part) {
      await this.metrics.remove(actor, id, await unpackPoints(part.points));
      await this.dropPart(actor, id, part.number);
      part = await this.nextPart(actor, id);
    }
    await this.database.within(actor, async () => {
      const { workspaceId } = actor;
      const { affected } = await this.imports().update({ id, workspaceId, undoable: true }, UNDONE);
      if (affected) await this.events.announce(ImportUndone, { workspaceId, importId: id, fileName });
    });
    return this.get(actor, id);
  }

  private imports() {
    return this.database.repository(ImportEntity);
  }

  private async start(actor: Actor, id: string): Promise<ImportEntity> {
    const { workspaceId } = actor;
    const found = await this.require(actor, id);
    const running = await this.imports().findBy({ workspaceId, status: 'running', finishedAt: IsNull() });
    if (running.some((one) => !isLost(one, this.clock.now()))) throw conflict('import.busy', BUSY);
    const now = this.clock.date();
    const started = { status: 'running', startedAt: now, progressAt: now } as const;
    const { affected } = await this.imports().update({ id, workspaceId, status: 'waiting' }, started);
    if (affected !== 1) throw conflict('import.over', 'This import has had its file already: make a new one.');
    await this.events.announce(ImportStarted, { workspaceId, importId: id, fileName: found.fileName });
    return found;
  }

  private async require({ workspaceId }: Actor, id: string): Promise<ImportEntity> {
    const found = await this.imports().findOneBy({ id, workspaceId });
    if (!found) throw notFound('import', id);
    return found;
  }

  private readRefused(actor: Actor, id: string, limit: number): Promise<RefusedRow[]> {
    return this.database.within(actor, async () => {
      await this.require(actor, id);
      return this.database.sql<RefusedRow>(
        'select line, reason, content as row from import_refusals where import_id = $1 order by line limit $2',
        [id, limit],
      );
    });
  }

  private async nextPart(actor: Actor, id: string): Promise<{ number: number; points: Buffer } | undefined> {
    const [part] = await this.database.within(actor, () =>
      this.database.sql<{ number: number; points: Buffer }>(
        'select number, points from import_parts where import_id = $1 order by number limit 1',
        [id],
      ),
    );
    return part;
  }

  private async dropPart(actor: Actor, id: string, number: number): Promise<void> {
    await this.database.within(actor, () =>
      this.database.sql('delete from import_parts where import_id = $1 and number = $2', [id, number]),
    );
  }

  private async forgetOldParts({ workspaceId }: Actor): Promise<void> {
    const before = new Date(this.clock.now() - UNDOABLE_DAYS * 86_400_000);
    const old = 'workspace_id = $1 and created_at < $2';
    await this.database.sql(`delete from import_parts where import_id in (select id from imports where ${old})`, [
      workspaceId,
      before,
    ]);
    await this.database.sql(`update imports set undoable = false where undoable and ${old}`, [workspaceId, before]);
  }
}

const UNDONE = { status: 'undone', undoable: false } as const;
const BUSY = 'Another import of this workspace is running: wait until it has ended, or cancel it.';
const NOT_UNDOABLE =
  'This import cannot be undone: it still runs, met points that were there before, or is too large or too old.';

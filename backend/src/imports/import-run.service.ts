import { Inject, Injectable } from '@nestjs/common';
import type { ImportMapping } from '@quarterdeck/sdk/api/imports';
import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import { MetricsService, type Added } from '../metrics/metrics.service.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { AppError, conflict } from '../platform/errors.js';
import { LOGGER } from '../platform/logger-token.js';
import { readCsv } from './csv-reading.js';
import { ImportLog } from './import-log.service.js';
import { PointBatches } from './point-batch.js';

const BATCH_POINTS = 20_000;
const NOTED_EVERY_MS = 1000;
const STALLED_AFTER_MS = 60_000;
/** Beyond it, remembering every point for an undo would cost more than the undo is worth. */
const MOST_UNDOABLE = 2_000_000;
const CUT_OFF = 'The upload ended before the file did. Rows that had arrived are stored; import the file again.';
const OUR_FAULT = 'Something went wrong on our side. Rows read before are stored; import the file again.';

interface Run {
  readonly actor: Actor;
  readonly id: string;
  readonly batches: PointBatches;
  readBytes: number;
  added: number;
  replaced: number;
  unchanged: number;
  parts: number;
  /** Every point so far was new: taking them away again takes nothing from anybody else. */
  allNew: boolean;
  /** A batch was stored and not written down: nobody knows all points any more. */
  forgetful: boolean;
  notedAt: number;
}

/** Reads a file as it arrives and stores its points, batch by batch. */
@Injectable()
export class ImportRun {
  constructor(
    private readonly metrics: MetricsService,
    private readonly log: ImportLog,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Called with the content of an import that has just been set running. Resolves when it has ended; throws for a bad file. */
  async read(actor: Actor, id: string, mapping: ImportMapping, content: Readable): Promise<void> {
    const counts = { readBytes: 0, added: 0, replaced: 0, unchanged: 0, parts: 0, allNew: true, forgetful: false };
    const run: Run = { actor, id, batches: new PointBatches(mapping), ...counts, notedAt: this.clock.now() };
    try {
      await this.readAll(run, mapping, content);
      await this.log.finish(actor, id, 'done', null);
    } catch (error) {
      if (!(error instanceof Cancelled)) await this.storeRest(run);
      const fault = isCutOff(content) ? conflict('import.cut-off', CUT_OFF) : error;
      await this.log.finish(actor, id, 'failed', fault instanceof AppError ? fault.message : OUR_FAULT);
      if (!(error instanceof Cancelled)) throw fault;
    } finally {
      // What is left of the file is let through, or the connection would stay stuck in the middle of it.
      content.resume();
    }
  }

  private async readAll(run: Run, mapping: ImportMapping, content: Readable): Promise<void> {
    const stalled = setTimeout(() => content.destroy(new Error('The upload has stalled.')), STALLED_AFTER_MS);
    try {
      await readCsv(
        content,
        mapping,
        (cells, line) => run.batches.add(cells, line),
        async (bytes) => {
          run.readBytes += bytes;
          if (run.batches.size >= BATCH_POINTS || this.clock.now() - run.notedAt >= NOTED_EVERY_MS)
            await this.store(run);
          stalled.refresh();
        },
      );
    } finally {
      clearTimeout(stalled);
    }
    await this.store(run);
  }

  /** Good rows before the place where the file or the upload broke are kept. */
  private async storeRest(run: Run): Promise<void> {
    await this.store(run).catch((error: unknown) => {
      if (!(error instanceof Cancelled))
        this.logger.error({ err: error }, 'the last rows of an import were not stored');
    });
  }

  private async store(run: Run): Promise<void> {
    const { actor, id, batches } = run;
    const { points, refusals } = batches.take();
    const stored = points.series.length > 0 ? await this.metrics.add(actor, id, batches.series, points) : undefined;
    if (stored) count(run, stored);
    const { readBytes, added, replaced, unchanged } = run;
    const { rows, refused, series, earliest, latest } = batches;
    const undoable = !run.forgetful && run.allNew && added > 0 && added <= MOST_UNDOABLE;
    const span = rows > refused ? { fromAt: new Date(earliest), toAt: new Date(latest) } : { fromAt: null, toAt: null };
    run.forgetful = true;
    const goesOn = await this.log.note(actor, id, {
      counts: { readBytes, rows, refused, added, replaced, unchanged, series: series.length, ...span, undoable },
      refusals,
      part: stored && undoable ? { number: run.parts++, points: stored.points } : null,
    });
    run.forgetful = false;
    run.notedAt = this.clock.now();
    if (!goesOn) throw new Cancelled();
  }
}

function count(run: Run, { points, met, replaced, allNew }: Added): void {
  run.added += points.series.length - met;
  run.replaced += replaced;
  run.unchanged += met - replaced;
  run.allNew &&= allNew;
}

const isCutOff = ({ errored }: Readable) => errored !== null;

/** Thrown inside a run to leave it; nobody outside sees it. */
class Cancelled extends Error {}

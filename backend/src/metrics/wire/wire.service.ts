import { Injectable } from '@nestjs/common';
import type { RefusedPoint } from '@quarterdeck/sdk/api/metrics';
import type { TimePrecision } from '@quarterdeck/sdk/api/wire';
import { isUtf8 } from 'node:buffer';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { AppError, invalid } from '../../platform/errors.js';
import { MetricDefinitions } from '../definitions/metric-definitions.service.js';
import { MetricsService } from '../metrics.service.js';
import { readLines } from './line-protocol.js';
import { membersOf } from './prometheus-families.js';
import { readWriteRequest, type RemoteWrite } from './remote-write-1.js';
import { readRequest } from './remote-write-2.js';
import { unpackSnappy } from './snappy-block.js';

export type RemoteWriteVersion = 1 | 2;

/** What became of a request whose good points are stored whatever else it held. */
export interface Written {
  readonly written: number;
  readonly refused: number;
  /** The first of them. */
  readonly errors: readonly RefusedPoint[];
  /** Of remote write: what was sent and is not kept. */
  readonly exemplars: number;
  readonly histograms: number;
}

/** Points in protocols of others. All end where `POST /api/points` ends: answered after the commit, idempotent. */
@Injectable()
export class WireService {
  constructor(
    private readonly metrics: MetricsService,
    private readonly definitions: MetricDefinitions,
    private readonly clock: Clock,
  ) {}

  /** Called by Prometheus and by what speaks like it: a Snappy block of protocol buffers. */
  async remoteWrite(actor: Actor, version: RemoteWriteVersion, body: Buffer): Promise<Written> {
    const { series, points, empty, refused, errors, exemplars, histograms, families } = readMessage(version, body);
    const { accepted } = await this.metrics.append(actor, series, points);
    if (families.length > 0) await this.definitions.tell(actor, families.flatMap(membersOf));
    return { written: accepted + empty, refused, errors, exemplars, histograms };
  }

  /** Called by clients of InfluxDB. `lenient`: fields that hold texts are no fault. */
  async lines(actor: Actor, body: Buffer, options: { precision: TimePrecision; lenient: boolean }): Promise<Written> {
    if (!isUtf8(body)) throw invalid('lines.not-utf-8', 'No line was stored: the body is no text in UTF-8.');
    const { series, points, refused, errors } = readLines(body.toString('utf8'), { ...options, now: this.clock.now() });
    const { accepted } = await this.metrics.append(actor, series, points);
    return { written: accepted, refused, errors, exemplars: 0, histograms: 0 };
  }
}

function readMessage(version: RemoteWriteVersion, body: Buffer): RemoteWrite {
  const bytes = unpackSnappy(body);
  try {
    return version === 1 ? readWriteRequest(bytes) : readRequest(bytes);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const why = cause instanceof Error ? cause.message : '';
    throw invalid('remote-write.unreadable', `Nothing was stored: the message cannot be read. ${why}`, { cause });
  }
}

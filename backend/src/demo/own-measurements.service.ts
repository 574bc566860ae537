import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { SeriesKey } from '@quarterdeck/sdk/api/metrics';
import type { Logger } from 'pino';
import { MetricsService } from '../metrics/metrics.service.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config.js';
import { Measurements } from '../platform/http/measurements.js';
import { LOGGER } from '../platform/logger-token.js';

const EVERY_MS = 2000;

interface Reading {
  readonly at: number;
  readonly cpuMicroseconds: number;
  readonly points: number;
  readonly queries: number;
  readonly querySeconds: number;
}

/** Measures this process and stores what it finds as points: what the dashboard *This server* shows. */
@Injectable()
export class OwnMeasurements implements OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private before: Reading | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly metrics: MetricsService,
    private readonly measurements: Measurements,
    private readonly config: Config,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(actor: Actor): void {
    this.timer ??= setInterval(() => {
      this.running = this.measure(actor).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'own measurements were not stored');
      });
    }, EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async measure(actor: Actor): Promise<void> {
    const now = await this.read();
    const { before } = this;
    this.before = now;
    if (!before) return;
    const seconds = (now.at - before.at) / 1000;
    const queries = now.queries - before.queries;
    const values: [metric: string, unit: string, value: number][] = [
      ['server.cpu', 'percent', (now.cpuMicroseconds - before.cpuMicroseconds) / seconds / 10_000],
      ['server.memory', 'bytes', process.memoryUsage.rss()],
      ['server.ingest_rate', 'points/s', (now.points - before.points) / seconds],
    ];
    // Without a query there is no latency: a gap, not a zero.
    if (queries > 0)
      values.push(['server.query_latency', 'ms', ((now.querySeconds - before.querySeconds) / queries) * 1000]);
    await this.store(actor, now.at, values);
  }

  private async store(actor: Actor, at: number, values: readonly [string, string, number][]): Promise<void> {
    const labels = { process: this.config.role };
    const series = values.map(([metric, unit]): SeriesKey => ({ metric, unit, labels }));
    await this.metrics.append(actor, series, {
      series: Int32Array.from(values.keys()),
      times: new Float64Array(values.length).fill(at),
      values: Float64Array.from(values, ([, , value]) => value),
    });
  }

  private async read(): Promise<Reading> {
    const { user, system } = process.cpuUsage();
    const [points, queries] = await Promise.all([this.measurements.points.get(), this.measurements.queries.get()]);
    const total = (name: string) =>
      queries.values.filter(({ metricName }) => metricName?.endsWith(name)).reduce((sum, { value }) => sum + value, 0);
    return {
      at: this.clock.now(),
      cpuMicroseconds: user + system,
      points: points.values[0]?.value ?? 0,
      queries: total('_count'),
      querySeconds: total('_sum'),
    };
  }
}

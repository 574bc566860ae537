import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What this process tells Prometheus, and what the *This server* dashboard is made of. */
@Injectable()
export class Measurements {
  readonly registry = new Registry();
  readonly requests = new Histogram({
    name: 'quarterdeck_http_request_seconds',
    help: 'Time to answer HTTP requests.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  readonly queries = new Histogram({
    name: 'quarterdeck_query_seconds',
    help: 'Time to answer one query of a panel.',
    labelNames: ['source', 'outcome'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  readonly waiting = new Gauge({
    name: 'quarterdeck_queries_waiting',
    help: 'Askers that wait for the answer to a query, more than one for the same query among them.',
    registers: [this.registry],
  });
  readonly reads = new Counter({
    name: 'quarterdeck_point_reads_total',
    help: 'Reads of points, by the server that was asked: the database itself or its replica.',
    labelNames: ['server'],
    registers: [this.registry],
  });
  readonly points = new Counter({
    name: 'quarterdeck_points_stored_total',
    help: 'Points that were stored.',
    registers: [this.registry],
  });

  readonly pointsWaiting = new Gauge({
    name: 'quarterdeck_points_waiting',
    help: 'Points in memory that wait to be stored.',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}

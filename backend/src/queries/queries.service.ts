import { Inject, Injectable } from '@nestjs/common';
import type { Frame, TimeRange } from '@quarterdeck/sdk';
import { METRICS_SOURCE, type QueriesBody, type Query } from '@quarterdeck/sdk/api/queries';
import { MetricsQuery } from '@quarterdeck/sdk/api/metrics';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import type { Logger } from 'pino';
import { ConnectionsService } from '../connections/connections.service.js';
import { FoldersService } from '../folders/folders.service.js';
import { MetricsService } from '../metrics/metrics.service.js';
import { PluginHostService } from '../plugin-host/plugin-host.service.js';
import type { Actor } from '../platform/actor.js';
import { forbidden, invalid } from '../platform/errors.js';
import { Measurements } from '../platform/http/measurements.js';
import { LOGGER } from '../platform/logger-token.js';
import { partialProblemOf } from './problems.js';
import { SharedWork } from './shared-work.js';

/** Answers one kind of question from inside the core, with the same contract as a datasource plugin. */
export type BuiltInSource = (actor: Actor, query: Query, range: TimeRange, signal: AbortSignal) => Promise<Frame[]>;

export type Scope = Omit<QueriesBody, 'queries'>;

/** The one place that answers questions. Everything that shows or judges a number asks here. */
@Injectable()
export class QueriesService {
  private readonly builtIn = new Map<string, BuiltInSource>();
  /** Questions being answered: who asks the same meanwhile gets the same answer. */
  private readonly shared = new SharedWork<FramesAnswer>();

  constructor(
    private readonly connections: ConnectionsService,
    private readonly plugins: PluginHostService,
    private readonly folders: FoldersService,
    private readonly measurements: Measurements,
    @Inject(LOGGER) private readonly logger: Logger,
    metrics: MetricsService,
  ) {
    this.registerBuiltIn(METRICS_SOURCE, (actor, { input }, range) => metrics.query(actor, metricsQuery(input), range));
  }

  /** Called once by a feature that has frames of its own to offer. */
  registerBuiltIn(name: string, source: BuiltInSource): void {
    this.builtIn.set(name, source);
  }

  /** Called by the editor's preview: free questions, of whoever may edit dashboards somewhere. */
  async preview(actor: Actor, scope: Scope, queries: readonly Query[], signal: AbortSignal): Promise<FramesAnswer[]> {
    if (!(await this.folders.mayEditSomewhere(actor)))
      throw forbidden('query.denied', 'Free questions are asked by those who may edit dashboards.');
    return this.run(actor, scope, queries, signal);
  }

  /** One answer per question, in their order. A question that fails leaves the others alone. */
  async run(actor: Actor, scope: Scope, queries: readonly Query[], signal: AbortSignal): Promise<FramesAnswer[]> {
    return Promise.all(queries.map((query) => this.coalesced(actor, scope, query, signal)));
  }

  private coalesced(actor: Actor, scope: Scope, query: Query, signal: AbortSignal): Promise<FramesAnswer> {
    const key = JSON.stringify([actor.workspaceId, scope, query]);
    return this.shared.join(key, signal, (shared) => this.answer(actor, scope, query, shared));
  }

  private async answer(actor: Actor, scope: Scope, query: Query, signal: AbortSignal): Promise<FramesAnswer> {
    const source = this.builtIn.has(query.source) ? query.source : 'plugin';
    const end = this.measurements.queries.startTimer({ source });
    try {
      const frames = await this.ask(actor, query, timeRangeOf(scope), signal);
      end({ outcome: 'ok' });
      return { frames, problem: null };
    } catch (error) {
      end({ outcome: signal.aborted ? 'gone' : 'failed' });
      const problem = partialProblemOf(error);
      if (problem.fault === 'core' && !signal.aborted) this.logger.error({ err: error }, 'a query failed');
      return { frames: [], problem };
    }
  }

  private async ask(actor: Actor, query: Query, range: TimeRange, signal: AbortSignal): Promise<Frame[]> {
    const builtIn = this.builtIn.get(query.source);
    if (builtIn) return builtIn(actor, query, range, signal);
    const connection = await this.connections.require(actor, query.source);
    return this.plugins.query(connection, { kind: query.kind, input: query.input, range }, signal);
  }
}

const timeRangeOf = ({ range, timezone, maxPoints }: Scope): TimeRange => ({ ...range, timezone, maxPoints });

function metricsQuery(input: unknown): MetricsQuery {
  const parsed = MetricsQuery.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid('query.invalid', `This query is not valid. ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

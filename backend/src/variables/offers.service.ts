import { Injectable } from '@nestjs/common';
import type { Query } from '@quarterdeck/sdk/api/queries';
import { ownOffer, type Offer } from '@quarterdeck/sdk/api/variable-choices';
import { MOST_VALUES } from '@quarterdeck/sdk/api/variable-values';
import { variablesOf } from '@quarterdeck/sdk/api/variable-uses';
import type { Variable } from '@quarterdeck/sdk/api/variables';
import { ConnectionsService } from '../connections/connections.service.js';
import { MetricsService } from '../metrics/metrics.service.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { AppError } from '../platform/errors.js';
import { SharedWork } from '../platform/shared-work.js';
import { QueriesService, type FilledVariables, type Scope } from '../queries/queries.service.js';
import { columnOptions } from './column-options.js';

type Of<K extends Variable['kind']> = Extract<Variable, { kind: K }>;

/** Options are asked with every set of panels; what they were half a minute ago is good enough. */
const FRESH_MS = 30_000;
const MOST_KEPT = 500;
const MINUTE_MS = 60_000;

interface Kept {
  readonly until: number;
  readonly offer: Offer;
}

/** Learns what variables offer, and remembers it for a moment. */
@Injectable()
export class OffersService {
  private readonly kept = new Map<string, Kept>();
  /** Who leaves takes nothing away from others who wait for the same. */
  private readonly asking = new SharedWork<Offer>();

  constructor(
    private readonly queries: QueriesService,
    private readonly connections: ConnectionsService,
    private readonly metrics: MetricsService,
    private readonly clock: Clock,
  ) {}

  /** `scope` holds what is chosen of the variables that this one needs. Throws an AppError where it cannot be learnt. */
  async find(actor: Actor, variable: Variable, scope: Scope, signal: AbortSignal): Promise<Offer> {
    switch (variable.kind) {
      case 'query':
        return this.ofQuery(actor, variable, scope, signal);
      case 'labelValues':
        return this.ofLabel(actor, variable, scope.variables ?? {}, signal);
      case 'connection':
        return this.ofConnections(actor, variable);
      default:
        return ownOffer(variable) ?? { options: [], truncated: false, known: true };
    }
  }

  private ofQuery(actor: Actor, { query, column }: Of<'query'>, scope: Scope, signal: AbortSignal): Promise<Offer> {
    const asked = { ...scope, range: wholeMinutes(scope.range) };
    const key = JSON.stringify([actor.workspaceId, query, column, asked.range, asked.timezone, used(query, scope)]);
    return this.remembered(key, signal, async (shared) => {
      const [answer] = await this.queries.run(actor, asked, [query], shared);
      const { frames = [], problem = null } = answer ?? {};
      if (problem) throw new AppError('invalid', problem.code, problem.detail);
      return columnOptions(frames, column);
    });
  }

  private ofLabel(
    actor: Actor,
    variable: Of<'labelValues'>,
    variables: FilledVariables,
    signal: AbortSignal,
  ): Promise<Offer> {
    const { metric, key: label, where } = variable;
    const filter = this.queries.filledFilter({ metric, labels: where }, variables);
    const question = JSON.stringify([actor.workspaceId, label, filter]);
    return this.remembered(question, signal, async () => {
      const values = await this.metrics.labelValues(actor, filter, { label, limit: MOST_VALUES + 1 });
      const options = values
        .slice(0, MOST_VALUES)
        .sort(BY_READING)
        .map((value) => ({ value }));
      return { options, truncated: values.length > MOST_VALUES, known: true };
    });
  }

  private async ofConnections(actor: Actor, { plugin }: Of<'connection'>): Promise<Offer> {
    const all = await this.connections.list(actor);
    const fitting = all.filter((connection) => connection.plugin === plugin);
    return { options: fitting.map(({ id, name }) => ({ value: id, label: name })), truncated: false, known: true };
  }

  /** A failure is not kept: the next who asks may have more luck. */
  private async remembered(
    key: string,
    signal: AbortSignal,
    find: (shared: AbortSignal) => Promise<Offer>,
  ): Promise<Offer> {
    const kept = this.kept.get(key);
    if (kept && kept.until > this.clock.now()) return kept.offer;
    return this.asking.join(key, signal, async (shared) => {
      const offer = await find(shared);
      this.keep(key, offer);
      return offer;
    });
  }

  private keep(key: string, offer: Offer): void {
    this.kept.delete(key);
    this.kept.set(key, { until: this.clock.now() + FRESH_MS, offer });
    for (const oldest of this.kept.keys()) if (this.kept.size > MOST_KEPT) this.kept.delete(oldest);
  }
}

/** Zone 5 before zone 11. */
const BY_READING = new Intl.Collator('en', { numeric: true }).compare;

/** A range that moves with the clock would be another question every time. */
const wholeMinutes = ({ from, to }: Scope['range']): Scope['range'] => ({
  from: Math.floor(from / MINUTE_MS) * MINUTE_MS,
  to: Math.ceil(to / MINUTE_MS) * MINUTE_MS,
});

const used = (query: Query, { variables = {} }: Scope) =>
  variablesOf(query, Object.keys(variables)).map((name) => [name, variables[name]]);

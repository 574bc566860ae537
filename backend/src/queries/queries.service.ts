import { Injectable } from '@nestjs/common';
import type { Frame, TimeRange, VariableValues } from '@quarterdeck/sdk';
import { METRICS_SOURCE, type QueriesBody, type Query } from '@quarterdeck/sdk/api/queries';
import { FORMULA_KIND, FormulaQuery, MetricsQuery } from '@quarterdeck/sdk/api/metric-queries';
import { isReference } from '@quarterdeck/sdk/api/variable-values';
import { variablesOf } from '@quarterdeck/sdk/api/variable-uses';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import * as z from 'zod';
import { ConnectionsService } from '../connections/connections.service.js';
import { FoldersService } from '../folders/folders.service.js';
import { MetricsService } from '../metrics/metrics.service.js';
import { PluginHostService } from '../plugin-host/plugin-host.service.js';
import type { Actor } from '../platform/actor.js';
import { forbidden, invalid } from '../platform/errors.js';
import { Measurements } from '../platform/http/measurements.js';
import { SharedWork } from '../platform/shared-work.js';
import { Turns } from '../platform/turns.js';
import { whileAsked } from '../platform/database/asked-query.js';
import { canonicalText } from '../platform/canonical-text.js';
import { requireModest, unlessAllBusy } from './limits.js';
import { filledInput, type FilledVariables, type SchemaNode } from './filled-input.js';
import { partialProblemOf } from './problems.js';
import { QueryJournal, type Asked } from './slow/query-journal.service.js';

export { partialProblemOf, unlessAllBusy };
export type { FilledVariables };

/** A query whose variables have become values. */
export type FilledQuery = Omit<Query, 'source'> & { readonly source: string };

/** Answers one kind of question from inside the core, with the same contract as a datasource plugin. */
export interface BuiltInSource {
  /** The JSON Schema of the input of a kind of question. */
  readonly schema: (kind: string) => SchemaNode;
  ask(actor: Actor, query: FilledQuery, range: TimeRange, signal: AbortSignal): Promise<Frame[]>;
  /** The answer that {@link ask} would give, where it is at hand; undefined where it has to be asked. Takes no turn. */
  recall?(actor: Actor, query: FilledQuery, range: TimeRange): Promise<Frame[] | undefined>;
}

/** Which series of a metric. */
export type SeriesFilter = Pick<MetricsQuery, 'metric' | 'labels'>;

export type Scope = Omit<QueriesBody, 'queries' | 'variables'> & {
  readonly variables?: FilledVariables;
  /** Where the answer is shown, in titles; it makes it no other question. */
  readonly about?: Asked['about'];
};

/** Questions of one workspace that are being answered at the same time by one process, and those that wait for it. */
const AT_ONCE = 8;
const MOST_WAITING = 1000;
const LONGEST_WAIT_MS = 20_000;

/** The one place that answers questions. Everything that shows or judges a number asks here. */
@Injectable()
export class QueriesService {
  private readonly builtIn = new Map<string, BuiltInSource>();
  /** Questions being answered: who asks the same meanwhile gets the same answer. */
  private readonly shared = new SharedWork<FramesAnswer>();
  /** One workspace's dashboards do not take the database from all others. */
  private readonly turns = new Turns({ atOnce: AT_ONCE, mostWaiting: MOST_WAITING, longestWaitMs: LONGEST_WAIT_MS });

  constructor(
    private readonly connections: ConnectionsService,
    private readonly plugins: PluginHostService,
    private readonly folders: FoldersService,
    private readonly measurements: Measurements,
    private readonly journal: QueryJournal,
    metrics: MetricsService,
  ) {
    this.registerBuiltIn(METRICS_SOURCE, {
      schema: (kind) => (kind === FORMULA_KIND ? FORMULA_SCHEMA : METRICS_SCHEMA),
      ask: (actor, { kind, input }, range) =>
        kind === FORMULA_KIND
          ? metrics.formula(actor, checked(FormulaQuery, input), range)
          : metrics.query(actor, checked(MetricsQuery, input), range),
      recall: (actor, { kind, input }, range) =>
        metrics.recall(
          actor,
          kind === FORMULA_KIND ? checked(FormulaQuery, input) : checked(MetricsQuery, input),
          range,
        ),
    });
  }

  /** Called once by a feature that has frames of its own to offer. */
  registerBuiltIn(name: string, source: BuiltInSource): void {
    this.builtIn.set(name, source);
  }

  /** Called by the editor's preview: free questions, of whoever may edit dashboards somewhere. */
  async preview(actor: Actor, scope: Scope, queries: readonly Query[], signal: AbortSignal): Promise<FramesAnswer[]> {
    await this.requireFreedom(actor);
    return unlessAllBusy(await this.run(actor, scope, queries, signal));
  }

  /** Called before anything is asked that no dashboard holds. */
  async requireFreedom(actor: Actor): Promise<void> {
    if (!(await this.folders.mayEditSomewhere(actor)))
      throw forbidden('query.denied', 'Free questions are asked by those who may edit dashboards.');
  }

  /** One answer per question, in their order. A question that fails leaves the others alone. */
  run(actor: Actor, scope: Scope, queries: readonly Query[], signal: AbortSignal): Promise<FramesAnswer[]> {
    return Promise.all(queries.map((query) => this.coalesced(actor, scope, query, signal)));
  }

  /** For variables of label values: which series they look at, with what is chosen of other variables. */
  filledFilter(filter: Readonly<Record<string, unknown>>, variables: FilledVariables): SeriesFilter {
    return checked(MetricsQuery, filledInput(METRICS_SCHEMA, filter, variables));
  }

  /** Variables that a query does not name do not make it another question. */
  private async coalesced(actor: Actor, scope: Scope, query: Query, signal: AbortSignal): Promise<FramesAnswer> {
    const { variables: all = {}, about, ...window } = scope;
    const names = variablesOf(query, Object.keys(all)).sort();
    const variables = Object.fromEntries(names.flatMap((name) => (all[name] ? [[name, all[name]]] : [])));
    const key = canonicalText([actor.workspaceId, window, query, variables]);
    const work = (shared: AbortSignal) => this.answer(actor, { ...window, variables, about }, query, shared);
    this.measurements.waiting.inc();
    try {
      return await this.shared.join(key, signal, work);
    } finally {
      this.measurements.waiting.dec();
    }
  }

  private async answer(actor: Actor, scope: Scope, query: Query, signal: AbortSignal): Promise<FramesAnswer> {
    const source = typeof query.source === 'string' && this.builtIn.has(query.source) ? query.source : 'plugin';
    const end = this.measurements.queries.startTimer({ source });
    try {
      const ask = () => whileAsked(signal, () => this.ask(actor, query, scope, signal));
      const recalled = await this.recalled(actor, query, scope);
      const frames = recalled ?? (await this.turns.take(actor.workspaceId, signal, ask));
      requireModest(frames);
      end({ outcome: recalled ? 'recalled' : 'ok' });
      return { frames, problem: null };
    } catch (error) {
      end({ outcome: signal.aborted ? 'gone' : 'failed' });
      const problem = partialProblemOf(error);
      if (problem.fault === 'core' && !signal.aborted) this.journal.failed(error);
      return { frames: [], problem };
    }
  }

  /** What cannot be recalled, for whatever reason, is asked, and then says what is wrong. */
  private async recalled(actor: Actor, query: Query, scope: Scope): Promise<Frame[] | undefined> {
    const { variables = {} } = scope;
    try {
      const source = sourceOf(query, variables);
      const builtIn = this.builtIn.get(source);
      if (!builtIn?.recall) return undefined;
      const input = filledInput(builtIn.schema(query.kind), query.input, variables);
      return await builtIn.recall(actor, { source, kind: query.kind, input }, timeRangeOf(scope));
    } catch {
      return undefined;
    }
  }

  private async ask(actor: Actor, query: Query, scope: Scope, signal: AbortSignal): Promise<Frame[]> {
    const { variables = {}, about } = scope;
    const range = timeRangeOf(scope);
    const source = sourceOf(query, variables);
    const began = performance.now();
    const note = (outcome: Asked['outcome']) => {
      const durationMs = Math.round(performance.now() - began);
      this.journal.note(actor, { query, source, range, about, durationMs, outcome });
    };
    try {
      const frames = await this.askSource(actor, { ...query, source, variables }, range, signal);
      note('ok');
      return frames;
    } catch (error) {
      note(signal.aborted ? 'gone' : 'failed');
      throw error;
    }
  }

  private async askSource(actor: Actor, asked: Chosen, range: TimeRange, signal: AbortSignal): Promise<Frame[]> {
    const { source, kind, variables } = asked;
    const builtIn = this.builtIn.get(source);
    if (builtIn) {
      const input = filledInput(builtIn.schema(kind), asked.input, variables);
      return builtIn.ask(actor, { source, kind, input }, range, signal);
    }
    const connection = await this.connections.require(actor, source);
    const input = filledInput(this.plugins.inputSchema(connection.pin, kind), asked.input, variables);
    return this.plugins.query(connection, { kind, input, range, variables: plainVariables(variables) }, signal);
  }
}

/** A query whose source is no variable any more. */
interface Chosen extends Query {
  readonly source: string;
  readonly variables: FilledVariables;
}

/** What stands for a source is a connection's id: the workspace decides whether there is one. */
function sourceOf({ source }: Query, variables: FilledVariables): string {
  if (!isReference(source)) return source;
  const { id } = filledInput(CONNECTION, { id: source }, variables);
  if (variables[source.$variable]?.connects && z.uuid().safeParse(id).success) return id as string;
  throw invalid('variable.no-connection', `The variable “${source.$variable}” names no connection: choose one above.`);
}
const CONNECTION: SchemaNode = { properties: { id: { type: 'string' } }, required: ['id'] };

/** What a plugin is told: the values, and nothing of how we came by them. */
function plainVariables(variables: FilledVariables): Record<string, VariableValues> {
  const usable = Object.entries(variables).filter(([, { problem, truncated }]) => !problem && !truncated);
  return Object.fromEntries(usable.map(([name, { values, all }]) => [name, { values, all }]));
}

const timeRangeOf = ({ range, timezone, maxPoints }: Scope): TimeRange => ({ ...range, timezone, maxPoints });

const METRICS_SCHEMA = z.toJSONSchema(MetricsQuery, { io: 'input', unrepresentable: 'any' }) as SchemaNode;
const FORMULA_SCHEMA = z.toJSONSchema(FormulaQuery, { io: 'input', unrepresentable: 'any' }) as SchemaNode;

function checked<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  const place = field === '' ? {} : { place: { field } };
  throw invalid('query.invalid', `This query is not valid. ${field}: ${issue?.message ?? ''}`, place);
}

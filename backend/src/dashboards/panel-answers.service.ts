import { Injectable } from '@nestjs/common';
import type { DashboardDocument, PanelsBody } from '@quarterdeck/sdk/api/dashboards';
import { usesOf } from '@quarterdeck/sdk/api/variable-uses';
import { isAll, isReference, type VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import type { LiveScope } from '@quarterdeck/sdk/api/live';
import { resolveRange, type TimeWindow } from '@quarterdeck/sdk/api/time-range';
import type { VariablesBody, VariableState } from '@quarterdeck/sdk/api/variables';
import { metricsAsked } from '@quarterdeck/sdk/api/metric-queries';
import { METRICS_SOURCE, POINTS_PER_SERIES, type Query, type QueryScope } from '@quarterdeck/sdk/api/queries';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import { transformedAnswer } from '@quarterdeck/sdk/transforms';
import { systemActor, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { notFound } from '../platform/errors.js';
import { QueriesService, unlessAllBusy, type FilledVariables, type Scope } from '../queries/queries.service.js';
import { VariablesService } from '../variables/variables.service.js';
import { asKnown, saidAsKnown } from './as-known.js';
import { metricsOf, type LiveQuestion } from './live/live-question.js';
import type { ChosenMetrics } from './stale-panels.js';

const DAY_MS = 86_400_000;
const LONGEST_MS = 10_000;

/** Asks what the panels of a document ask, with what is chosen of its variables. */
@Injectable()
export class PanelAnswersService {
  constructor(
    private readonly queries: QueriesService,
    private readonly variables: VariablesService,
    private readonly clock: Clock,
  ) {}

  /** One answer per asked panel, in their order. An unknown panel id is refused before anything is asked. */
  async find(
    actor: Actor,
    document: DashboardDocument,
    { panels: ids, asKnownAt, ...scope }: PanelsBody,
    signal: AbortSignal,
  ): Promise<FramesAnswer[]> {
    const byId = new Map(document.panels.map((panel) => [panel.id, panel]));
    const asked = ids.map((panelId) => {
      const panel = byId.get(panelId);
      if (!panel) throw notFound('panel', panelId);
      return panel;
    });
    const variables = await this.filled(actor, document, { ...scope, panels: ids }, signal);
    const answers = await Promise.all(
      asked.map((panel) => {
        const about = { dashboard: document.title, panel: panel.title };
        const asked = { ...panel, queries: panel.queries.map((query) => asKnown(query, asKnownAt)) };
        return this.panel(actor, { ...scope, variables, about }, asked, { signal, asKnownAt });
      }),
    );
    return unlessAllBusy(answers);
  }

  /** Called for an open page: what those of its panels ask whose answers can be told as they change, by panel. */
  async liveQuestions(
    actor: Actor,
    document: DashboardDocument,
    { panels: ids, range, timezone, maxPoints }: LiveScope,
    variables: VariableChoices,
  ): Promise<Map<string, LiveQuestion>> {
    const window = resolveRange(range, this.clock.now());
    const scope = { range: window, timezone, maxPoints, variables, panels: ids };
    const filled = await this.filled(actor, document, scope, AbortSignal.timeout(LONGEST_MS));
    const { panels: used } = usesOf(document);
    const panels = document.panels.filter(({ id }) => ids.includes(id));
    const questions = panels.flatMap((panel) => {
      const metrics = metricsOf(panel, filled);
      if (!metrics) return [];
      const own = Object.fromEntries(
        (used[panel.id] ?? []).flatMap((name) => (filled[name] ? [[name, filled[name]]] : [])),
      );
      const about = { workspaceId: actor.workspaceId, dashboard: document.title, metrics };
      return [[panel.id, { ...about, panel, range, timezone, maxPoints, variables: own }] as const];
    });
    return new Map(questions);
  }

  /** Called for all who look at the same. Rights to look at it were required of each of them. */
  live(
    { workspaceId, panel, dashboard, timezone, maxPoints, variables }: LiveQuestion,
    range: TimeWindow,
    signal: AbortSignal,
  ): Promise<FramesAnswer> {
    const about = { dashboard, panel: panel.title };
    return this.panel(systemActor(workspaceId), { range, timezone, maxPoints, variables, about }, panel, { signal });
  }

  /** What the variables of a document offer, and which of the asked values hold. */
  states(
    actor: Actor,
    { variables }: DashboardDocument,
    body: VariablesBody,
    signal: AbortSignal,
  ): Promise<VariableState[]> {
    return this.variables.states(actor, variables, body, signal);
  }

  /** The metrics that the panels show, with what is chosen of the variables that stand for metrics. */
  async metrics(actor: Actor, document: DashboardDocument, scope: QueryScope, signal: AbortSignal): Promise<string[]> {
    const chosen = await this.chosenMetrics(actor, document, scope, signal);
    return metricsIn(document).flatMap((metric) => {
      if (isReference(metric)) return [...(chosen.get(metric.$variable) ?? [])];
      return typeof metric === 'string' ? [metric] : [];
    });
  }

  /** The metrics that the panels may show, whatever is chosen. */
  async offeredMetrics(actor: Actor, document: DashboardDocument): Promise<string[]> {
    const metrics = metricsIn(document);
    const names = metrics.flatMap((metric) => (isReference(metric) ? metric.$variable : []));
    const [body, signal] = [{ ...this.recent(), names }, AbortSignal.timeout(LONGEST_MS)];
    const states = names.length > 0 ? await this.variables.states(actor, document.variables, body, signal) : [];
    const offered = states.flatMap(({ options, chosen }) => [
      ...options.map(({ value }) => value),
      ...(isAll(chosen) ? [] : chosen),
    ]);
    return [...metrics.filter((metric) => typeof metric === 'string'), ...offered.map(String)];
  }

  /** Called for an open page, whose range moves on: what {@link chosenMetrics} are of late. */
  watchedMetrics(actor: Actor, document: DashboardDocument, variables: VariableChoices): Promise<ChosenMetrics> {
    return this.chosenMetrics(actor, document, { ...this.recent(), variables }, AbortSignal.timeout(LONGEST_MS));
  }

  /** The variables that these panels ask with. */
  private filled(
    actor: Actor,
    document: DashboardDocument,
    { panels, ...scope }: PanelsBody,
    signal: AbortSignal,
  ): Promise<FilledVariables> {
    const { panels: used } = usesOf(document);
    const names = [...new Set(panels.flatMap((panelId) => used[panelId] ?? []))];
    return this.variables.fill(actor, document.variables, { ...scope, names }, signal);
  }

  private recent(): QueryScope {
    const now = this.clock.now();
    return { range: { from: now - DAY_MS, to: now }, timezone: 'UTC', maxPoints: POINTS_PER_SERIES };
  }

  /** The metrics that are chosen, by the variables that stand for them; without those that cannot be used. */
  private async chosenMetrics(
    actor: Actor,
    document: DashboardDocument,
    scope: QueryScope,
    signal: AbortSignal,
  ): Promise<ChosenMetrics> {
    const names = metricsIn(document).flatMap((metric) => (isReference(metric) ? metric.$variable : []));
    if (names.length === 0) return new Map();
    const filled = await this.variables.fill(actor, document.variables, { ...scope, names }, signal);
    const usable = names.flatMap((name) => {
      const { values, problem } = filled[name] ?? { values: [], problem: true };
      return problem ? [] : [[name, values.map(String)] as const];
    });
    return new Map(usable);
  }

  /** All queries of one panel; it shows what its steps make of the frames of those that succeeded, and the first problem. */
  private async panel(
    actor: Actor,
    scope: Scope,
    { queries, transforms }: LiveQuestion['panel'],
    { signal, asKnownAt }: { readonly signal: AbortSignal; readonly asKnownAt?: string | undefined },
  ): Promise<FramesAnswer> {
    const found = await this.queries.run(actor, scope, queries, signal);
    const answers = found.map((answer, at) => saidAsKnown(answer, queries[at] as Query, asKnownAt));
    const whole = {
      frames: answers.flatMap(({ frames }) => frames),
      problem: answers.find(({ problem }) => problem !== null)?.problem ?? null,
    };
    return transformedAnswer(whole, transforms);
  }
}

const metricsIn = ({ panels }: DashboardDocument): unknown[] =>
  panels
    .flatMap(({ queries }) => queries)
    .filter(({ source }) => source === METRICS_SOURCE)
    .flatMap(({ input }) => metricsAsked(input));

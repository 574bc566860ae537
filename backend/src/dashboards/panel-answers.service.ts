import { Injectable } from '@nestjs/common';
import type { DashboardDocument, Panel, PanelsBody } from '@quarterdeck/sdk/api/dashboards';
import { usesOf } from '@quarterdeck/sdk/api/variable-uses';
import { isAll, isReference, type VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import type { VariablesBody, VariableState } from '@quarterdeck/sdk/api/variables';
import { metricsAsked } from '@quarterdeck/sdk/api/metric-queries';
import { METRICS_SOURCE, POINTS_PER_SERIES, type QueryScope } from '@quarterdeck/sdk/api/queries';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import { transformedAnswer } from '@quarterdeck/sdk/transforms';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { notFound } from '../platform/errors.js';
import { QueriesService, type Scope } from '../queries/queries.service.js';
import { VariablesService } from '../variables/variables.service.js';
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
    { panels: ids, ...scope }: PanelsBody,
    signal: AbortSignal,
  ): Promise<FramesAnswer[]> {
    const byId = new Map(document.panels.map((panel) => [panel.id, panel]));
    const asked = ids.map((panelId) => {
      const panel = byId.get(panelId);
      if (!panel) throw notFound('panel', panelId);
      return panel;
    });
    const { panels: used } = usesOf(document);
    const names = [...new Set(ids.flatMap((panelId) => used[panelId] ?? []))];
    const variables = await this.variables.fill(actor, document.variables, { ...scope, names }, signal);
    return Promise.all(
      asked.map((panel) => {
        const about = { dashboard: document.title, panel: panel.title };
        return this.panel(actor, { ...scope, variables, about }, panel, signal);
      }),
    );
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
  private async panel(actor: Actor, scope: Scope, panel: Panel, signal: AbortSignal): Promise<FramesAnswer> {
    const answers = await this.queries.run(actor, scope, panel.queries, signal);
    const whole = {
      frames: answers.flatMap(({ frames }) => frames),
      problem: answers.find(({ problem }) => problem !== null)?.problem ?? null,
    };
    return transformedAnswer(whole, panel.transforms);
  }
}

const metricsIn = ({ panels }: DashboardDocument): unknown[] =>
  panels
    .flatMap(({ queries }) => queries)
    .filter(({ source }) => source === METRICS_SOURCE)
    .flatMap(({ input }) => metricsAsked(input));

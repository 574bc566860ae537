import { Injectable } from '@nestjs/common';
import type { DashboardDocument, Panel, PanelsBody } from '@quarterdeck/sdk/api/dashboards';
import { usesOf } from '@quarterdeck/sdk/api/variable-uses';
import type { VariablesBody, VariableState } from '@quarterdeck/sdk/api/variables';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import type { Actor } from '../platform/actor.js';
import { notFound } from '../platform/errors.js';
import { QueriesService, type Scope } from '../queries/queries.service.js';
import { VariablesService } from '../variables/variables.service.js';

/** Asks what the panels of a document ask, with what is chosen of its variables. */
@Injectable()
export class PanelAnswersService {
  constructor(
    private readonly queries: QueriesService,
    private readonly variables: VariablesService,
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
    return Promise.all(asked.map((panel) => this.panel(actor, { ...scope, variables }, panel, signal)));
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

  /** All queries of one panel; it shows the frames of those that succeeded and the first problem. */
  private async panel(actor: Actor, scope: Scope, { queries }: Panel, signal: AbortSignal): Promise<FramesAnswer> {
    const answers = await this.queries.run(actor, scope, queries, signal);
    return {
      frames: answers.flatMap(({ frames }) => frames),
      problem: answers.find(({ problem }) => problem !== null)?.problem ?? null,
    };
  }
}

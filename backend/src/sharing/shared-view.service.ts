import { Injectable } from '@nestjs/common';
import type { Annotation, ShownParams } from '@quarterdeck/sdk/api/annotations';
import type { PanelsBody } from '@quarterdeck/sdk/api/dashboards';
import type { PartialProblem } from '@quarterdeck/sdk/api/problem';
import type { SharedDashboard } from '@quarterdeck/sdk/api/sharing';
import { usesOf } from '@quarterdeck/sdk/api/variable-uses';
import type { VariablesBody, VariableState } from '@quarterdeck/sdk/api/variables';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import { AnnotationsService } from '../annotations/annotations.service.js';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import type { Actor } from '../platform/actor.js';
import { PluginHostService } from '../plugin-host/plugin-host.service.js';
import { SharingService } from './sharing.service.js';
import { visitorsDocument, visitorsUses } from './visitors-document.js';

/** The true detail may name addresses inside the house. */
const UNTOLD = 'This panel cannot be read at the moment. Whoever shared this dashboard can see why.';

/**
 * What is seen through a share link. Nothing here takes a dashboard's id: which one it is, the link says. A viewer names
 * panels and a time range and can ask nothing else; of a variable only what it offers.
 */
@Injectable()
export class SharedViewService {
  constructor(
    private readonly sharing: SharingService,
    private readonly dashboards: DashboardsService,
    private readonly annotations: AnnotationsService,
    private readonly plugins: PluginHostService,
  ) {}

  /** The dashboard without its queries and without variables that it does not show. */
  async dashboard(actor: Actor): Promise<SharedDashboard> {
    const { dashboardId, expiresAt } = await this.sharing.requireLink(actor);
    const { document, ...dashboard } = await this.dashboards.require(actor, dashboardId);
    const bare = visitorsDocument(document);
    return {
      dashboard: { ...dashboard, document: bare },
      expiresAt,
      uses: visitorsUses(usesOf(document), bare.variables),
      plugins: this.plugins.widgets(document.panels.map(({ widget }) => widget)),
    };
  }

  /** One answer per asked panel; an id that is not on the dashboard is refused. Why one failed is told to insiders only. */
  async panels(actor: Actor, body: PanelsBody, signal: AbortSignal): Promise<FramesAnswer[]> {
    const { dashboardId } = await this.sharing.requireLink(actor);
    const answers = await this.dashboards.panels(actor, dashboardId, body, signal);
    return answers.map(({ frames, problem }) => ({ frames, problem: problem && told(problem) }));
  }

  /** What the variables offer that the page shows. Those that are hidden stay what they are. */
  async variables(actor: Actor, body: VariablesBody, signal: AbortSignal): Promise<VariableState[]> {
    const { dashboardId } = await this.sharing.requireLink(actor);
    const { document } = await this.dashboards.require(actor, dashboardId);
    const shown = visitorsDocument(document).variables.map(({ name }) => name);
    const names = shown.filter((name) => !body.names || body.names.includes(name));
    const states = await this.dashboards.variables(actor, dashboardId, { ...body, names }, signal);
    return states.map((state) => ({ ...state, problem: state.problem && told(state.problem) }));
  }

  /** Notes on the dashboard and on the metrics it shows. */
  async notes(actor: Actor, shown: ShownParams, signal: AbortSignal): Promise<Annotation[]> {
    const { dashboardId } = await this.sharing.requireLink(actor);
    return this.annotations.ofDashboard(actor, dashboardId, shown, signal);
  }
}

/** What was chosen is the visitor's own doing, and says nothing of what is asked. */
const told = (problem: PartialProblem): PartialProblem =>
  problem.code === 'variable.not-offered' ? problem : { ...problem, detail: UNTOLD };

import { Injectable } from '@nestjs/common';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import { earlierWindow } from '@quarterdeck/sdk/api/comparison';
import type { Dashboard, PanelsBody } from '@quarterdeck/sdk/api/dashboards';
import { POINTS_PER_SERIES } from '@quarterdeck/sdk/api/queries';
import { shownVariable, withVariables } from '@quarterdeck/sdk/api/variable-choices';
import type { VariableState } from '@quarterdeck/sdk/api/variables';
import type { NewReport } from '@quarterdeck/sdk/api/reports';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import { AnnotationsService } from '../annotations/annotations.service.js';
import { ConnectionsService } from '../connections/connections.service.js';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { conflict, notFound } from '../platform/errors.js';
import { PluginHostService } from '../plugin-host/plugin-host.service.js';
import { allWord } from './all-word.js';
import { SnapshotEntity } from './snapshot.entity.js';
import { snapshotOf, usedPlugins, type EarlierAnswers, type Snapshot } from './snapshot.js';

const LONGEST_READ_MS = 60_000;
const TRIES = 3;

interface Reading {
  readonly dashboard: Dashboard;
  readonly answers: readonly FramesAnswer[];
  /** What it is compared with, where that was asked for. */
  readonly earlier: EarlierAnswers | undefined;
  /** What is chosen, one for each variable of the document, in its order. */
  readonly states: readonly VariableState[];
}

/** Freezes dashboards, and keeps what was frozen: nothing that is stored here ever changes. */
@Injectable()
export class SnapshotsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly dashboards: DashboardsService,
    private readonly annotations: AnnotationsService,
    private readonly connections: ConnectionsService,
    private readonly plugins: PluginHostService,
  ) {}

  /** Called when a report is asked for: reads, now, everything that the dashboard shows over the range. */
  async freeze(
    actor: Actor,
    wanted: NewReport,
  ): Promise<Snapshot & { readonly dashboard: Dashboard; readonly title: string }> {
    const { dashboardId, range, timezone, locale, asKnownAt } = wanted;
    const asOf = this.clock.now();
    const { dashboard, answers, earlier, states } = await this.read(actor, wanted);
    const { document, version: dashboardVersion } = dashboard;
    const workspace = await this.workspaceName(actor);
    const chosen = { document, choices: new Map(states.map((state) => [state.name, state.chosen])) };
    const plugins = usedPlugins(chosen, await this.connections.list(actor), this.plugins.list());
    const variables = document.variables.flatMap((variable) => {
      const state = states.find(({ name }) => name === variable.name);
      return state ? [shownVariable(variable, state.chosen, { ...state, known: true })] : [];
    });
    const asked = { ...range, variables: choicesOf(states) };
    const signal = AbortSignal.timeout(LONGEST_READ_MS);
    const annotations = inOrder(await this.annotations.ofDashboard(actor, dashboardId, asked, signal));
    const about = { dashboardId, dashboardVersion, workspace, range, timezone, locale, asOf };
    const known = asKnownAt === undefined ? {} : { asKnownAt };
    const words = new Map(variables.map(({ name, all, values }) => [name, all ? allWord(locale) : values.join(', ')]));
    const title = withVariables(document.title, words);
    return {
      dashboard,
      title,
      ...snapshotOf({ document, ...about, ...known, plugins, annotations, variables }, answers, earlier),
    };
  }

  /** Called in the transaction that stores the report. The same content is stored once. */
  async store({ workspaceId }: Actor, dashboardId: string, { id, bytes }: Snapshot): Promise<void> {
    const snapshots = this.database.repository(SnapshotEntity).createQueryBuilder();
    await snapshots.insert().values({ workspaceId, id, dashboardId, content: bytes }).orIgnore().execute();
  }

  /** Called by the printer. */
  async requireBytes(actor: Actor, id: string): Promise<Buffer> {
    const snapshot = await this.database.within(actor, () =>
      this.database.repository(SnapshotEntity).findOneBy({ workspaceId: actor.workspaceId, id }),
    );
    if (!snapshot) throw notFound('snapshot', id);
    return snapshot.content;
  }

  /** The document and its frames, of one version: somebody may save while the frames are read. */
  private async read(actor: Actor, wanted: NewReport): Promise<Reading> {
    const { dashboardId, range, timezone, variables = {}, asKnownAt } = wanted;
    let dashboard = await this.dashboards.require(actor, dashboardId);
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const panels = dashboard.document.panels.map(({ id }) => id);
      const scope = { range, timezone, maxPoints: POINTS_PER_SERIES };
      const signal = AbortSignal.timeout(LONGEST_READ_MS);
      const states = await this.dashboards.variables(actor, dashboardId, { ...scope, variables }, signal);
      const asked = { ...scope, panels, variables: choicesOf(states), asKnownAt };
      const answers = panels.length === 0 ? [] : await this.dashboards.panels(actor, dashboardId, asked, signal);
      const earlier = await this.readEarlier(actor, wanted, asked, signal);
      const after = await this.dashboards.require(actor, dashboardId);
      if (after.version === dashboard.version) return { dashboard, answers, earlier, states };
      dashboard = after;
    }
    throw conflict('dashboard.changing', 'Somebody is changing this dashboard right now: ask for the report again.');
  }

  /** The same panels over the time that the reader compared with. */
  private async readEarlier(
    actor: Actor,
    { dashboardId, comparison }: NewReport,
    asked: PanelsBody,
    signal: AbortSignal,
  ): Promise<EarlierAnswers | undefined> {
    if (!comparison || asked.panels.length === 0) return undefined;
    const range = earlierWindow({ range: asked.range, comparison, timezone: asked.timezone });
    const answers = await this.dashboards.panels(actor, dashboardId, { ...asked, range }, signal);
    return { comparison, range, answers };
  }

  private async workspaceName(actor: Actor): Promise<string> {
    const [workspace] = await this.database.within(actor, () =>
      this.database.sql<{ name: string }>('select name from workspaces where id = $1', [actor.workspaceId]),
    );
    return workspace?.name ?? '';
  }
}

/** What no variable offers was left out: what is printed is what is stated. */
const choicesOf = (states: readonly VariableState[]) =>
  Object.fromEntries(states.map(({ name, chosen }) => [name, chosen]));

/** Two notes about the same moment would otherwise come in any order, and the snapshot would have another id. */
const inOrder = (annotations: readonly Annotation[]) =>
  [...annotations].sort((one, other) => (one.from + one.id < other.from + other.id ? -1 : 1));

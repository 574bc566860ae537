import * as z from 'zod';
import { ById, Instant } from './common.js';
import { dashboardLayout, layoutProblems, panelSection, PartId } from './dashboard-layout.js';
import { FolderRight } from './folders.js';
import { PanelDisplay } from './display.js';
import { PluginPin } from './plugins.js';
import { Query, QueryAnswers, QueryScope } from './queries.js';
import { route } from './route.js';
import { TimeRangeChoice, Timezone } from './time-range.js';
import { Transforms } from './transforms.js';
import { Variable, VariablesBody, VariableStates } from './variables.js';

/** Where a panel stands: columns of 24, rows of 32 pixels. */
export const Placement = z
  .object({
    x: z.int().min(0).max(23),
    y: z.int().min(0).max(10_000),
    w: z.int().min(1).max(24),
    h: z.int().min(1).max(200),
  })
  .refine(({ x, w }) => x + w <= 24, 'A panel must end within the 24 columns.');
export type Placement = z.output<typeof Placement>;

/** One widget with its queries and options, placed on a dashboard. */
export const Panel = z.object({
  id: PartId,
  title: z.string().trim().max(200).default(''),
  description: z.string().max(2000).default(''),
  widget: PluginPin,
  options: z.record(z.string(), z.unknown()).default({}),
  /** Unit, thresholds and the like; common to all widgets and applied by the host. */
  display: PanelDisplay.optional(),
  queries: z.array(Query).max(20).default([]),
  /** What is made of the answers before the widget draws them, step by step. */
  transforms: Transforms.optional(),
  place: Placement,
  ...panelSection,
});
export type Panel = z.output<typeof Panel>;

export const DashboardDocument = z
  .object({
    title: z.string().trim().min(1).max(200),
    description: z.string().max(2000).default(''),
    /** IANA zone, or `browser` for the reader's own. */
    timezone: z.union([z.literal('browser'), Timezone]).default('browser'),
    /** What the dashboard opens on. */
    range: TimeRangeChoice.default({ from: 'now-6h', to: 'now' }),
    refreshSeconds: z.int().min(5).max(86_400).nullable().default(null),
    panels: z.array(Panel).max(200).default([]),
    ...dashboardLayout,
    /** In the order in which they stand above the panels. */
    variables: z.array(Variable).max(50).default([]),
  })
  .refine(({ panels }) => new Set(panels.map(({ id }) => id)).size === panels.length, {
    message: 'Two panels have the same id.',
    path: ['panels'],
  })
  .superRefine((document, context) => {
    for (const problem of layoutProblems(document)) context.addIssue({ code: 'custom', ...problem });
  });
export type DashboardDocument = z.output<typeof DashboardDocument>;

export const DashboardSummary = z.object({
  id: z.uuid(),
  title: z.string(),
  description: z.string(),
  panelCount: z.int(),
  updatedAt: Instant,
  /** Where it lies; null at the top. */
  folderId: z.uuid().nullable(),
  /** What you may do with it. */
  right: FolderRight,
});
export type DashboardSummary = z.output<typeof DashboardSummary>;

/** `version` rises by one with each save; a save names the version it changed. */
export const Dashboard = z.object({ id: z.uuid(), version: z.int(), updatedAt: Instant, document: DashboardDocument });
export type Dashboard = z.output<typeof Dashboard>;

export const DashboardChange = z.object({
  version: z.int().positive(),
  document: DashboardDocument,
  /** What was changed and why, for the history. */
  note: z.string().trim().max(500).default(''),
});
export type DashboardChange = z.output<typeof DashboardChange>;

/** Which panels, over which range. All that a viewer, signed in or through a share link, can ask. */
export const PanelsBody = z.object({
  ...QueryScope.shape,
  panels: z.array(PartId).min(1).max(200),
  /** The numbers as they were known at this instant; sources that do not keep that say so. */
  asKnownAt: Instant.optional(),
});
export type PanelsBody = z.output<typeof PanelsBody>;

/** As `QueryAnswers`, one answer per asked panel, in the same order; in the binary form too. */
export const PanelAnswers = QueryAnswers;

export const dashboardRoutes = {
  list: route({
    method: 'GET',
    path: 'dashboards',
    access: 'viewer',
    summary: 'List dashboards',
    answer: z.array(DashboardSummary),
  }),
  get: route({
    method: 'GET',
    path: 'dashboards/:id',
    access: 'viewer',
    summary: 'Read a dashboard',
    params: ById,
    answer: Dashboard,
  }),
  create: route({
    method: 'POST',
    path: 'dashboards',
    access: 'viewer',
    summary: 'Create a dashboard, at the top or in a folder: whoever may edit there',
    query: z.object({ folder: z.uuid().optional() }),
    body: DashboardDocument,
    answer: Dashboard,
    status: 201,
  }),
  save: route({
    method: 'PUT',
    path: 'dashboards/:id',
    access: 'viewer',
    summary: 'Save a dashboard, where you may edit; 409 when somebody saved in between',
    params: ById,
    body: DashboardChange,
    answer: Dashboard,
  }),
  remove: route({
    method: 'DELETE',
    path: 'dashboards/:id',
    access: 'viewer',
    summary: 'Move a dashboard to the trash, where you may edit',
    params: ById,
  }),
  panels: route({
    method: 'POST',
    path: 'dashboards/:id/panels',
    access: 'viewer',
    summary: 'The frames of panels over a time range',
    params: ById,
    body: PanelsBody,
    answer: PanelAnswers,
  }),
  variables: route({
    method: 'POST',
    path: 'dashboards/:id/variables',
    access: 'viewer',
    summary: 'What the variables of a dashboard offer, and what is chosen',
    params: ById,
    body: VariablesBody,
    answer: VariableStates,
  }),
};

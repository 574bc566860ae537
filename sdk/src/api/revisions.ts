import * as z from 'zod';
import { ById, Instant } from './common.js';
import { Dashboard, DashboardDocument, PanelAnswers, PanelsBody } from './dashboards.js';
import { Change } from './document-changes.js';
import { route } from './route.js';
import { VariablesBody, VariableStates } from './variables.js';

/** Who saved: a person, a program with an API key, or Quarterdeck itself. A person who is gone has no name. */
export const RevisionAuthor = z.object({
  kind: z.enum(['user', 'api-key', 'system']),
  id: z.uuid().nullable(),
  name: z.string().nullable(),
});
export type RevisionAuthor = z.output<typeof RevisionAuthor>;

const facts = {
  /** The version of the dashboard that this save made. */
  version: z.int().positive(),
  savedAt: Instant,
  author: RevisionAuthor,
  /** What the author said about it; often nothing. */
  note: z.string(),
  /** The version that it brought back, when it is a restore. */
  restoredFrom: z.int().positive().nullable(),
};

/** A save of a dashboard. `changes` is what it did to the version before; null where none before it is known, or may be. */
export const Revision = z.object({ ...facts, changes: z.array(Change).nullable() });
export type Revision = z.output<typeof Revision>;

export const RevisionPage = z.object({
  revisions: z.array(Revision),
  /** Whether there are older ones: ask again with `before` the last version of this page. */
  more: z.boolean(),
  /** Whether you may look into them: what a version held is for who may edit the dashboard. */
  readable: z.boolean(),
});
export type RevisionPage = z.output<typeof RevisionPage>;

export const RevisionContent = z.object({ ...facts, document: DashboardDocument });
export type RevisionContent = z.output<typeof RevisionContent>;

const Count = z.coerce.number().int().min(1);
export const RevisionFilter = z.object({
  /** Only versions before this one. */
  before: Count.optional(),
  limit: Count.max(100).default(30),
});
export type RevisionFilter = z.output<typeof RevisionFilter>;

export const ByVersion = z.object({ ...ById.shape, version: Count });

/** `version` is the one that the restore replaces: who restores has seen it. */
export const RevisionRestore = z.object({ version: z.int().positive() });
export type RevisionRestore = z.output<typeof RevisionRestore>;

export const revisionRoutes = {
  list: route({
    method: 'GET',
    path: 'dashboards/:id/revisions',
    access: 'viewer',
    summary: 'The history of a dashboard, the newest save first',
    params: ById,
    query: RevisionFilter,
    answer: RevisionPage,
  }),
  get: route({
    method: 'GET',
    path: 'dashboards/:id/revisions/:version',
    access: 'viewer',
    summary: 'A dashboard as it was saved once, where you may edit',
    params: ByVersion,
    answer: RevisionContent,
  }),
  panels: route({
    method: 'POST',
    path: 'dashboards/:id/revisions/:version/panels',
    access: 'viewer',
    summary: 'The frames of panels as they stood in an old version, over a time range, where you may edit',
    params: ByVersion,
    body: PanelsBody,
    answer: PanelAnswers,
  }),
  variables: route({
    method: 'POST',
    path: 'dashboards/:id/revisions/:version/variables',
    access: 'viewer',
    summary: 'What the variables of an old version offer, and what is chosen of them, where you may edit',
    params: ByVersion,
    body: VariablesBody,
    answer: VariableStates,
  }),
  restore: route({
    method: 'POST',
    path: 'dashboards/:id/revisions/:version/restore',
    access: 'viewer',
    summary: 'Save an old version again as the newest, where you may edit; 409 when somebody saved in between',
    params: ByVersion,
    body: RevisionRestore,
    answer: Dashboard,
  }),
};

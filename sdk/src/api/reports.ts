import * as z from 'zod';
import { Annotation } from './annotations.js';
import { ById, Instant, Locale } from './common.js';
import { Comparison } from './comparison.js';
import { DashboardDocument } from './dashboards.js';
import { Plugin } from './plugins.js';
import { AnswerPlaces } from './queries.js';
import { route } from './route.js';
import { TimeWindow, Timezone } from './time-range.js';
import { VariableChoices } from './variable-values.js';
import { ShownVariable } from './variables.js';

export const ReportStatus = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export const Report = z.object({
  id: z.uuid(),
  dashboardId: z.uuid(),
  snapshotId: z.string(),
  title: z.string(),
  status: ReportStatus,
  /** 0 to 1. */
  progress: z.number(),
  /** Why it failed, for people. */
  problem: z.string().nullable(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
});
export type Report = z.output<typeof Report>;

export const NewReport = z.object({
  dashboardId: z.uuid(),
  range: TimeWindow,
  timezone: Timezone,
  variables: VariableChoices.optional(),
  /** The language of the headings, and how dates and numbers are written. */
  locale: Locale.default('en'),
  /** Prints the earlier values beside the present ones. */
  comparison: Comparison.optional(),
  /** Prints the numbers as they were known at this instant, and says so. */
  asKnownAt: Instant.optional(),
});
export type NewReport = z.output<typeof NewReport>;

/**
 * A dashboard frozen: everything a page needs to be drawn again, but the frames, which lie beside it in the binary form.
 * Its id is the SHA-256 of those bytes, so what was printed can be proven.
 */
export const SnapshotContent = z.object({
  document: DashboardDocument,
  dashboardId: z.uuid(),
  dashboardVersion: z.int(),
  workspace: z.string(),
  range: TimeWindow,
  timezone: z.string(),
  /** Of who asked; older snapshots were English. */
  locale: z.string().default('en'),
  /** When the numbers were read. */
  asOf: z.int(),
  /** As of when they were known, where that was not when they were read. */
  asKnownAt: Instant.optional(),
  plugins: z.array(Plugin),
  annotations: z.array(Annotation),
  /** What was chosen; older snapshots know none. */
  variables: z.array(ShownVariable).default([]),
  /** One answer per panel, in the order of the document. */
  panels: AnswerPlaces.shape.answers,
  /** What it is compared with, where it is: the same panels over an earlier time, in the same order. */
  compared: z.object({ comparison: Comparison, range: TimeWindow, panels: AnswerPlaces.shape.answers }).optional(),
});
export type SnapshotContent = z.output<typeof SnapshotContent>;

export const reportRoutes = {
  create: route({
    method: 'POST',
    path: 'reports',
    access: 'viewer',
    summary: 'Freeze a dashboard and print it to PDF',
    body: NewReport,
    answer: Report,
    status: 202,
  }),
  get: route({
    method: 'GET',
    path: 'reports/:id',
    access: 'viewer',
    summary: 'How far a report is',
    params: ById,
    answer: Report,
  }),
  file: route({
    method: 'GET',
    path: 'reports/:id/file',
    access: 'viewer',
    summary: 'The PDF',
    params: ById,
    answer: { mediaType: 'application/pdf' },
  }),
  cancel: route({ method: 'DELETE', path: 'reports/:id', access: 'viewer', summary: 'Cancel a report', params: ById }),
};

import * as z from 'zod';
import { ById, Instant, Labels, MetricName } from './common.js';
import { route } from './route.js';
import { TimeWindowParams } from './time-range.js';
import { ChoicesParam } from './variable-values.js';

/** Names of the look's tokens, so that a note fits every theme and paper. */
export const AnnotationColour = z.enum(['accent', 'good', 'warn', 'bad', 'info']);
export type AnnotationColour = z.output<typeof AnnotationColour>;

/** Who wrote or changed a note. Null where it was no person, the person is gone, or a share link asks. */
export const AnnotationAuthor = z.object({ id: z.uuid(), name: z.string() }).nullable();
export type AnnotationAuthor = z.output<typeof AnnotationAuthor>;

const Tag = z.string().trim().min(1).max(40);

const written = {
  dashboardId: z.uuid().nullable().default(null),
  metric: MetricName.nullable().default(null),
  labels: Labels.default({}),
  from: Instant,
  /** Null marks a moment; a value makes it a span. */
  to: Instant.nullable().default(null),
  /** Markdown. */
  text: z.string().trim().min(1).max(2000),
  tags: z.array(Tag).max(20).default([]),
  colour: AnnotationColour.default('info'),
};

const Written = z.object(written);
type Written = z.output<typeof Written>;

/** What holds of the fields together. */
const consistent = <T extends z.ZodType<Written>>(content: T) =>
  content
    .refine(({ metric, dashboardId }) => (metric === null) !== (dashboardId === null), {
      message: 'A note belongs to a metric or to a dashboard: name one of them.',
      path: ['metric'],
    })
    .refine(({ metric, labels }) => metric !== null || Object.keys(labels).length === 0, {
      message: 'Only a metric has labels.',
      path: ['labels'],
    })
    .refine(({ from, to }) => to === null || Date.parse(to) >= Date.parse(from), {
      message: 'A span cannot end before it begins.',
      path: ['to'],
    });

/** What a person writes. It is anchored to a metric, with labels if it concerns some of its series only, or to a dashboard. */
export const AnnotationContent = consistent(Written);
export type AnnotationContent = z.output<typeof AnnotationContent>;

/** `version` is the one that was read: a change never overwrites somebody else's silently. */
export const AnnotationChange = consistent(Written.extend({ version: z.int().min(1) }));
export type AnnotationChange = z.output<typeof AnnotationChange>;

/** A note about a moment (`to` is null) or a span. The defaults read snapshots that older versions have frozen. */
export const Annotation = z.object({
  id: z.uuid(),
  dashboardId: z.uuid().nullable(),
  metric: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  from: Instant,
  to: Instant.nullable(),
  text: z.string(),
  tags: z.array(z.string()),
  colour: AnnotationColour.default('info'),
  source: z.enum(['person', 'api', 'plugin']),
  author: AnnotationAuthor.default(null),
  createdAt: Instant.nullable().default(null),
  /** When it was last changed; null when it never was. */
  editedAt: Instant.nullable().default(null),
  /** Rises with each change. */
  version: z.int().default(1),
});
export type Annotation = z.output<typeof Annotation>;

/** One change of a note: who made it, when, and what the note said before. */
export const AnnotationEdit = z.object({
  editor: AnnotationAuthor,
  editedAt: Instant,
  before: Annotation.pick({
    dashboardId: true,
    metric: true,
    labels: true,
    from: true,
    to: true,
    text: true,
    tags: true,
    colour: true,
  }),
});
export type AnnotationEdit = z.output<typeof AnnotationEdit>;

/** All are optional; `from` and `to` are epoch milliseconds. */
export const AnnotationFilter = z
  .object({
    metric: MetricName.optional(),
    from: z.coerce.number().int().optional(),
    to: z.coerce.number().int().optional(),
    tag: Tag.optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    message: 'The range must end after it begins.',
    path: ['to'],
  });
export type AnnotationFilter = z.output<typeof AnnotationFilter>;

/** `variables` are choices as JSON: which metrics are shown may hang on them. */
export const ShownParams = TimeWindowParams.and(z.object({ variables: ChoicesParam.optional() }));
export type ShownParams = z.output<typeof ShownParams>;

export const annotationRoutes = {
  ofDashboard: route({
    method: 'GET',
    path: 'dashboards/:id/annotations',
    access: 'viewer',
    summary: 'The annotations of a dashboard and of the metrics on it that touch a time range',
    params: ById,
    query: ShownParams,
    answer: z.array(Annotation),
  }),
  list: route({
    method: 'GET',
    path: 'annotations',
    access: 'viewer',
    summary: 'The annotations of a metric, a time range or a tag; at most 1,000',
    query: AnnotationFilter,
    answer: z.array(Annotation),
  }),
  read: route({
    method: 'GET',
    path: 'annotations/:id',
    access: 'viewer',
    summary: 'One annotation',
    params: ById,
    answer: Annotation,
  }),
  create: route({
    method: 'POST',
    path: 'annotations',
    access: 'viewer',
    summary: 'Write an annotation on a metric, as an editor, or on a dashboard where you may edit',
    body: AnnotationContent,
    answer: Annotation,
    status: 201,
  }),
  change: route({
    method: 'PUT',
    path: 'annotations/:id',
    access: 'viewer',
    summary: 'Change an annotation: its author or an owner; 409 where somebody else did meanwhile',
    params: ById,
    body: AnnotationChange,
    answer: Annotation,
  }),
  remove: route({
    method: 'DELETE',
    path: 'annotations/:id',
    access: 'viewer',
    summary: 'Remove an annotation: its author or an owner',
    params: ById,
  }),
  history: route({
    method: 'GET',
    path: 'annotations/:id/history',
    access: 'viewer',
    summary: 'What an annotation said before, the newest change first',
    params: ById,
    answer: z.array(AnnotationEdit),
  }),
};

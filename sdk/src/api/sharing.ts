import * as z from 'zod';
import { Annotation, ShownParams } from './annotations.js';
import { ById, Instant } from './common.js';
import { Dashboard, PanelAnswers, PanelsBody } from './dashboards.js';
import { Plugin } from './plugins.js';
import { route } from './route.js';
import { VariablesBody, VariableStates, VariableUses } from './variables.js';

export const ShareLink = z.object({
  id: z.uuid(),
  dashboardId: z.uuid(),
  name: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  revokedAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
});
export type ShareLink = z.output<typeof ShareLink>;

export const NewShareLink = z.object({
  name: z.string().trim().max(100).default(''),
  /** Between a minute and a year from now. */
  expiresAt: Instant,
});
export type NewShareLink = z.output<typeof NewShareLink>;

/** The only time the token is seen. The page is `/shared#<token>`: a fragment reaches no server log. */
export const CreatedShareLink = z.object({ link: ShareLink, token: z.string() });
export type CreatedShareLink = z.output<typeof CreatedShareLink>;

/**
 * What a share link shows. What is asked is left out: panels have no queries, variables are lists without options. Of the
 * plugins only the widgets that draw it are told.
 */
export const SharedDashboard = z.object({
  dashboard: Dashboard,
  expiresAt: Instant,
  uses: VariableUses,
  plugins: z.array(Plugin),
});
export type SharedDashboard = z.output<typeof SharedDashboard>;

/** The `shared` routes want `Authorization: Bearer <token of the link>`. */
export const sharingRoutes = {
  list: route({
    method: 'GET',
    path: 'dashboards/:id/share-links',
    access: 'viewer',
    summary: 'List the share links of a dashboard',
    params: ById,
    answer: z.array(ShareLink),
  }),
  create: route({
    method: 'POST',
    path: 'dashboards/:id/share-links',
    access: 'viewer',
    summary: 'Create a read-only link to a dashboard',
    params: ById,
    body: NewShareLink,
    answer: CreatedShareLink,
    status: 201,
  }),
  revoke: route({
    method: 'DELETE',
    path: 'share-links/:id',
    access: 'viewer',
    summary: 'Revoke a share link',
    params: ById,
  }),
  shared: route({
    method: 'GET',
    path: 'shared',
    access: 'share',
    summary: 'The shared dashboard',
    answer: SharedDashboard,
  }),
  sharedPanels: route({
    method: 'POST',
    path: 'shared/panels',
    access: 'share',
    summary: 'The frames of panels of the shared dashboard',
    body: PanelsBody,
    answer: PanelAnswers,
  }),
  sharedVariables: route({
    method: 'POST',
    path: 'shared/variables',
    access: 'share',
    summary: 'What the variables of the shared dashboard offer, and what is chosen',
    body: VariablesBody,
    answer: VariableStates,
  }),
  sharedAnnotations: route({
    method: 'GET',
    path: 'shared/annotations',
    access: 'share',
    summary: 'The annotations of the shared dashboard',
    query: ShownParams,
    answer: z.array(Annotation),
  }),
};

import * as z from 'zod';
import { ById, Instant } from './common.js';
import { Role, Session, WorkspaceName } from './identity.js';
import { route } from './route.js';

/** A workspace that one belongs to. */
export const Workspace = z.object({
  id: z.uuid(),
  name: z.string(),
  /** What one is there. */
  role: Role,
  /** How many people belong to it. */
  members: z.number(),
  /** The one that this session is in. */
  current: z.boolean(),
});
export type Workspace = z.output<typeof Workspace>;

export const NewWorkspace = z.object({ name: WorkspaceName });
export type NewWorkspace = z.output<typeof NewWorkspace>;

export const WorkspaceChoice = z.object({ workspaceId: z.uuid() });
export type WorkspaceChoice = z.output<typeof WorkspaceChoice>;

/** Says in which other workspace of theirs people find what they have the address of. */
export const Whereabouts = z.object({ workspace: z.object({ id: z.uuid(), name: z.string() }).nullable() });
export type Whereabouts = z.output<typeof Whereabouts>;

export const WhereaboutsParams = z.object({ kind: z.enum(['dashboards', 'connections', 'imports']), id: z.uuid() });
export type WhereaboutsParams = z.output<typeof WhereaboutsParams>;

/** A deleted workspace whose points are still being removed. */
export const WorkspaceRemoval = z.object({
  id: z.uuid(),
  name: z.string(),
  requestedAt: Instant,
  /** Series whose points are to be removed, and how many of them are done. */
  total: z.number(),
  done: z.number(),
  finishedAt: Instant.nullable(),
});
export type WorkspaceRemoval = z.output<typeof WorkspaceRemoval>;

export const workspaceRoutes = {
  list: route({
    method: 'GET',
    path: 'workspaces',
    access: 'viewer',
    summary: 'The workspaces that one belongs to',
    answer: z.array(Workspace),
  }),
  create: route({
    method: 'POST',
    path: 'workspaces',
    access: 'owner',
    summary: 'Create a workspace and become its owner',
    body: NewWorkspace,
    answer: Workspace,
    status: 201,
  }),
  rename: route({
    method: 'PUT',
    path: 'workspaces/:id',
    access: 'owner',
    summary: 'Rename the workspace that the session is in',
    params: ById,
    body: NewWorkspace,
    answer: Workspace,
  }),
  switch: route({
    method: 'PUT',
    path: 'session/workspace',
    access: 'viewer',
    summary: 'Go on in another workspace',
    body: WorkspaceChoice,
    answer: Session,
  }),
  leave: route({
    method: 'POST',
    path: 'workspaces/:id/leave',
    access: 'viewer',
    summary: 'Leave a workspace',
    params: ById,
  }),
  remove: route({
    method: 'POST',
    path: 'workspaces/:id/removal',
    access: 'owner',
    summary: 'Delete the workspace that the session is in, with everything in it; its name is asked as a proof',
    params: ById,
    body: NewWorkspace,
    answer: WorkspaceRemoval,
    status: 202,
  }),
  removals: route({
    method: 'GET',
    path: 'workspace-removals',
    access: 'viewer',
    summary: 'Workspaces that one has deleted within a day, and how far that is',
    answer: z.array(WorkspaceRemoval),
  }),
  whereabouts: route({
    method: 'GET',
    path: 'whereabouts/:kind/:id',
    access: 'viewer',
    summary: 'Which other workspace of mine has this',
    params: WhereaboutsParams,
    answer: Whereabouts,
  }),
};

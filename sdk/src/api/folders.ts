import * as z from 'zod';
import { ById } from './common.js';
import { route } from './route.js';

/** How deep folders may lie in each other. */
export const FOLDER_DEPTH = 3;

/** What somebody may do with the dashboards of a folder: `edit` is what an editor may, `none` hides them. */
export const FolderRight = z.enum(['none', 'view', 'edit']);
export type FolderRight = z.output<typeof FolderRight>;

export const FolderContent = z.object({
  name: z.string().trim().min(1, 'Type a name.').max(100),
  /** The folder it lies in; null at the top. */
  parentId: z.uuid().nullable().default(null),
});
export type FolderContent = z.output<typeof FolderContent>;

/** A place for dashboards, as whoever asks sees it. */
export const Folder = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The nearest folder around it that whoever asks may see. */
  parentId: z.uuid().nullable(),
  right: FolderRight,
  /** It has grants of its own, beside those of the folders around it. */
  restricted: z.boolean(),
});
export type Folder = z.output<typeof Folder>;

/**
 * What a folder grants in the place of roles, to everybody (null: as their roles say) and to single members. Of the
 * folders around a dashboard the nearest that says something about a member decides; owners see and edit everything.
 */
export const FolderGrants = z.object({
  everybody: FolderRight.nullable(),
  members: z
    .array(z.object({ userId: z.uuid(), right: FolderRight }))
    .max(500)
    .refine((members) => new Set(members.map(({ userId }) => userId)).size === members.length, {
      message: 'One member is named twice.',
    }),
});
export type FolderGrants = z.output<typeof FolderGrants>;

/** Without `contents=move` only an empty folder is deleted; with it, what lies in it moves to the folder around it. */
export const FolderRemoval = z.object({ contents: z.enum(['refuse', 'move']).default('refuse') });
export type FolderRemoval = z.output<typeof FolderRemoval>;

export const folderRoutes = {
  list: route({
    method: 'GET',
    path: 'folders',
    access: 'viewer',
    summary: 'The folders that you may see, by name',
    answer: z.array(Folder),
  }),
  create: route({
    method: 'POST',
    path: 'folders',
    access: 'viewer',
    summary: 'Create a folder: whoever may edit where it will lie',
    body: FolderContent,
    answer: Folder,
    status: 201,
  }),
  change: route({
    method: 'PUT',
    path: 'folders/:id',
    access: 'viewer',
    summary: 'Rename a folder or move it into another: whoever may edit in both',
    params: ById,
    body: FolderContent,
    answer: Folder,
  }),
  remove: route({
    method: 'DELETE',
    path: 'folders/:id',
    access: 'viewer',
    summary: 'Delete a folder: whoever may edit in it and around it',
    params: ById,
    query: FolderRemoval,
  }),
  grants: route({
    method: 'GET',
    path: 'folders/:id/grants',
    access: 'owner',
    summary: 'What a folder grants to whom',
    params: ById,
    answer: FolderGrants,
  }),
  grant: route({
    method: 'PUT',
    path: 'folders/:id/grants',
    access: 'owner',
    summary: 'Replace what a folder grants',
    params: ById,
    body: FolderGrants,
    answer: FolderGrants,
  }),
};

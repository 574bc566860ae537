import { FOLDER_DEPTH, type Folder, type FolderRemoval } from '@quarterdeck/sdk/api/folders';
import { hasRole, type Actor } from '../platform/actor.js';
import { conflict, forbidden, invalid, notFound, type AppError } from '../platform/errors.js';
import type { FolderTree } from './folder-tree.js';

/** Throws not-found for a folder that the actor may not see: to her there is none. */
export function requireSeen(tree: FolderTree, id: string): Folder {
  const folder = tree.find(id);
  if (!folder) throw notFound('folder', id);
  return folder;
}

/** Throws where the actor may not change what lies there; null is the top. */
export function requireEdit(tree: FolderTree, id: string | null): void {
  if (id !== null) requireSeen(tree, id);
  if (tree.right(id) !== 'edit')
    throw forbidden('folder.read-only', 'You may look at this folder and not change what lies in it.');
}

/** Throws where a folder (a new one: null) may not be put. */
export function requirePlace(tree: FolderTree, id: string | null, parentId: string | null): void {
  requireEdit(tree, parentId);
  if (id !== null && !tree.mayLieIn(id, parentId)) throw misplaced('A folder cannot lie in itself.');
  if (!tree.fits(id, parentId)) throw misplaced(`Folders lie at most ${String(FOLDER_DEPTH)} deep.`);
}

/** Throws unless a folder that holds something may be emptied into the one around it. */
export function requireEmptying(actor: Actor, { restricted }: Folder, contents: FolderRemoval['contents']): void {
  if (contents === 'refuse')
    throw conflict('folder.not-empty', 'This folder holds dashboards or folders: move them first.');
  if (restricted && !hasRole(actor, 'owner'))
    throw forbidden(
      'folder.restricted',
      'This folder decides who sees what lies in it: only an owner deletes it before it is empty.',
    );
}

export const nameTaken = (name: string): AppError =>
  conflict('folder.name-taken', `There is already a folder called "${name}" here.`, {
    fields: [{ path: 'name', message: 'This name is taken here.' }],
  });

const misplaced = (message: string) =>
  invalid('folder.misplaced', message, { fields: [{ path: 'parentId', message }] });

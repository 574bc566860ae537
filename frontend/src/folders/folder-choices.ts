import type { Folder } from '@quarterdeck/sdk/api/folders';

/** A place to choose from, in the order of the tree; `depth` is how far it stands to the right. */
export interface FolderChoice {
  readonly id: string;
  readonly name: string;
  readonly depth: number;
}

/** The folders in which whoever asks may put something, without one folder and what lies in it. */
export function folderChoices(folders: readonly Folder[], without: string | null = null): FolderChoice[] {
  const under = (parentId: string | null, depth: number): FolderChoice[] =>
    folders
      .filter((folder) => folder.parentId === parentId && folder.id !== without)
      .flatMap(({ id, name, right }) => [
        ...(right === 'edit' ? [{ id, name, depth }] : []),
        ...under(id, right === 'edit' ? depth + 1 : depth),
      ]);
  return under(null, 0);
}

/** As an option of a select, which shows no tree of its own. */
export const indented = ({ name, depth }: FolderChoice): string => '\u2003'.repeat(depth) + name;

import type { Folder } from '@quarterdeck/sdk/api/folders';
import { folderChoices, indented } from './folder-choices';

const folder = (id: string, parentId: string | null, right: Folder['right'] = 'edit'): Folder => ({
  id,
  name: id,
  parentId,
  right,
  restricted: false,
});
const folders = [folder('a', null), folder('b', 'a'), folder('c', 'b'), folder('d', null, 'view'), folder('e', 'd')];

describe('the folders to choose from', () => {
  it('stand as a tree, and are those in which one may put something', () => {
    expect(folderChoices(folders).map(indented)).toEqual(['a', '\u2003b', '\u2003\u2003c', 'e']);
  });

  it('are not the folder itself nor what lies in it', () => {
    expect(folderChoices(folders, 'b').map(({ id }) => id)).toEqual(['a', 'e']);
  });
});

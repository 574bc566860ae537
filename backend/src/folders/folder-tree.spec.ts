import type { Actor } from '../platform/actor.js';
import { FolderTree, type FolderRow } from './folder-tree.js';

const row = (id: string, parentId: string | null, said: Partial<FolderRow> = {}): FolderRow => ({
  id,
  parentId,
  name: id,
  mine: null,
  everybodys: null,
  restricted: false,
  ...said,
});
const as = (role: Actor['role'], rows: readonly FolderRow[], kind: Actor['kind'] = 'user') =>
  new FolderTree({ kind, id: '1', workspaceId: '2', role }, rows);

describe('what somebody may do in a folder', () => {
  it('is what the role says, where no folder says anything', () => {
    const rows = [row('a', null), row('b', 'a')];
    expect(as('editor', rows).right('b')).toBe('edit');
    expect(as('viewer', rows).right('b')).toBe('view');
    expect(as('viewer', rows).right(null)).toBe('view');
    expect(as(null, rows).right('b')).toBe('none');
  });

  it('is what the nearest folder says, of a member before everybody', () => {
    const rows = [
      row('a', null, { everybodys: 'none' }),
      row('b', 'a', { everybodys: 'view', mine: 'edit' }),
      row('c', 'b'),
    ];
    expect(['a', 'b', 'c'].map((id) => as('viewer', rows).right(id))).toEqual(['none', 'edit', 'edit']);
    expect(as('viewer', [row('a', null, { mine: 'edit' }), row('b', 'a', { everybodys: 'none' })]).right('b')).toBe(
      'none',
    );
  });

  it('is everything for owners, and nothing new for whoever looks through a link', () => {
    const rows = [row('a', null, { everybodys: 'none', mine: 'none' })];
    expect(as('owner', rows).right('a')).toBe('edit');
    expect(as('viewer', rows, 'share-link').right('a')).toBe('view');
    expect(as('viewer', [row('a', null, { everybodys: 'edit' })], 'share-link').right('a')).toBe('view');
  });
});

describe('the folders that somebody sees', () => {
  it('hang on the nearest one around them that she sees', () => {
    const rows = [row('a', null), row('b', 'a', { everybodys: 'none' }), row('c', 'b', { mine: 'view' })];
    const tree = as('editor', rows);
    expect(tree.list().map(({ id, parentId }) => [id, parentId])).toEqual([
      ['a', null],
      ['c', 'a'],
    ]);
    expect(tree.path('c').map(({ id }) => id)).toEqual(['a', 'c']);
    expect(tree.hidden()).toEqual(['b']);
  });
});

describe('where a folder may lie', () => {
  const rows = [row('a', null), row('b', 'a'), row('c', 'b'), row('d', null)];
  it('is at most three deep, with all that lies in it', () => {
    const tree = as('owner', rows);
    expect(tree.fits(null, 'b')).toBe(true);
    expect(tree.fits(null, 'c')).toBe(false);
    expect(tree.fits('b', 'd')).toBe(true);
    expect(tree.fits('a', 'd')).toBe(false);
  });

  it('is never in itself', () => {
    const tree = as('owner', rows);
    expect(tree.mayLieIn('a', 'c')).toBe(false);
    expect(tree.mayLieIn('a', 'a')).toBe(false);
    expect(tree.mayLieIn('c', 'd')).toBe(true);
    expect(tree.mayLieIn('c', null)).toBe(true);
  });
});

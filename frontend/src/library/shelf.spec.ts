import type { DashboardSummary } from '@quarterdeck/sdk/api/dashboards';
import type { Folder } from '@quarterdeck/sdk/api/folders';
import { onShelf, within, type Wish } from './shelf';

const dashboard = (id: string, title: string, folderId: string | null, updatedAt = '2026-01-01'): DashboardSummary => ({
  id,
  title,
  description: '',
  panelCount: 1,
  updatedAt,
  folderId,
  right: 'edit',
});
const folder = (id: string, parentId: string | null): Folder => ({
  id,
  name: id,
  parentId,
  right: 'edit',
  restricted: false,
});
const folders = [folder('sales', null), folder('north', 'sales')];
const all = [
  dashboard('1', 'Order 10', null, '2026-01-03'),
  dashboard('2', 'order 9', 'sales', '2026-01-01'),
  dashboard('3', 'Order 2', 'north', '2026-01-02'),
  dashboard('4', 'Visits', 'unseen', '2026-01-04'),
];
const recents = [
  { id: '3', openedAt: '2026-02-02' },
  { id: '1', openedAt: '2026-02-01' },
];
const shown = (wish: Partial<Wish>) =>
  onShelf(all, folders, recents, { folderId: null, words: '', found: new Set(), sort: 'title', ...wish }).map(
    ({ id }) => id,
  );

describe('the dashboards of a folder', () => {
  it('are those that lie right in it; what lies in an unseen folder lies at the top', () => {
    expect(shown({})).toEqual(['1', '4']);
    expect(shown({ folderId: 'sales' })).toEqual(['2']);
  });

  it('are looked for in all folders inside it, also by what only the server knows', () => {
    expect(shown({ words: 'ORDER' })).toEqual(['3', '2', '1']);
    expect(shown({ words: 'order', folderId: 'sales' })).toEqual(['3', '2']);
    expect(shown({ words: 'metric', found: new Set(['4', '2']) })).toEqual(['2', '4']);
    expect(shown({ words: 'metric', found: new Set(['4', '2']), folderId: 'sales' })).toEqual(['2']);
  });

  it('stand by title as people count, by their last save, or by when they were opened', () => {
    expect(shown({ words: 'o' })).toEqual(['3', '2', '1']);
    expect(shown({ words: 'o', sort: 'saved' })).toEqual(['1', '3', '2']);
    expect(shown({ words: 'o', sort: 'opened' })).toEqual(['3', '1', '2']);
  });
});

describe('what lies in a folder', () => {
  it('is the folder and all in it', () => {
    expect([...within('sales', folders)]).toEqual(['sales', 'north']);
    expect([...within(null, folders)]).toEqual([null, 'sales', 'north']);
  });
});

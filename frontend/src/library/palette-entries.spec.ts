import type { SearchHit } from '@quarterdeck/sdk/api/search';
import Star from 'lucide/dist/esm/icons/star.mjs';
import { addressOf, commandGroups, hitGroups } from './palette-entries';

const command = (text: string, here = false, words = '') => ({
  id: text,
  text,
  here,
  words,
  icon: Star,
  run: () => undefined,
});
const hit = (kind: SearchHit['kind'], id: string, more: Partial<SearchHit> = {}): SearchHit => ({
  kind,
  id,
  title: id,
  context: '',
  dashboardId: null,
  at: null,
  ...more,
});

describe('the groups of the palette', () => {
  it('are the commands that have all words, those of the page first', () => {
    const commands = [command('New dashboard', false, 'create make'), command('Share', true), command('Sign out')];
    const titles = (typed: string) =>
      commandGroups(commands, typed).map(({ kind, entries }) => [kind, ...entries.map(({ title }) => title)]);
    expect(titles('')).toEqual([
      ['here', 'Share'],
      ['command', 'New dashboard', 'Sign out'],
    ]);
    expect(titles('MAKE new')).toEqual([['command', 'New dashboard']]);
    expect(titles('nothing')).toEqual([]);
  });

  it('are what was found, by kind', () => {
    const groups = hitGroups([hit('dashboard', 'a'), hit('dashboard', 'b'), hit('metric', 'a')]);
    expect(groups.map(({ kind, entries }) => [kind, entries.length])).toEqual([
      ['dashboard', 2],
      ['metric', 1],
    ]);
    expect(new Set(groups.flatMap(({ entries }) => entries.map(({ key }) => key))).size).toBe(3);
  });
});

describe('what was found', () => {
  it('leads to where it is shown', () => {
    expect(addressOf(hit('dashboard', '1'))).toEqual({ path: ['/dashboards', '1'], query: {} });
    expect(addressOf(hit('folder', '1'))).toEqual({ path: ['/dashboards'], query: { folder: '1' } });
    expect(addressOf(hit('metric', 'a.b'))).toEqual({ path: ['/dashboards'], query: { q: 'a.b' } });
    const at = '2026-01-31T12:00:00.000Z';
    const note = hit('annotation', '1', { context: 'a.b', at });
    expect(addressOf(note)).toEqual({ path: ['/dashboards'], query: { q: 'a.b' } });
    expect(addressOf({ ...note, dashboardId: '2' })).toEqual({
      path: ['/dashboards', '2'],
      query: { from: String(Date.parse(at) - 21_600_000), to: String(Date.parse(at) + 21_600_000) },
    });
  });
});

import type { SearchHit, SearchKind } from '@quarterdeck/sdk/api/search';
import type { Command } from '../ui/commands';

/** One line of the palette. */
export interface PaletteEntry {
  readonly key: string;
  readonly title: string;
  readonly context: string;
  readonly of: { readonly command: Command } | { readonly hit: SearchHit };
}
export type PaletteKind = 'here' | 'command' | SearchKind;
export interface PaletteGroup {
  readonly kind: PaletteKind;
  readonly entries: readonly PaletteEntry[];
}

/** The commands that have all of the words, as groups: first those of the open page. */
export function commandGroups(commands: readonly Command[], typed: string): PaletteGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = commands.filter(({ text, words: more = '' }) => {
    const haystack = `${text} ${more}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
  const entries = (here: boolean) => fitting.filter((one) => (one.here ?? false) === here).map(entryOf);
  return [
    { kind: 'here' as const, entries: entries(true) },
    { kind: 'command' as const, entries: entries(false) },
  ].filter((group) => group.entries.length > 0);
}

/** What was found, one group a kind, in the order in which it came. */
export function hitGroups(hits: readonly SearchHit[]): PaletteGroup[] {
  const kinds = [...new Set(hits.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    kind,
    entries: hits
      .filter((hit) => hit.kind === kind)
      .map((hit) => ({ key: `${kind} ${hit.id}`, title: hit.title, context: hit.context, of: { hit } })),
  }));
}

const entryOf = (command: Command): PaletteEntry => ({
  key: `command ${command.id}`,
  title: command.text,
  context: '',
  of: { command },
});

/** Where something that was found is shown. */
export function addressOf({ kind, id, context, dashboardId, at }: SearchHit): {
  readonly path: readonly string[];
  readonly query: Readonly<Record<string, string>>;
} {
  if (kind === 'dashboard') return { path: ['/dashboards', id], query: {} };
  if (kind === 'folder') return { path: ['/dashboards'], query: { folder: id } };
  if (kind === 'connection') return { path: ['/connections', id], query: {} };
  if (kind === 'metric') return { path: ['/dashboards'], query: { q: id } };
  if (dashboardId === null || at === null) return { path: ['/dashboards'], query: { q: context } };
  const moment = Date.parse(at);
  return { path: ['/dashboards', dashboardId], query: around(moment) };
}

const SIX_HOURS = 6 * 3_600_000;
const around = (moment: number) => ({ from: String(moment - SIX_HOURS), to: String(moment + SIX_HOURS) });

import type { DashboardDocument, Panel } from './dashboards.js';
import { ARRANGEMENT } from './document-changes.js';
import { withFreshIds } from './fresh-panel-ids.js';
import { movedIn } from './panel-moves.js';
import { byIdentity, isObject, sameValue } from './same-value.js';

export type Side = 'mine' | 'theirs';

/** A thing that both sides changed, each in its way. */
export interface Conflict {
  /** The same in each merge of the same three documents; choices are made by it. */
  readonly key: string;
  /** `arrangement`: where panels stand. `removed`: one side removed what the other changed. */
  readonly kind: 'field' | 'arrangement' | 'removed';
  readonly panel: { readonly id: string; readonly title: string } | null;
  readonly path: readonly string[];
  /** Undefined for whoever removed it. */
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Merge {
  readonly document: DashboardDocument;
  readonly conflicts: readonly Conflict[];
}

type Choices = Readonly<Record<string, Side | undefined>>;
type Three = readonly [base: unknown, mine: unknown, theirs: unknown];

/**
 * Called where two people changed the same version: my changes put on top of theirs. Where both touched the same thing
 * `choices` says whose stays, and theirs does until somebody has chosen. Panels may overlap afterwards: settle them.
 */
export function mergedDocuments(
  base: DashboardDocument,
  mine: DashboardDocument,
  theirs: DashboardDocument,
  choices: Choices = {},
): Merge {
  const merging = new Merging(choices);
  const document = merging.documents(base, withFreshIds(base, mine, theirs), theirs);
  return { document: withoutLooseEnds(document), conflicts: merging.conflicts };
}

/** One side may have removed the row or tab into which the other put something. */
function withoutLooseEnds(document: DashboardDocument): DashboardDocument {
  const [rows, tabs, panels] = [document.rows, document.tabs, document.panels].map(
    (parts: readonly { id: string }[]) => new Set(parts.map(({ id }) => id)),
  );
  return {
    ...document,
    rows: document.rows.map((row) => standing(row, { tab: tabs })),
    panels: document.panels.map((panel) => standing(panel, { row: rows, tab: tabs })),
    phoneOrder: document.phoneOrder.filter((id) => panels?.has(id)),
  };
}

type Ends = Readonly<Record<string, ReadonlySet<string> | undefined>>;
const standing = <T extends object>(part: T, known: Ends): T =>
  Object.fromEntries(
    Object.entries(part).filter(([field, id]) => id !== undefined && (known[field]?.has(String(id)) ?? true)),
  ) as T;

/** Never taken apart: half of each would be neither's. */
const ONE_THING = ['range', 'widget'];

class Merging {
  readonly conflicts: Conflict[] = [];
  private panel: Conflict['panel'] = null;

  constructor(private readonly choices: Choices) {}

  documents(base: DashboardDocument, mine: DashboardDocument, theirs: DashboardDocument): DashboardDocument {
    const fields = this.value(withoutPanels(base), withoutPanels(mine), withoutPanels(theirs), []);
    return { ...(fields as Omit<DashboardDocument, 'panels'>), panels: this.panels(base, mine, theirs) };
  }

  private panels(...documents: readonly [DashboardDocument, DashboardDocument, DashboardDocument]): Panel[] {
    const [base, mine, theirs] = documents.map(({ panels }) => new Map(panels.map((one) => [one.id, one])));
    if (!base || !mine || !theirs) return [];
    const moves = documents.slice(1).map(({ panels }) => rearranged(documents[0].panels, panels));
    return union(theirs, mine).flatMap((id) => {
      const three = [base.get(id), mine.get(id), theirs.get(id)] as const;
      const [was, my, their] = three;
      this.panel = { id, title: (my ?? their ?? was)?.title ?? '' };
      const merged = my && their && was ? this.both(was, my, their, moves) : this.one(three, []);
      this.panel = null;
      return merged === undefined ? [] : [merged as Panel];
    });
  }

  private both(
    base: Panel,
    mine: Panel,
    theirs: Panel,
    [myMoves, theirMoves]: readonly ReadonlySet<string>[],
  ): unknown {
    const three = [base, mine, theirs].map((panel) => withoutPlace(panel));
    const other = [mine, theirs].some(({ widget }) => widget !== base.widget);
    const fields = other ? this.shown(three) : this.value(three[0], three[1], three[2], []);
    const [my, their] = [placeOf(mine), placeOf(theirs)];
    const place =
      myMoves?.has(mine.id) && theirMoves?.has(mine.id) && !sameValue(my, their)
        ? this.conflict('arrangement', [], my, their)
        : myMoves?.has(mine.id)
          ? my
          : their;
    return { ...(fields as object), ...(place as object) };
  }

  /** Options, queries and display belong to their widget: with another widget they are one thing. */
  private shown(panels: readonly Record<string, unknown>[]): unknown {
    const [base, mine, theirs] = panels.map((panel) => {
      const { widget, options, queries, display, ...rest } = panel;
      return { ...rest, widget: [widget, options, queries, display] };
    });
    const { widget, ...rest } = this.value(base, mine, theirs, []) as Record<string, unknown>;
    const [pin, options, queries, display] = widget as unknown[];
    return { ...rest, widget: pin, options, queries, ...(display === undefined ? {} : { display }) };
  }

  private value(base: unknown, mine: unknown, theirs: unknown, path: readonly string[]): unknown {
    if (sameValue(mine, theirs) || sameValue(base, theirs)) return mine;
    if (sameValue(base, mine)) return theirs;
    return this.inner([base, mine, theirs], path) ?? this.conflict('field', path, mine, theirs);
  }

  /** What both changed may still be different things inside of it. */
  private inner(three: Three, path: readonly string[]): unknown {
    if (ONE_THING.includes(path.join('.'))) return undefined;
    const [base, mine, theirs] = three;
    if (isObject(base) && isObject(mine) && isObject(theirs)) return this.fields(base, mine, theirs, path);
    const [was, my, their] = three.map((one) => (Array.isArray(one) ? byIdentity(one) : undefined));
    return was && my && their && this.things(was, my, their, path);
  }

  private fields(
    base: Record<string, unknown>,
    mine: Record<string, unknown>,
    theirs: Record<string, unknown>,
    path: readonly string[],
  ): Record<string, unknown> {
    const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
    const entries = [...names].map((name) => [name, this.value(base[name], mine[name], theirs[name], [...path, name])]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Record<string, unknown>;
  }

  private things(
    base: ReadonlyMap<string, unknown>,
    mine: ReadonlyMap<string, unknown>,
    theirs: ReadonlyMap<string, unknown>,
    path: readonly string[],
  ): unknown[] {
    // Their order holds unless only mine is another than it was.
    const order = sameValue([...base.keys()], [...theirs.keys()]) ? union(mine, theirs) : union(theirs, mine);
    return order
      .map((key) => this.one([base.get(key), mine.get(key), theirs.get(key)], [...path, key]))
      .filter((thing) => thing !== undefined);
  }

  /** One thing of a list that one side may have added or removed. */
  private one([base, mine, theirs]: Three, path: readonly string[]): unknown {
    const isRemoved = base !== undefined && (mine === undefined) !== (theirs === undefined);
    if (isRemoved && !sameValue(base, mine ?? theirs)) return this.conflict('removed', path, mine, theirs);
    return this.value(base, mine, theirs, path);
  }

  private conflict(kind: Conflict['kind'], path: readonly string[], mine: unknown, theirs: unknown): unknown {
    // Where panels stand is chosen once for all of them.
    const key = kind === 'arrangement' ? kind : JSON.stringify([this.panel?.id ?? null, ...path]);
    const panel = kind === 'arrangement' ? null : this.panel;
    if (!this.conflicts.some((known) => known.key === key))
      this.conflicts.push({ key, kind, panel, path: [...path], mine, theirs });
    return this.choices[key] === 'mine' ? mine : theirs;
  }
}

function withoutPanels({ panels: _, ...document }: DashboardDocument): Omit<DashboardDocument, 'panels'> {
  return document;
}

const isArrangement = (field: string) => ARRANGEMENT.some((one) => one === field);
const withoutPlace = (panel: Panel): Record<string, unknown> =>
  Object.fromEntries(Object.entries(panel).filter(([field]) => !isArrangement(field)));
const placeOf = (panel: Panel): Record<string, unknown> =>
  Object.fromEntries(Object.entries(panel).filter(([field]) => isArrangement(field)));
const union = (one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): string[] => [
  ...new Set([...one.keys(), ...other.keys()]),
];

function rearranged(before: readonly Panel[], after: readonly Panel[]): ReadonlySet<string> {
  const was = new Map(before.map((panel) => [panel.id, panel.place]));
  const resized = after.filter(({ id, place }) => {
    const old = was.get(id);
    return old !== undefined && (old.w !== place.w || old.h !== place.h);
  });
  return new Set([...movedIn(before, after), ...resized.map(({ id }) => id)]);
}

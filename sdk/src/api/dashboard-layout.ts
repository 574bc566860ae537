import * as z from 'zod';

/** Ids inside a document: of panels, rows and tabs. */
export const PartId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** A page of a dashboard. A dashboard without tabs is one page. */
export const DashboardTab = z.object({ id: PartId, title: z.string().trim().min(1).max(80) });
export type DashboardTab = z.output<typeof DashboardTab>;

/** A heading with panels below it, which a reader opens and closes. Rows follow one another in the order of the document. */
export const DashboardRow = z.object({
  id: PartId,
  title: z.string().trim().min(1).max(120),
  /** The tab it stands on; left out, the first. */
  tab: PartId.optional(),
  /** Closed until a reader opens it: its panels are not asked before. */
  collapsed: z.boolean().default(false),
});
export type DashboardRow = z.output<typeof DashboardRow>;

/**
 * Where a panel stands: in a row, or at the head of a tab, above its rows. With neither, at the head of the first tab. A
 * panel's place is counted from the first line of its row or tab.
 */
export const panelSection = { row: PartId.optional(), tab: PartId.optional() };

export const dashboardLayout = {
  tabs: z.array(DashboardTab).max(30).default([]),
  rows: z.array(DashboardRow).max(100).default([]),
  /** Panels in the order in which a narrow screen shows them within their row or tab; left empty, as one reads. */
  phoneOrder: z.array(PartId).max(200).default([]),
};

interface Layout {
  readonly tabs: readonly DashboardTab[];
  readonly rows: readonly DashboardRow[];
  readonly phoneOrder: readonly string[];
  readonly panels: readonly {
    readonly id: string;
    readonly row?: string | undefined;
    readonly tab?: string | undefined;
  }[];
}

interface Found {
  readonly message: string;
  readonly path: (string | number)[];
}

/** Everything in a document that names a tab, a row or a panel which is not there. Called by the document's schema. */
export function layoutProblems({ tabs, rows, phoneOrder, panels }: Layout): Found[] {
  const tabIds = idsOf(tabs);
  const rowIds = idsOf(rows);
  const panelIds = idsOf(panels);
  const missing = (word: string, known: ReadonlySet<string>, id: string | undefined, ...path: (string | number)[]) =>
    id === undefined || known.has(id) ? [] : [{ message: `There is no ${word} "${id}" on this dashboard.`, path }];
  return [
    ...twice(tabs, 'tabs'),
    ...twice(rows, 'rows'),
    ...rows.flatMap(({ tab }, at) => missing('tab', tabIds, tab, 'rows', at, 'tab')),
    ...panels.flatMap(({ row, tab }, at) => [
      ...missing('row', rowIds, row, 'panels', at, 'row'),
      ...missing('tab', tabIds, tab, 'panels', at, 'tab'),
      ...(row !== undefined && tab !== undefined
        ? [
            {
              message: 'A panel in a row stands on the tab of that row: name the row only.',
              path: ['panels', at, 'tab'],
            },
          ]
        : []),
    ]),
    ...phoneOrder.flatMap((id, at) => [
      ...missing('panel', panelIds, id, 'phoneOrder', at),
      ...(phoneOrder.indexOf(id) < at
        ? [{ message: `The panel "${id}" has two places in the order.`, path: ['phoneOrder', at] }]
        : []),
    ]),
  ];
}

const idsOf = (parts: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(parts.map(({ id }) => id));

function twice(parts: readonly { readonly id: string }[], name: 'tabs' | 'rows'): Found[] {
  return parts.flatMap(({ id }, at) =>
    parts.findIndex((other) => other.id === id) < at
      ? [{ message: `Two ${name} have the same id.`, path: [name, at, 'id'] }]
      : [],
  );
}

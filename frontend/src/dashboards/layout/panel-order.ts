import type { Panel, Placement } from '@quarterdeck/sdk/api/dashboards';

/** Panels as one reads them: row by row, and from the left. On a phone this is the whole layout. */
export function readingOrder<P extends { readonly place: Placement }>(panels: readonly P[]): P[] {
  return panels.toSorted(({ place: one }, { place: other }) => one.y - other.y || one.x - other.x);
}

/** Panels that stand beside one another, with the first row of the grid they take. */
export interface Band {
  readonly top: number;
  readonly height: number;
  readonly panels: readonly Panel[];
}

/** Cuts a dashboard where a horizontal line crosses no panel: between bands a page may end. */
export function bandsOf(panels: readonly Panel[]): Band[] {
  const bands: { top: number; height: number; panels: Panel[] }[] = [];
  for (const panel of readingOrder(panels)) {
    const { y, h } = panel.place;
    const band = bands.at(-1);
    if (band && y < band.top + band.height) {
      band.panels.push(panel);
      band.height = Math.max(band.height, y + h - band.top);
    } else {
      bands.push({ top: y, height: h, panels: [panel] });
    }
  }
  return bands;
}

import type { Panel } from '@quarterdeck/sdk/api/dashboards';

/** CSS pixels of the paper between its margins: A4 less 12 mm on either side. */
export const SHEET_WIDTH = { landscape: 1031, portrait: 702 } as const;

/**
 * Upright where every panel takes the whole width: then the sheet is read like a letter. Panels beside one another need
 * the long side.
 */
export function isLandscape(panels: readonly Panel[]): boolean {
  return panels.some(({ place }) => place.w < 16 && !isAlone(place, panels));
}

function isAlone(place: Panel['place'], panels: readonly Panel[]): boolean {
  return panels.every(
    ({ place: other }) => other === place || other.y >= place.y + place.h || other.y + other.h <= place.y,
  );
}

import type { Panel, Placement } from '@quarterdeck/sdk/api/dashboards';
import type { DashboardRow } from '@quarterdeck/sdk/api/dashboard-layout';
import type { StagedSection } from '../../layout/sections';

/** One thing on the grid of the editor: the heading of a row, a panel, or the room in an empty section. */
export interface Part {
  readonly key: string;
  readonly section: StagedSection;
  /** Its line on the grid. */
  readonly y: number;
  readonly row?: DashboardRow;
  readonly panel?: { readonly saved: Panel; readonly place: Placement };
}

/**
 * Headings and panels in one list, so that no panel is drawn anew because it moves into another row. A panel is as the
 * document has it, and only its place as it is shown: while others make room for one, none of them draws again.
 */
export function partsOf(
  section: StagedSection,
  panels: readonly Panel[],
  saved: ReadonlyMap<string, Panel>,
): readonly Part[] {
  const { key, row, isOpen, headAt, top, height } = section;
  const head: Part[] = row ? [{ key, row, section, y: headAt ?? 0 }] : [];
  if (!isOpen) return head;
  const room: Part[] = panels.length === 0 && height > 0 ? [{ key: `${key} room`, section, y: top }] : [];
  const cells = panels.flatMap(({ id, place }): Part[] => {
    const found = saved.get(id);
    return found ? [{ key: id, panel: { saved: found, place }, section, y: top + place.y }] : [];
  });
  return [...head, ...room, ...cells];
}

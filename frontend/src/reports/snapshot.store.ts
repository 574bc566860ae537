import { Injectable } from '@angular/core';
import { decodeFrames, type Frame } from '@quarterdeck/sdk';
import type { Comparison } from '@quarterdeck/sdk/api/comparison';
import { SnapshotContent } from '@quarterdeck/sdk/api/reports';
import type { TimeWindow } from '@quarterdeck/sdk/api/time-range';
import { snapshotBytes } from '../api/snapshot';
import type { EarlierData, PanelData } from '../dashboards/panel/panel-data';
import { sha256 } from './sha256';

/** A dashboard as it was frozen, and what identifies it. */
export interface Snapshot {
  readonly id: string;
  readonly content: SnapshotContent;
  readonly frames: readonly Frame[];
}

/** What the printer handed over. Its id is the SHA-256 of the bytes, worked out here, so that what is printed is proven. */
@Injectable()
export class SnapshotStore {
  /** Called once by the print page. Throws where the bytes are no snapshot. */
  async load(): Promise<Snapshot> {
    const bytes = await snapshotBytes();
    const { frames, meta } = decodeFrames(bytes);
    return { id: sha256(bytes), content: SnapshotContent.parse(meta), frames };
  }
}

/** What a panel would know if it had just asked. */
export function panelDataOf({ content, frames }: Snapshot, at: number): PanelData {
  const { frames: places = [], problem = null } = content.panels[at] ?? {};
  const { compared } = content;
  return {
    frames: places.flatMap((place) => frames[place] ?? []),
    problem,
    earlier: compared ? earlierOf(compared.comparison, compared.range, compared.panels[at], frames) : null,
    window: content.range,
    receivedAt: content.asOf,
    unreached: undefined,
    loading: false,
  };
}

function earlierOf(
  comparison: Comparison,
  window: TimeWindow,
  answer: SnapshotContent['panels'][number] | undefined,
  frames: readonly Frame[],
): EarlierData {
  const { frames: places = [], problem = null } = answer ?? {};
  return { comparison, window, frames: places.flatMap((place) => frames[place] ?? []), failed: problem !== null };
}

import { decodeFrames, type Frame } from '@quarterdeck/sdk';
import { patched } from '@quarterdeck/sdk/api/frame-deltas';
import type { LiveNumbers, LivePlace } from '@quarterdeck/sdk/api/live';

interface Told {
  readonly seq: number;
  readonly frames: readonly Frame[];
}
const NOTHING: Told = { seq: 0, frames: [] };

/** What a page has been told of the answers in its rooms, to which the next news add what changed. */
export class ToldFrames {
  private rooms: ReadonlyMap<string, string> = new Map();
  private readonly told = new Map<string, Told>();

  /** The room of each panel that has one, as the server says. Of other rooms nothing is remembered. */
  place(rooms: Readonly<Record<string, string>>): void {
    this.rooms = new Map(Object.entries(rooms));
    const open = new Set(this.rooms.values());
    for (const room of this.told.keys()) if (!open.has(room)) this.told.delete(room);
  }

  isTold(panel: string): boolean {
    return this.rooms.has(panel);
  }

  /** Up to where each panel was told, for who has to go on from there. */
  known(): Record<string, LivePlace> {
    const places = [...this.rooms].flatMap(([panel, room]) => {
      const told = this.told.get(room);
      return told ? [[panel, { room, seq: told.seq }] as const] : [];
    });
    return Object.fromEntries(places);
  }

  /** The panels that show this, and their frames from now on; undefined where news before it are missing. */
  take(news: LiveNumbers, bytes: Uint8Array): { panels: string[]; frames: readonly Frame[] } | undefined {
    const panels = [...this.rooms].filter(([, room]) => room === news.room).map(([panel]) => panel);
    if (panels.length === 0) return { panels, frames: [] };
    const before = news.base === null ? NOTHING : (this.told.get(news.room) ?? NOTHING);
    if (news.base !== null && news.base !== before.seq) {
      if (!this.told.has(news.room)) this.told.set(news.room, NOTHING);
      return undefined;
    }
    const frames = decodeFrames(bytes).frames.map((frame, at) => {
      const { head, keep } = news.deltas[at] ?? { head: frame.length, keep: [0, 0] as const };
      return patched(before.frames[at], { frame, head, keep });
    });
    this.told.set(news.room, { seq: news.seq, frames });
    return { panels, frames };
  }
}

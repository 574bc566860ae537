import { encodeFrames, type Frame } from '@quarterdeck/sdk';
import { deltaOf } from '@quarterdeck/sdk/api/frame-deltas';
import type { LiveNumbers } from '@quarterdeck/sdk/api/live';
import type { TimeWindow } from '@quarterdeck/sdk/api/time-range';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import { randomBytes } from 'node:crypto';
import type { Socket } from 'socket.io';

/** So many news are told again to who was away for a moment. */
const MOST_REMEMBERED = 20;

interface News {
  readonly header: LiveNumbers;
  readonly bytes: Uint8Array;
}
interface Member {
  /** It has the frames that the next news continue. */
  isUpToDate: boolean;
  /** Tells it to ask by itself. */
  readonly askYourself: () => void;
}

/** Who looks at the answer to one question, and what they have been told of it. */
export class PanelRoom {
  readonly id = randomBytes(9).toString('base64url');
  private readonly members = new Map<Socket, Member>();
  private readonly told: News[] = [];
  private seq = 0;
  private frames: readonly Frame[] = [];
  private window: TimeWindow = { from: 0, to: 1 };

  get isEmpty(): boolean {
    return this.members.size === 0;
  }

  /**
   * Lets somebody in who was told up to `known`, or has asked by herself. Says whether she lacks something that was told, and
   * nobody has it any more.
   */
  enter(socket: Socket, known: number | undefined, askYourself: () => void): boolean {
    const before = this.members.get(socket);
    if (before && known === undefined) return false;
    const member = { isUpToDate: false, askYourself };
    this.members.set(socket, member);
    if (known === undefined) return false;
    const missed = this.told.filter(({ header }) => header.seq > known);
    if (this.seq - known !== missed.length) return !this.tellWhole(socket, member);
    for (const { header, bytes } of missed) socket.emit('numbers', header, bytes);
    this.follow(socket, member);
    return false;
  }

  leave(socket: Socket): void {
    this.members.delete(socket);
    void socket.leave(this.id);
  }

  /** Tells all of an answer: what became of the frames to those who have them, whole frames to the others. */
  tell({ frames, problem }: FramesAnswer, window: TimeWindow): void {
    // Why it failed is not for everybody: each asks with her own rights.
    if (problem) return this.sendAway();
    const news = this.newsOf(frames, window);
    const [anybody] = this.members.keys();
    anybody?.nsp.to(this.id).emit('numbers', news.header, news.bytes);
    for (const [socket, member] of this.members) if (!member.isUpToDate) this.tellWhole(socket, member);
  }

  private newsOf(frames: readonly Frame[], window: TimeWindow): News {
    const deltas = frames.map((frame, at) => deltaOf(this.frames[at], frame));
    const base = this.seq;
    this.seq += 1;
    this.frames = frames;
    this.window = window;
    const steps = deltas.map(({ head, keep }) => ({ head, keep: [...keep] as [number, number] }));
    const header = { room: this.id, seq: this.seq, base, window, deltas: steps };
    const news = { header, bytes: encodeFrames(deltas.map(({ frame }) => frame)) };
    this.told.push(news);
    if (this.told.length > MOST_REMEMBERED) this.told.shift();
    return news;
  }

  /** Says whether there was anything to tell. */
  private tellWhole(socket: Socket, member: Member): boolean {
    if (this.seq === 0) return false;
    const whole = this.frames.map(({ length }) => ({ head: length, keep: [0, 0] as [number, number] }));
    const header: LiveNumbers = { room: this.id, seq: this.seq, base: null, window: this.window, deltas: whole };
    socket.emit('numbers', header, encodeFrames(this.frames));
    this.follow(socket, member);
    return true;
  }

  private follow(socket: Socket, member: Member): void {
    member.isUpToDate = true;
    void socket.join(this.id);
  }

  private sendAway(): void {
    for (const { askYourself } of this.members.values()) askYourself();
  }
}

import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { resolveRange } from '@quarterdeck/sdk/api/time-range';
import type { LivePlace } from '@quarterdeck/sdk/api/live';
import type { Logger } from 'pino';
import type { Socket } from 'socket.io';
import { Clock } from '../../platform/clock.js';
import { LOGGER } from '../../platform/logger-token.js';
import { PanelAnswersService } from '../panel-answers.service.js';
import { keyOf, type LiveQuestion } from './live-question.js';
import { NewsTimes } from './news-times.js';
import { PanelRoom } from './panel-room.js';
import { RoomClock } from './room-clock.js';

/** Of one workspace in one process. Beyond them panels are told to ask by themselves. */
const MOST_ROOMS = 1000;
/** Who lost her connection finds her room again for so long. */
const KEPT_MS = 60_000;

interface OpenRoom {
  readonly room: PanelRoom;
  readonly question: LiveQuestion;
  readonly clock: RoomClock;
  /** Something was stored while nobody was there. */
  isBehind: boolean;
  closing: NodeJS.Timeout | undefined;
}

/** What somebody wants to be told of. */
export interface Place {
  readonly question: LiveQuestion;
  readonly known: LivePlace | undefined;
  readonly since: number | undefined;
  readonly askYourself: () => void;
}

/**
 * One room for each question that open pages look at, however many they are: when points of its metrics are stored it is answered
 * once, at most every second, and what became of its frames is told to all. In each process for the pages that it serves.
 */
@Injectable()
export class PanelRooms implements OnApplicationShutdown {
  private readonly rooms = new Map<string, OpenRoom>();
  private readonly places = new Map<Socket, Set<OpenRoom>>();
  private readonly stopped = new AbortController();
  private readonly times: NewsTimes;

  constructor(
    private readonly answers: PanelAnswersService,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.times = new NewsTimes(clock);
  }

  onApplicationShutdown(): void {
    this.stopped.abort();
    for (const { clock, closing } of this.rooms.values()) {
      clock.stop();
      clearTimeout(closing);
    }
  }

  /** Called when somebody says what she looks at: she leaves all other rooms. Answers the ids, undefined for no room. */
  place(socket: Socket, places: readonly Place[]): (string | undefined)[] {
    const before = this.places.get(socket) ?? new Set<OpenRoom>();
    const now = new Set<OpenRoom>();
    this.places.set(socket, now);
    const ids = places.map((place) => {
      const open = this.open(place.question);
      if (!open) return undefined;
      now.add(open);
      this.enter(open, socket, place);
      return open.room.id;
    });
    for (const open of before) if (!now.has(open)) this.exit(open, socket);
    return ids;
  }

  /** Called when she has gone, or may not look any more. */
  leave(socket: Socket): void {
    for (const open of this.places.get(socket) ?? []) this.exit(open, socket);
    this.places.delete(socket);
  }

  /** Points of these metrics were stored; null where any may be meant. */
  news(workspaceId: string, metrics: readonly string[] | null): void {
    this.times.note(workspaceId, metrics);
    const names = metrics && new Set(metrics);
    for (const open of this.rooms.values()) {
      const { question } = open;
      if (question.workspaceId !== workspaceId) continue;
      if (!names || question.metrics.some((metric) => names.has(metric))) this.wake(open);
    }
  }

  /** Called after a gap in which news may have been missed. */
  wakeAll(): void {
    this.times.forget();
    for (const open of this.rooms.values()) this.wake(open);
  }

  private enter(open: OpenRoom, socket: Socket, { question, known, since, askYourself }: Place): void {
    clearTimeout(open.closing);
    const seq = known?.room === open.room.id ? known.seq : known && -1;
    const lacks = open.room.enter(socket, seq, askYourself);
    if (lacks || open.isBehind || this.times.isNewsSince(question, since)) this.wake(open);
  }

  private exit(open: OpenRoom, socket: Socket): void {
    open.room.leave(socket);
    if (!open.room.isEmpty) return;
    open.closing = setTimeout(() => {
      open.clock.stop();
      this.rooms.delete(keyOf(open.question));
    }, KEPT_MS).unref();
  }

  private wake(open: OpenRoom): void {
    if (open.room.isEmpty) open.isBehind = true;
    else open.clock.want();
  }

  private open(question: LiveQuestion): OpenRoom | undefined {
    const key = keyOf(question);
    const known = this.rooms.get(key);
    if (known) return known;
    const own = [...this.rooms.values()].filter((open) => open.question.workspaceId === question.workspaceId);
    if (own.length >= MOST_ROOMS) return undefined;
    const clock = new RoomClock(() => this.answer(open));
    const open: OpenRoom = { room: new PanelRoom(), question, clock, isBehind: false, closing: undefined };
    this.rooms.set(key, open);
    return open;
  }

  private async answer(open: OpenRoom): Promise<void> {
    if (open.room.isEmpty) {
      open.isBehind = true;
      return;
    }
    open.isBehind = false;
    // Whole seconds, so that a range that follows the clock is the same for all; the newest point lies in it.
    const window = resolveRange(open.question.range, Math.ceil((this.clock.now() + 1) / 1000) * 1000);
    try {
      const answer = await this.answers.live(open.question, window, this.stopped.signal);
      if (!this.stopped.signal.aborted) open.room.tell(answer, window);
    } catch (error) {
      open.isBehind = true;
      this.logger.error({ err: error }, 'open pages could not be told new numbers');
    }
  }
}

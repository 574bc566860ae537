import { io, type Socket } from 'socket.io-client';
import type { Owner } from './owner.js';

const START = Date.UTC(2026, 0, 1);
/** Ten minutes apart, so that hours and days of rollups come together. */
const STEP_MS = 600_000;
const BATCH = 20;

/** Sends points one batch after another, and the same batch again until the server has said that it is stored. */
export class Sender {
  acknowledged = 0;
  failures = 0;
  private stopped = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    private readonly secret: string,
    readonly name: string,
  ) {}

  start(): void {
    this.running = this.run();
  }

  /** Resolves when the batch that was under way is stored. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const batch = Array.from({ length: BATCH }, (_, place) => this.point(this.acknowledged + place));
      while (!(await this.send(batch))) this.failures++;
      this.acknowledged += BATCH;
    }
  }

  private point(nth: number): object {
    return { metric: 'load', labels: { sender: this.name }, time: START + nth * STEP_MS, value: nth };
  }

  private async send(batch: readonly object[]): Promise<boolean> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.secret}` };
    const body = JSON.stringify(batch);
    try {
      const reply = await fetch(`${this.url}/api/points`, { method: 'POST', headers, body });
      await reply.text();
      return reply.ok;
    } catch {
      return false;
    }
  }
}

interface Answer {
  readonly frames: readonly { readonly fields: readonly { readonly values: readonly number[] }[] }[];
}

/** How many points of a sender there are, as the server counts them, and what they sum up to. From rollups where it can. */
export async function countOf(owner: Owner, { name }: Pick<Sender, 'name'>): Promise<{ count: number; sum: number }> {
  const query = (aggregate: string) => ({
    source: 'metrics',
    input: { metric: 'load', labels: { sender: name }, aggregate },
  });
  const body = {
    range: { from: START, to: START + 100 * 365 * 86_400_000 },
    maxPoints: 1000,
    queries: [query('count'), query('sum')],
  };
  const { answers } = await owner.json<{ answers: Answer[] }>('POST', '/api/queries', body);
  const total = (answer: Answer | undefined) =>
    (answer?.frames[0]?.fields[1]?.values ?? []).reduce((sum, value) => sum + value, 0);
  return { count: total(answers[0]), sum: total(answers[1]) };
}

/** Asks again and again; counts what it did not get, and whether an answer ever lacked what was stored before the question. */
export class Asker {
  answers = 0;
  failures = 0;
  readonly lacking: string[] = [];
  private stopped = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly owner: Owner,
    private readonly sender: Sender,
  ) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const before = this.sender.acknowledged;
      const found = await countOf(this.owner, this.sender).catch(() => undefined);
      if (!found) this.failures++;
      else {
        this.answers++;
        if (found.count < before) this.lacking.push(`${found.count} of ${before} points of ${this.sender.name}`);
      }
    }
  }
}

/** An open page: watches a dashboard as the front end does, and again whenever its connection comes back. */
export class OpenPage {
  told = 0;
  arrivals = 0;
  isWatching = false;
  private readonly socket: Socket;

  constructor(url: string, cookie: string, dashboardId: string) {
    const calm = { reconnectionDelay: 100, reconnectionDelayMax: 500 };
    this.socket = io(url, { path: '/api/live', transports: ['websocket'], extraHeaders: { cookie }, ...calm });
    this.socket.on('connect', () => {
      this.socket.emit('watch', { dashboardId }, ({ ok }: { ok: boolean }) => {
        this.isWatching = ok;
        this.arrivals++;
      });
    });
    this.socket.on('disconnect', () => {
      this.isWatching = false;
    });
    this.socket.on('stale', () => {
      this.told++;
    });
  }

  close(): void {
    this.socket.disconnect();
  }
}

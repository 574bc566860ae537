import { Injectable } from '@nestjs/common';
import { SeriesStore } from '../series-store.js';
import type { ChangeNote, Noted } from '../store/change-notes.js';

/** Notes live longer than this: see {@link ForgottenChanges}. Who has not looked for so long knows nothing any more. */
export const LONGEST_BLIND_MS = 240_000;
/** Of so many series it is remembered when they changed; then of none. */
const MOST_SERIES = 200_000;

type Listener = (change: ChangeNote | 'anything') => void;

/**
 * Tells caches what changed in the database, whichever process changed it. Nothing is pushed: a question looks before it is
 * answered, so that nobody is told a number that was replaced before she asked.
 */
@Injectable()
export class ChangeLog {
  private readonly listeners: Listener[] = [];
  private horizon: string | undefined;
  private lookedAt = 0;
  /** Transactions that were told and that the next look would find again. */
  private told = new Set<string>();
  private looking: Promise<void> | undefined;
  private next: Promise<void> | undefined;
  /** Rises with every change. */
  private moment = 0;
  /** Everything may have changed then. */
  private everything = 0;
  private readonly series = new Map<number, number>();
  private readonly metrics = new Map<string, number>();

  constructor(private readonly store: SeriesStore) {}

  /** For {@link sameSince}: what is read from now on shows all that has been told. */
  get now(): number {
    return this.moment;
  }

  onChange(listener: Listener): void {
    this.listeners.push(listener);
  }

  /**
   * Resolves when everything is told that was committed before it was called; answers the moment, for {@link sameSince}. Those
   * who call while others look wait for the look after that one.
   */
  async look(): Promise<number> {
    this.next ??= this.lookAfter(this.looking);
    await this.next;
    return this.moment;
  }

  /** Whether nothing has changed about these series since then. */
  sameSince(moment: number, seriesIds: readonly number[]): boolean {
    return this.everything <= moment && seriesIds.every((id) => (this.series.get(id) ?? 0) <= moment);
  }

  /** Whether a metric is and has what it was and had then. */
  sameMetricSince(moment: number, workspaceId: string, metric: string): boolean {
    return this.everything <= moment && (this.metrics.get(`${workspaceId} ${metric}`) ?? 0) <= moment;
  }

  /** One look at a time. What is asked within one turn of the event loop is one look. */
  private async lookAfter(running: Promise<void> | undefined): Promise<void> {
    await running?.catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    this.looking = this.lookNow();
    this.next = undefined;
    await this.looking;
  }

  private async lookNow(): Promise<void> {
    const noted = await this.store.lookForChanges(this.horizon, [...this.told]);
    const isBlind = this.horizon === undefined || noted.at - this.lookedAt > LONGEST_BLIND_MS;
    // Another database in the place of the old one counts its transactions anew.
    const isOther = BigInt(noted.horizon) < BigInt(this.horizon ?? 0);
    if (isBlind || isOther) this.tellAnything();
    else for (const [, change] of noted.changes) this.tell(change);
    this.remember(noted, isOther);
  }

  private remember({ horizon, at, changes }: Noted, isOther: boolean): void {
    for (const [xid] of changes) this.told.add(xid);
    const [oldest, all] = [BigInt(horizon), isOther ? [] : [...this.told]];
    this.told = new Set(all.filter((xid) => BigInt(xid) >= oldest));
    this.horizon = horizon;
    this.lookedAt = at;
  }

  private tell(change: ChangeNote): void {
    this.moment += 1;
    if ('series' in change) for (const id of change.series) this.series.set(id, this.moment);
    else for (const metric of change.metrics) this.metrics.set(`${change.workspaceId} ${metric}`, this.moment);
    if (this.series.size + this.metrics.size > MOST_SERIES) return this.tellAnything();
    for (const listener of this.listeners) listener(change);
  }

  private tellAnything(): void {
    this.moment += 1;
    this.everything = this.moment;
    this.series.clear();
    this.metrics.clear();
    for (const listener of this.listeners) listener('anything');
  }
}

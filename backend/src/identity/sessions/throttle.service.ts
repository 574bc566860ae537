import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { GUESSES, LONGEST_WINDOW_MS, type Limits } from './throttle-limits.js';

const SWEEP = 1000;

/**
 * Slows down guessing, by what is guessed at (an email, the setup code) and by network address; and mailing, by receiver
 * and by who lets the server mail. Counted in the database, so that several processes count together. Every attempt counts
 * until it is forgiven: many at once gain nothing.
 */
@Injectable()
export class ThrottleService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Called before a secret is checked or a letter sent. Throws when there were too many; answers what {@link forgive} takes. */
  admit(subject: string, address: string, limits: Limits = GUESSES): Promise<string> {
    const now = this.clock.now();
    return this.database.asSystem(async () => {
      await this.lock(subject, address);
      const bySubject = await this.blockedUntil('email', subject, [limits.perSubject, limits.windowMs], now);
      const byAddress = await this.blockedUntil('address', address, [limits.perAddress, limits.windowMs], now);
      const until = Math.max(bySubject, byAddress);
      if (until > now) throw limits.refusal(until - now);
      await this.sweep(now);
      return this.record(subject, address, now);
    });
  }

  /** Called when the secret was right, or the letter not sent after all. */
  async forgive(attempt: string): Promise<void> {
    await this.database.asSystem(() => this.database.sql('delete from sign_in_attempts where id = $1', [attempt]));
  }

  /** Called when the secret has been replaced: earlier guesses say nothing about the new one. */
  async clear(subject: string): Promise<void> {
    await this.database.asSystem(() => this.database.sql('delete from sign_in_attempts where email = $1', [subject]));
  }

  /** Makes concurrent attempts count each other. Always in this order, so that none wait in a circle. */
  private async lock(subject: string, address: string): Promise<void> {
    for (const name of [`subject:${subject}`, `address:${address}`]) {
      await this.database.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`sign-in:${name}`]);
    }
  }

  /** When the oldest of the last `most` attempts leaves the window; 0 when there are fewer. */
  private async blockedUntil(
    column: 'email' | 'address',
    value: string,
    [most, windowMs]: readonly [number, number],
    now: number,
  ): Promise<number> {
    const [oldest] = await this.database.sql<{ at: Date }>(
      `select at from sign_in_attempts where ${column} = $1 and at > $2 order by at desc offset $3 limit 1`,
      [value, new Date(now - windowMs), most - 1],
    );
    return oldest ? oldest.at.getTime() + windowMs : 0;
  }

  private async record(subject: string, address: string, now: number): Promise<string> {
    const [attempt] = await this.database.sql<{ id: string }>(
      'insert into sign_in_attempts (email, address, at) values ($1, $2, $3) returning id',
      [subject, address, new Date(now)],
    );
    return attempt?.id ?? '';
  }

  private async sweep(now: number): Promise<void> {
    await this.database.sql(
      `delete from sign_in_attempts
        where id in (select id from sign_in_attempts where at <= $1 order by id limit ${SWEEP} for update skip locked)`,
      [new Date(now - LONGEST_WINDOW_MS)],
    );
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { unauthenticated } from '../../platform/errors.js';

const WINDOW_MS = 15 * 60_000;
const PER_SUBJECT = 5;
const PER_ADDRESS = 20;
const SWEEP = 1000;

/**
 * Slows down guessing, by what is guessed at (an email, the setup code) and by network address. Counted in the database,
 * so that several processes count together. Every attempt counts until it has proven right: many at once gain nothing.
 */
@Injectable()
export class ThrottleService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Called before a secret is checked. Throws when there were too many; answers what {@link forgive} takes. */
  admit(subject: string, address: string): Promise<string> {
    const now = this.clock.now();
    return this.database.asSystem(async () => {
      await this.lock(subject, address);
      const bySubject = await this.blockedUntil('email', subject, PER_SUBJECT, now);
      const byAddress = await this.blockedUntil('address', address, PER_ADDRESS, now);
      const until = Math.max(bySubject, byAddress);
      if (until > now) throw throttled(until - now);
      await this.sweep(now);
      return this.record(subject, address, now);
    });
  }

  /** Called when the secret was right: a success is no attempt to guess. */
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
  private async blockedUntil(column: 'email' | 'address', value: string, most: number, now: number): Promise<number> {
    const [oldest] = await this.database.sql<{ at: Date }>(
      `select at from sign_in_attempts where ${column} = $1 and at > $2 order by at desc offset $3 limit 1`,
      [value, new Date(now - WINDOW_MS), most - 1],
    );
    return oldest ? oldest.at.getTime() + WINDOW_MS : 0;
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
      [new Date(now - WINDOW_MS)],
    );
  }
}

function throttled(retryAfterMs: number) {
  const minutes = Math.ceil(retryAfterMs / 60_000);
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return unauthenticated('sign-in.throttled', `Too many attempts. Try again in ${wait}.`, { retryAfterMs });
}

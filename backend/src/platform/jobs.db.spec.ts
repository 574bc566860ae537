import { pino } from 'pino';
import { createApplication } from '../application.js';
import { Config } from './config.js';
import { defineJob, Jobs } from './jobs.js';
import { createTestDatabase } from './testing/test-database.js';
import { testApp } from './testing/test-app.js';

const Endless = defineJob<{ n: number }>('test.endless', { expireSeconds: 60, retries: 0 });

describe('a job that runs when the server stops', () => {
  it('hears of it first, while all that it works with is still there', async () => {
    const test = await testApp();
    const jobs = test.app.get(Jobs);
    const order: string[] = [];
    const begun = Promise.withResolvers<undefined>();
    jobs.register(Endless, async (_, signal) => {
      begun.resolve(undefined);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      order.push('the job');
    });
    test.app.getHttpServer().once('close', () => order.push('the server'));
    await jobs.run();
    await jobs.enqueue(Endless, { n: 1 });
    await begun.promise;
    await test.stop();
    expect(order).toEqual(['the job', 'the server']);
  });
});

describe('jobs', () => {
  it('of a process that stops are handed to the next one, and have not used up an attempt', async () => {
    const { url, drop } = await createTestDatabase();
    const HandedOn = defineJob<{ n: number }>('test.handed-on', { expireSeconds: 60, retries: 0 });
    const first = await processOn(url);
    const begun = Promise.withResolvers<undefined>();
    first.jobs.register(HandedOn, async (_, signal) => {
      begun.resolve(undefined);
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    });
    await first.jobs.run();
    await first.jobs.enqueue(HandedOn, { n: 7 });
    await begun.promise;
    await first.stop();

    const second = await processOn(url);
    const run = Promise.withResolvers<[number, number]>();
    second.jobs.register(HandedOn, async ({ n }, _signal, attempt) => run.resolve([n, attempt]));
    await second.jobs.run();
    expect(await run.promise).toEqual([7, 1]);
    await second.stop();
    await drop();
  });

  it('that wait are done one right after another', async () => {
    const { url, drop } = await createTestDatabase();
    const Many = defineJob<{ n: number }>('test.many', { expireSeconds: 60, retries: 0 });
    const only = await processOn(url);
    const done: number[] = [];
    const all = Promise.withResolvers<undefined>();
    only.jobs.register(Many, async ({ n }) => {
      done.push(n);
      if (done.length === 50) all.resolve(undefined);
    });
    await only.jobs.run();
    const began = performance.now();
    await Promise.all(Array.from({ length: 50 }, (_, n) => only.jobs.enqueue(Many, { n })));
    await all.promise;
    expect(new Set(done).size).toBe(50);
    // Looking for each of them every two seconds would take a minute and a half.
    expect(performance.now() - began).toBeLessThan(20_000);
    await only.stop();
    await drop();
  });
});

/** The application as another process would run it on the same database. */
async function processOn(databaseUrl: string) {
  const config = Config.read({ QD_DATABASE_URL: databaseUrl, QD_SECRET_KEY: 'a key that only this spec ever uses' });
  const app = await createApplication({ config, logger: pino({ level: 'silent' }), databaseUrl });
  return { jobs: app.get(Jobs), stop: () => app.close() };
}

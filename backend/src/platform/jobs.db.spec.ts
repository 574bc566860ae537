import { defineJob, Jobs } from './jobs.js';
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

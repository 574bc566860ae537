import { createServer } from 'node:net';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { Database } from '../database/database.js';
import { DatabaseUrl } from '../database/database-url.js';
import { testApp, type TestApp } from '../testing/test-app.js';
import { Broadcast, defineTopic } from './broadcast.js';

const News = defineTopic<{ n: number }>('test-news');

describe('the broadcast', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.stop());

  it('reaches who listens, again after its connection was lost, and says that there was a gap', async () => {
    const broadcast = app.app.get(Broadcast);
    const heard: number[] = [];
    broadcast.on(News, ({ n }) => heard.push(n));
    const gap = new Promise<void>((resolve) => {
      broadcast.onReconnect(resolve);
    });
    await app.database.asSystem(() =>
      app.database.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'quarterdeck broadcast' and datname = current_database()`,
      ),
    );
    await gap;
    const second = new Promise<void>((resolve) => {
      broadcast.on(News, () => resolve());
    });
    await broadcast.send(News, { n: 2 });
    await second;
    expect(heard).toEqual([2]);
  });

  it('does not say that a gap has ended while the database is still away', async () => {
    const nobody = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve));
    const address = nobody.address();
    const url = `postgres://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}/away`;
    let losses = 0;
    const lostTwice = Promise.withResolvers<undefined>();
    const log = new Writable({
      write(_chunk, _encoding, done) {
        if (++losses === 2) lostTwice.resolve(undefined);
        done();
      },
    });
    const broadcast = new Broadcast(app.app.get(Database), new DatabaseUrl(url), pino(log));
    let gaps = 0;
    broadcast.onReconnect(() => (gaps += 1));
    await broadcast.onApplicationBootstrap();
    await lostTwice.promise;
    await new Promise((resolve) => setImmediate(resolve));
    expect(gaps).toBe(0);
    await broadcast.onApplicationShutdown();
    nobody.close();
  });
});

import { Client } from 'pg';
import { pino } from 'pino';
import { createApplication } from '../application.js';
import { Config } from './config.js';
import { createTestDatabase } from './testing/test-database.js';
import { testApp, type TestApp } from './testing/test-app.js';
import { defineEvent, Events } from './events.js';

const Happened = defineEvent<{ n: number }>('test-happened');
const Failing = defineEvent<{ n: number }>('test-failing');

describe('events', () => {
  let app: TestApp;
  let events: Events;
  const seen: number[] = [];
  beforeAll(async () => {
    app = await testApp();
    events = app.app.get(Events);
    events.on(Happened, async ({ n }) => {
      seen.push(n);
    });
  });
  afterAll(() => app.stop());

  const until = async (holds: () => boolean | Promise<boolean>) => {
    const patience = AbortSignal.timeout(10_000);
    while (!(await holds())) {
      patience.throwIfAborted();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const waiting = () =>
    app.database.asSystem(() => app.database.sql<{ attempts: number }>('select attempts from events order by id'));

  it('reach their handlers after the transaction that announced them', async () => {
    await app.database.asSystem(() => events.announce(Happened, { n: 1 }));
    await until(() => seen.includes(1));
    await until(async () => (await waiting()).length === 0);
  });

  it('are not delivered when the transaction is rolled back', async () => {
    const undone = app.database.asSystem(async () => {
      await events.announce(Happened, { n: 2 });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await app.database.asSystem(() => events.announce(Happened, { n: 3 }));
    await until(() => seen.includes(3));
    expect(seen).not.toContain(2);
  });

  it('may be announced by a workspace, which cannot read them', async () => {
    const { actor } = await app.workspace();
    await app.database.within(actor, () => events.announce(Happened, { n: 4 }));
    await until(() => seen.includes(4));
    const reading = app.database.within(actor, () => app.database.sql('select from events'));
    await expect(reading).rejects.toThrow('permission denied');
  });

  it('stay when a handler fails, to be tried again later', async () => {
    let tries = 0;
    events.on(Failing, async () => {
      tries++;
      throw new Error('not now');
    });
    await app.database.asSystem(() => events.announce(Failing, { n: 5 }));
    await until(() => tries === 1);
    expect(await waiting()).toEqual([{ attempts: 1 }]);
  });
});

describe('an event that a killed server has left behind', () => {
  it('reaches the handlers of the next one, however late they come', async () => {
    const { url, drop } = await createTestDatabase();
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('listen quarterdeck');
    const heard = new Promise<string | undefined>((resolve) => {
      client.once('notification', ({ payload }) => resolve(payload));
    });
    const body = { workspaceId: 'w', dashboardId: 'left behind', version: 2 };
    await client.query(`insert into events (name, body) values ('dashboard-saved', $1)`, [body]);
    const config = Config.read({ QD_DATABASE_URL: url, QD_SECRET_KEY: 'a key that only this spec ever uses' });
    const app = await createApplication({ config, logger: pino({ level: 'silent' }), databaseUrl: url });
    expect(await heard).toContain('left behind');
    await client.end();
    await app.close();
    await drop();
  });
});

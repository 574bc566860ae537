import { Client } from 'pg';
import { Measurements } from '../../platform/http/measurements.js';
import { testApp, type TestApp, type TestWorkspace } from '../../platform/testing/test-app.js';

const MOST = 20_000;
const EACH = 1000;
const REQUESTS = 60;
const START = Date.UTC(2026, 0, 1);

/** As many requests at once as senders like to make, while the database stores nothing at all. */
describe('a flood of points', () => {
  let app: TestApp;
  let workspace: TestWorkspace;
  let locked: Client;
  beforeAll(async () => {
    app = await testApp({ QD_MOST_WAITING_POINTS: String(MOST) });
    workspace = await app.workspace();
    await send(-1);
    locked = new Client({ connectionString: app.databaseUrl });
    await locked.connect();
  });
  afterAll(async () => {
    await locked.end();
    await app.stop();
  });

  const send = (nth: number) => {
    const points = Array.from({ length: EACH }, (_, at) => [0, START + (nth * EACH + at) * 1000, nth]);
    const body = JSON.stringify({ series: [{ metric: 'flood' }], points });
    const headers = { authorization: `Bearer ${workspace.pointsKey}`, 'content-type': 'application/json' };
    return fetch(`${app.url}/api/points`, { method: 'POST', headers, body });
  };
  const waiting = async () => (await app.app.get(Measurements).pointsWaiting.get()).values[0]?.value ?? 0;
  const stored = async () => {
    const { rows } = await locked.query<{ value: number; points: number }>(
      'select value, count(*)::int as points from point where value >= 0 group by 1 order by 1',
    );
    return rows.map(({ value, points }) => [value, points]);
  };

  it('waits up to a bound, is asked to come again beyond it, and what was answered with 200 is there', async () => {
    await locked.query('begin; lock table point in share row exclusive mode');
    const answered = new Map<number, number>();
    let most = 0;
    const replies = Array.from({ length: REQUESTS }, async (_, nth) => {
      const reply = await send(nth);
      most = Math.max(most, await waiting());
      answered.set(nth, reply.status);
      if (reply.status === 429) {
        expect(reply.headers.get('retry-after')).toBe('1');
        expect(await reply.json()).toMatchObject({ code: 'points.busy', retryAfterMs: 1000 });
      }
      // Those beyond the bound are answered while nothing is stored; the first of them lets the others through.
      if (answered.size === REQUESTS - MOST / EACH - inWriting) await locked.query('commit');
    });
    await Promise.all(replies);
    const taken = [...answered].filter(([, status]) => status === 200).map(([nth]) => nth);
    expect(taken.length).toBeLessThan(REQUESTS);
    expect(most).toBeGreaterThan(MOST / 2);
    expect(most).toBeLessThanOrEqual(MOST);
    expect(await waiting()).toBe(0);
    expect(await stored()).toEqual(taken.sort((a, b) => a - b).map((nth) => [nth, EACH]));
  }, 60_000);

  it('loses nothing of those that come again', async () => {
    for (let nth = 0; nth < REQUESTS; nth++) expect((await send(nth)).status).toBe(200);
    expect(await stored()).toEqual(Array.from({ length: REQUESTS }, (_, nth) => [nth, EACH]));
  }, 60_000);
});

/** Each of two writers has begun with one request before others were there to join it. */
const inWriting = 2;

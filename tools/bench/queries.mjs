/** The query API, session and rights included, against the same SQL through `pg`. Both alternate within one run. */
import { median, timed } from './server.mjs';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const START = Date.UTC(2031, 0, 1);
const RUNS = 60;
const RAW = `select series_id, extract(epoch from ts)::float8 * 1000, value from point
  where series_id = any($1::int[]) and ts >= $2 and ts < $3 order by series_id, ts`;
const BUCKETS = `select series_id, extract(epoch from bucket)::float8 * 1000, value, n from (
    select series_id, date_bin('1 hour', ts, '2000-01-03') as bucket, avg(value) as value, count(*)::float8 as n
      from point where series_id = any($1::int[]) and ts >= $2 and ts < $3 group by 1, 2
  ) as buckets order by series_id, bucket`;

export async function measureQueries(report, server) {
  await fill(server);
  const client = await server.connect();
  try {
    await client.query('set plan_cache_mode = force_custom_plan; set jit = off');
    const { rows } = await client.query(`select id from series where metric = 'bench.minutes'`);
    const compare = (name, days, maxPoints, sql) =>
      measure(report, server, client, rows[0].id, { name, days, maxPoints, sql });
    await compare('1,440 raw points', 1, 2000, RAW);
    await compare('30 d by the hour', 30, 800, BUCKETS);
  } finally {
    await client.end();
  }
}

async function measure(report, { owner }, client, id, { name, days, maxPoints, sql }) {
  const range = { from: START, to: START + days * DAY };
  const queries = [{ source: 'metrics', input: { metric: 'bench.minutes' } }];
  const values = [[id], new Date(range.from), new Date(range.to)];
  const bare = [];
  const api = [];
  for (let run = 0; run < RUNS; run++) {
    bare.push(await timed(() => client.query({ name, text: sql, values, rowMode: 'array' })));
    api.push(
      await timed(async () => {
        const reply = await owner.request('POST', '/api/queries', { range, maxPoints, queries });
        await reply.arrayBuffer();
      }),
    );
  }
  report(`query.api / sql, ${name}`, { value: median(api) / median(bare), unit: 'ratio' });
  report(`query.api - sql, ${name}`, { value: median(api) - median(bare), unit: 'ms' });
}

async function fill({ owner, url }) {
  const { secret } = await owner.json('POST', '/api/api-keys', { name: 'bench queries' });
  for (let day = 0; day < 30; day++) {
    const points = Array.from({ length: 1440 }, (_, minute) => [
      0,
      START + day * DAY + minute * MINUTE,
      Math.sin(minute / 200),
    ]);
    const reply = await fetch(`${url}/api/points`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ series: [{ metric: 'bench.minutes' }], points }),
    });
    if (!reply.ok) throw new Error(await reply.text());
  }
}

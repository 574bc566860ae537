/**
 * The query API, session and rights included, against the same SQL through `pg`: what was asked before is never asked again, so
 * that no cache answers. As pages ask: a session's cookie, frames in bytes. Both alternate within one run.
 */
import { MINUTE, poster, sender } from './points.mjs';
import { grown } from './processes.mjs';
import { median, timed } from './server.mjs';
import { tellMemory } from './ingest.mjs';

const DAY = 1440 * MINUTE;
const START = Date.UTC(2031, 0, 1);
const RUNS = 40;
const RAW = `select series_id, extract(epoch from ts)::float8 * 1000, value from point
  where series_id = any($1::int[]) and ts >= $2 and ts < $3 order by series_id, ts`;
const BUCKETS = (every) => `select series_id, extract(epoch from bucket)::float8 * 1000, value, n from (
    select series_id, date_bin('${every}', ts, '2000-01-03') as bucket, avg(value) as value, count(*)::float8 as n
      from point where series_id = any($1::int[]) and ts >= $2 and ts < $3 group by 1, 2
  ) as buckets order by series_id, bucket`;
const QUESTIONS = [
  { name: '1,440 raw points', days: 1, maxPoints: 2000, sql: RAW },
  { name: '30 d by the hour', days: 30, maxPoints: 800, sql: BUCKETS('1 hour') },
  { name: '1 year in 974 buckets', days: 365, maxPoints: 1000, sql: BUCKETS('9 hours') },
];
/** Of the SQL's own time, and in milliseconds: the larger of both may come on top. */
const MOST_MORE = { share: 0.1, ms: 2 };

export async function measureQueries(report, server) {
  await fill(server);
  const client = await server.connect();
  try {
    await client.query('vacuum analyze point, rollup_1h, rollup_1d');
    await client.query('set plan_cache_mode = force_custom_plan; set jit = off');
    const { rows } = await client.query(`select id from series where metric = 'bench.minutes'`);
    const memory = await grown(server.pid, async () => {
      for (const question of QUESTIONS) await measure(report, server, client, rows[0].id, question);
    });
    if (memory) tellMemory(report, 'query', memory);
  } finally {
    await client.end();
  }
}

async function measure(report, { url, owner }, client, id, { name, days, maxPoints, sql }) {
  const { decodeFrames, FRAMES_MEDIA_TYPE } = await import('../../sdk/dist/index.js');
  const ask = poster(`${url}/api/queries`, { cookie: owner.cookie, accept: FRAMES_MEDIA_TYPE });
  const queries = [{ source: 'metrics', input: { metric: 'bench.minutes' } }];
  const times = { bare: [], api: [] };
  for (let run = -2; run < RUNS; run++) {
    // A minute further back each time: another question, as long as the one before.
    const range = { from: START - (run + 2) * MINUTE, to: START + days * DAY - (run + 2) * MINUTE };
    const values = [[id], new Date(range.from), new Date(range.to)];
    const bare = () => client.query({ name, text: sql, values, rowMode: 'array' });
    const api = async () => {
      const { frames } = decodeFrames(await ask(JSON.stringify({ range, maxPoints, queries })));
      if (!(frames[0]?.length >= 700)) throw new Error('The answer of a question is not whole.');
    };
    const took = {};
    for (const [kind, work] of run % 2 === 0 ? Object.entries({ bare, api }) : Object.entries({ api, bare })) {
      took[kind] = await timed(work);
    }
    if (run >= 0) for (const kind of ['bare', 'api']) times[kind].push(took[kind]);
  }
  ask.close();
  const [bare, api] = [median(times.bare), median(times.api)];
  const most = Math.max(MOST_MORE.ms, bare * MOST_MORE.share);
  report(`query.api / sql, ${name}`, { value: api / bare, unit: 'ratio' });
  report(`query.api - sql, ${name}`, { value: api - bare, unit: 'ms', target: `<= ${most.toFixed(1)}` });
}

async function fill({ owner, url }) {
  const { secret } = await owner.json('POST', '/api/api-keys', { name: 'bench queries' });
  const send = sender(url, secret);
  for (let day = 0; day < 365; day += 30) {
    const points = Array.from({ length: 1440 * Math.min(30, 365 - day) }, (_, minute) => [
      0,
      START + day * DAY + minute * MINUTE,
      Math.round(Math.sin(minute / 200) * 1e4) / 100,
    ]);
    await send(JSON.stringify({ series: [{ metric: 'bench.minutes' }], points }));
  }
  send.close();
}

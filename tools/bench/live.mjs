/**
 * A dashboard of 20 panels over 30 days: cold against the bare SQL, warm against cold, 200 viewers at once against one. And
 * how long a number takes from the sender to the pixel while 200 dashboards are open.
 */
import { io } from 'socket.io-client';
import { benchBrowser } from './browser-under-test.mjs';
import { ownersPage, panelsDrawn } from './dashboard-under-test.mjs';
import { median, timed } from './server.mjs';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** What has ended: an answer that ends in the future is never kept whole. */
const START = Date.UTC(2021, 0, 1);
const PANELS = 20;
const DAYS = 30;
const RUNS = 9;
const VIEWERS = 200;
const UPDATES = 30;
/** Backends of PostgreSQL tell what they did at the latest after ten idle seconds. */
const TOLD_MS = 11_000;
const BUCKETS = `select series_id, extract(epoch from bucket)::float8 * 1000, value, n from (
    select series_id, date_bin('1 hour', ts, '2000-01-03') as bucket, avg(value) as value, count(*)::float8 as n
      from point where series_id = any($1::int[]) and ts >= $2 and ts < $3 group by 1, 2
  ) as buckets order by series_id, bucket`;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function measureLive(report, server) {
  await measureDashboard(report, server);
  await measurePixel(report, server);
}

async function measureDashboard(report, server) {
  const range = { from: START, to: START + DAYS * DAY };
  const id = await fill(server);
  const client = await server.connect();
  try {
    await client.query('set plan_cache_mode = force_custom_plan; set jit = off');
    const { rows } = await client.query(`select id from series where metric = 'bench.thirty' order by id`);
    const ids = rows.map((row) => row.id);
    await rolledUp(client);
    const panels = Array.from({ length: PANELS }, (_, n) => `panel-${n}`);
    const ask = async (asked = range) => {
      const body = { range: asked, maxPoints: 1000, panels };
      await (await asPage(server, `/api/dashboards/${id}/panels`, body)).arrayBuffer();
    };
    const forget = () => client.query('insert into point_change (series) values ($1)', [ids]);
    const times = { bare: [], cold: [], warm: [], moved: [] };
    for (let run = 0; run <= RUNS; run++) {
      times.bare.push(await timed(() => bareReads(client, ids, range)));
      await forget();
      times.cold.push(await timed(() => ask()));
      times.warm.push(await timed(() => ask()));
      const later = 60_000 * (run + 1);
      times.moved.push(await timed(() => ask({ from: range.from + later, to: range.to - DAY + later })));
    }
    const [bare, cold, warm, moved] = Object.values(times).map((all) => median(all.slice(1)));
    report('dashboard.20 panels cold / 20 bare reads', { value: cold / bare, unit: 'ratio', target: '<= 1.2' });
    report('dashboard.20 panels warm / cold', { value: warm / cold, unit: 'ratio', target: '<= 0.1' });
    report('dashboard.20 panels, range moved / cold', { value: moved / cold, unit: 'ratio' });
    report('dashboard.20 panels cold', { value: cold, unit: 'ms' });
    const idle = await quiet(client);
    await forget();
    const one = await databaseTime(client, () => ask());
    await forget();
    const all = await databaseTime(client, () => Promise.all(Array.from({ length: VIEWERS }, () => ask())));
    const value = (all - idle) / (one - idle);
    report(`dashboard.${VIEWERS} viewers / one, database time`, { value, unit: 'ratio', target: '<= 2' });
    report('dashboard.one viewer, database time', { value: one - idle, unit: 'ms' });
  } finally {
    await client.end();
  }
}

/** With frames as bytes, as a page asks. */
async function asPage({ url, owner }, path, body) {
  const headers = { ...SENDS, cookie: owner.cookie, accept: 'application/vnd.quarterdeck.frames' };
  const reply = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(await reply.text());
  return reply;
}

async function bareReads(client, ids, { from, to }) {
  for (const id of ids) {
    const values = [[id], new Date(from), new Date(to)];
    await client.query({ name: 'bench_bare', text: BUCKETS, values, rowMode: 'array' });
  }
}

/** What the database worked meanwhile, this client aside. */
async function databaseTime(client, work) {
  const before = await activeTime(client);
  await work();
  await pause(TOLD_MS);
  return (await activeTime(client)) - before;
}

/** What it works in that time when nobody asks, once it has ended what came of filling it. */
async function quiet(client) {
  for (let tries = 0; ; tries++) {
    const idle = await databaseTime(client, async () => undefined);
    if (idle < 150 || tries === 8) return idle;
  }
}

async function activeTime(client) {
  const { rows } = await client.query('select active_time from pg_stat_database where datname = current_database()');
  return rows[0].active_time;
}

async function rolledUp(client) {
  const left = async () => (await client.query('select count(*)::int as n from rollup_addition')).rows[0].n;
  while ((await left()) > 0) await pause(100);
}

const SENDS = { 'content-type': 'application/json' };

async function fill({ owner, url }) {
  const { secret } = await owner.json('POST', '/api/api-keys', { name: 'bench thirty' });
  for (let n = 0; n < PANELS; n++) {
    const points = Array.from({ length: DAYS * 1440 }, (_, minute) => [
      0,
      START + minute * MINUTE,
      Math.sin(minute / (200 + n)),
    ]);
    const reply = await fetch(`${url}/api/points`, {
      method: 'POST',
      headers: { ...SENDS, authorization: `Bearer ${secret}` },
      body: JSON.stringify({ series: [{ metric: 'bench.thirty', labels: { n: String(n) } }], points }),
    });
    if (!reply.ok) throw new Error(await reply.text());
  }
  const panels = Array.from({ length: PANELS }, (_, n) =>
    panelOf(n, { metric: 'bench.thirty', labels: { n: String(n) } }),
  );
  const { id } = await owner.json('POST', '/api/dashboards', { title: 'Thirty days', timezone: 'UTC', panels });
  return id;
}

const panelOf = (n, input, widget = 'widget-timeseries@1') => ({
  ...{ id: `panel-${n}`, title: `Series ${n}`, widget, queries: [{ source: 'metrics', input }] },
  place: { x: (n % 4) * 6, y: Math.floor(n / 4) * 8, w: 6, h: 8 },
});

/** One dashboard in a browser and the others at their sockets; a number comes every second. */
async function measurePixel(report, server) {
  const { owner, url } = server;
  const { secret } = await owner.json('POST', '/api/api-keys', { name: 'bench pixel' });
  const send = async (value) => {
    const body = JSON.stringify([{ metric: 'bench.pixel', time: Date.now(), value }]);
    const headers = { ...SENDS, authorization: `Bearer ${secret}` };
    const reply = await fetch(`${url}/api/points`, { method: 'POST', headers, body });
    if (!reply.ok) throw new Error(await reply.text());
  };
  await send(100);
  const input = { metric: 'bench.pixel', aggregate: 'last' };
  const panels = [panelOf(0, input, 'widget-stat@1'), panelOf(1, input)];
  const range = { from: 'now-15m', to: 'now' };
  const { id } = await owner.json('POST', '/api/dashboards', { title: 'To the pixel', timezone: 'UTC', range, panels });
  const others = await Promise.all(Array.from({ length: VIEWERS - 1 }, () => openDashboard(server, id, range)));
  const { browser, close } = await benchBrowser();
  try {
    const page = await ownersPage(browser, server, { width: 1440, height: 900 });
    await page.goto(`${url}/dashboards/${id}`);
    await panelsDrawn(page, 2);
    await page.evaluate(() => {
      globalThis.seen = {};
      const look = () => {
        const text = document.querySelector('qd-panel').textContent;
        for (const [value] of text.matchAll(/\b1\d\d\b/g)) globalThis.seen[value] ??= Date.now();
      };
      new window.MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await pause(1500);
    const took = [];
    for (let value = 101; value <= 100 + UPDATES; value++) {
      const began = Date.now();
      await send(value);
      await pause(1000 - (Date.now() - began));
      took.push({ value, began });
    }
    await pause(1500);
    const seen = await page.evaluate(() => globalThis.seen);
    const shown = took.map((one) => (seen[one.value] ?? Infinity) - one.began).sort((one, other) => one - other);
    const p95 = shown[Math.ceil(0.95 * shown.length) - 1];
    report(`live.ingest to pixel, p95, ${VIEWERS} dashboards`, { value: p95 / 1000, unit: 's', target: '<= 1.2' });
    report('live.ingest to pixel, median', { value: median(shown), unit: 'ms' });
    const bytes = median(others.map((other) => other.bytes / Math.max(1, other.news)));
    report('live.bytes of one news', { value: bytes, unit: 'B' });
    const fewest = Math.min(...others.map(({ news }) => news));
    report('live.fewest news that a dashboard was told', { value: fewest, unit: 'news' });
  } finally {
    for (const { socket } of others) socket.disconnect();
    await close();
  }
}

async function openDashboard({ url, owner }, dashboardId, range) {
  const socket = io(url, {
    ...{ path: '/api/live', transports: ['websocket'], forceNew: true },
    extraHeaders: { cookie: owner.cookie },
  });
  const open = { socket, bytes: 0, news: 0 };
  socket.on('numbers', (header, bytes) => {
    open.news++;
    open.bytes += JSON.stringify(header).length + bytes.length;
  });
  const live = { range, timezone: 'UTC', maxPoints: 1000, panels: ['panel-0', 'panel-1'] };
  const answer = await socket.timeout(20_000).emitWithAck('watch', { dashboardId, live });
  if (!answer.ok) throw new Error(`A dashboard could not be watched: ${answer.detail}`);
  return open;
}

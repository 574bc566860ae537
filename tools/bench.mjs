#!/usr/bin/env node
/**
 * `npm run bench [name …]`: measures the built product against the bare thing within one run, prints a table and writes
 * bench/latest.json, where parts that were not asked for keep their figures. A ratio is evidence on any machine; a lone millisecond only tells about this one.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureBrowser } from './bench/browser.mjs';
import { measureDrawing } from './bench/drawing.mjs';
import { measureFirstVisit } from './bench/first-visit.mjs';
import { measureFrontEnd } from './bench/front-end.mjs';
import { measureHeap } from './bench/heap.mjs';
import { measureImport } from './bench/import.mjs';
import { measureIngest } from './bench/ingest.mjs';
import { measureLive } from './bench/live.mjs';
import { measurePdf } from './bench/pdf.mjs';
import { measureQueries } from './bench/queries.mjs';
import { measureSoak } from './bench/soak.mjs';
import { measureSockets } from './bench/sockets.mjs';
import { measureStart } from './bench/start.mjs';
import { measureWire } from './bench/wire.mjs';
import { benchServer, ROOT } from './bench/server.mjs';
import { measureStore } from './bench/store.mjs';

const PARTS = { start: measureStart, 'front-end': measureFrontEnd };
const ON_SERVER = {
  ingest: measureIngest,
  wire: measureWire,
  store: measureStore,
  import: measureImport,
  queries: measureQueries,
  live: measureLive,
  sockets: measureSockets,
  browser: measureBrowser,
  'first-visit': measureFirstVisit,
  drawing: measureDrawing,
  heap: measureHeap,
  pdf: measurePdf,
};
/** Ten minutes long: only when it is asked for by name. */
const BY_NAME = { soak: measureSoak };

const asked = process.argv.slice(2);
const wanted = (name) => (asked.length === 0 && !(name in BY_NAME)) || asked.includes(name);
const onServer = { ...ON_SERVER, ...BY_NAME };
const figures = {};
const report = (name, figure) => {
  figures[name] = withVerdict(figure);
  const { value, unit, target, holds } = figures[name];
  const verdict = holds === undefined ? '' : `   ${target}: ${holds ? 'holds' : 'MISSED'}`;
  console.log(`${name.padEnd(46)} ${String(value).padStart(10)} ${unit}${verdict}`);
};

for (const [name, measure] of Object.entries(PARTS)) if (wanted(name)) await measure(report);
if (Object.keys(onServer).some(wanted)) {
  const server = await benchServer();
  try {
    for (const [name, measure] of Object.entries(onServer)) if (wanted(name)) await measure(report, server);
  } finally {
    await server.stop();
  }
}

mkdirSync(join(ROOT, 'bench'), { recursive: true });
const latest = join(ROOT, 'bench/latest.json');
const kept = asked.length > 0 && existsSync(latest) ? JSON.parse(readFileSync(latest, 'utf8')) : {};
writeFileSync(latest, `${JSON.stringify({ ...kept, ...figures }, null, 2)}\n`);

/** Targets are written as `>= 0.95` or `<= 1.1`. */
function withVerdict({ value, unit, target }) {
  const rounded = Number(value.toPrecision(4));
  if (!target) return { value: rounded, unit };
  const [operator, limit] = target.split(' ');
  const holds = operator === '>=' ? value >= Number(limit) : value <= Number(limit);
  return { value: rounded, unit, target, holds };
}

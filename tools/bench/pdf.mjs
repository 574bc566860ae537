/**
 * A report from the request to the finished file, and its printing alone, against Chromium's bare `page.pdf` of the page
 * that was printed.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { benchBrowser } from './browser-under-test.mjs';
import { median, ROOT, timed } from './server.mjs';

const RUNS = 5;
const POLL_MS = 10;
const OPTIONS = { preferCSSPageSize: true, printBackground: true, tagged: true, outline: true };

export async function measurePdf(report, server) {
  const reports = [];
  let last;
  for (let run = 0; run <= RUNS; run++) reports.push(await timed(async () => (last = await printReport(server))));
  const { content, plugins } = await snapshotOf(server, last.snapshotId);
  const { printing, bare } = await printHere(content, plugins);
  report('pdf.report.first', { value: reports[0], unit: 'ms' });
  report('pdf.report', { value: median(reports.slice(1)), unit: 'ms' });
  report('pdf.bare page.pdf', { value: median(bare), unit: 'ms' });
  report('pdf.report / bare page.pdf', { value: median(reports.slice(1)) / median(bare), unit: 'ratio' });
  report('pdf.printing / bare page.pdf', { value: median(printing) / median(bare), unit: 'ratio' });
}

async function printReport({ owner }) {
  const dashboards = await owner.json('GET', '/api/dashboards');
  const { id } = dashboards.find(({ title }) => title === 'City demand');
  const { document } = await owner.json('GET', `/api/dashboards/${id}`);
  const range = { from: Date.parse(document.range.from), to: Date.parse(document.range.to) };
  let made = await owner.json('POST', '/api/reports', { dashboardId: id, range, timezone: document.timezone });
  while (made.status === 'queued' || made.status === 'running') {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    made = await owner.json('GET', `/api/reports/${made.id}`);
  }
  if (made.status !== 'done') throw new Error(`The report ended as ${made.status}: ${made.problem}`);
  return made;
}

async function snapshotOf(server, id) {
  const { decodeFrames } = await import('../../sdk/dist/index.js');
  const client = await server.connect();
  try {
    const { rows } = await client.query('select content from snapshots where id = $1', [id]);
    return { content: rows[0].content, plugins: decodeFrames(rows[0].content).meta.plugins };
  } finally {
    await client.end();
  }
}

async function printHere(snapshot, plugins) {
  const { printPage } = await import('../../backend/dist/reports/printer.js');
  const { printSite } = await import('../../backend/dist/reports/print-site.js');
  const pluginFile = (id, _version, name) => readFile(join(ROOT, 'plugins', id, 'dist', name));
  const site = printSite({ frontEnd: join(ROOT, 'frontend/dist/browser'), snapshot, plugins, pluginFile });
  const { browser, close } = await benchBrowser();
  const printing = [];
  const bare = [];
  const once = { site, title: 'Bench', deadlineMs: 60_000, signal: new AbortController().signal };
  try {
    for (let run = 0; run <= RUNS; run++) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      printing.push(
        await timed(() => printPage(page, { ...once, onProgress: async () => {}, onNotice: console.error })),
      );
      bare.push(await timed(() => page.pdf(OPTIONS)));
      await context.close();
    }
  } finally {
    await close();
  }
  return { printing: printing.slice(1), bare: bare.slice(1) };
}

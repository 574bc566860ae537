/** Twenty panels of 1,000 points against bare ECharts with the same twenty options, and what is left undrawn below the fold. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { benchBrowser } from './browser-under-test.mjs';
import { makeDashboard, ownersPage, panelsDrawn, queryOf, RANGE } from './dashboard-under-test.mjs';
import { median } from './server.mjs';

const PANELS = 20;
const RUNS = 7;
const BARE = fileURLToPath(new URL('../../frontend/e2e/bare-echarts.ts', import.meta.url));

export async function measureDrawing(report, server) {
  const id = await makeDashboard(server, 'Twenty panels', { panels: PANELS, columns: 4, height: 8 });
  const { browser, close } = await benchBrowser();
  try {
    const page = await ownersPage(browser, server, { width: 1440, height: 1800 });
    const bare = await bareEcharts(browser, await framesOf(server));
    const ours = [];
    const theirs = [];
    const clicked = [];
    for (let run = 0; run <= RUNS; run++) {
      const drawn = await openFromList(page, server, id);
      ours.push(drawn.sinceFrames);
      clicked.push(drawn.sinceClick);
      theirs.push(await bare.draw(drawn.sizes));
    }
    await bare.close();
    await page.browserContext().close();
    const [one, other] = [median(ours.slice(1)), median(theirs.slice(1))];
    report('drawing.20 panels / bare ECharts', { value: one / other, unit: 'ratio', target: '<= 1.3' });
    report('drawing.20 panels', { value: one, unit: 'ms' });
    report('drawing.20 bare charts', { value: other, unit: 'ms' });
    report('drawing.20 panels from the click', { value: median(clicked.slice(1)), unit: 'ms' });
    await measureFold(report, server, browser, id);
  } finally {
    await close();
  }
}

/** From the last byte of the frames to the last panel drawn, all code being there already. */
async function openFromList(page, { url }, id) {
  await page.goto(`${url}/dashboards/${id}`);
  await panelsDrawn(page, PANELS);
  await page.evaluate(() => window.history.pushState(null, '', '/'));
  await page.locator('a[href="/dashboards"]').click();
  const link = `a[href^="/dashboards/${id}"]`;
  // The dashboard itself has links to its own panels: only without any panel is this the list.
  await page.waitForFunction(() => document.querySelector('qd-panel') === null);
  await page.waitForSelector(link);
  return page.evaluate(
    async (selector, panels) => {
      performance.clearResourceTimings();
      const began = performance.now();
      const ready = () => document.querySelectorAll('qd-panel[data-state="ready"]').length === panels;
      // The moment itself, as ECharts tells its own: asking frame by frame would add the wait for the next one.
      const ended = await new Promise((resolve) => {
        const observer = new window.MutationObserver(() => {
          if (!ready()) return;
          observer.disconnect();
          resolve(performance.now());
        });
        const changes = { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] };
        observer.observe(document.body, changes);
        document.querySelector(selector).click();
      });
      const answers = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/panels'));
      const plots = [...document.querySelectorAll('qd-panel .chart')];
      return {
        sinceClick: ended - began,
        sinceFrames: ended - Math.max(...answers.map(({ responseEnd }) => responseEnd)),
        sizes: plots.map(({ clientWidth: width, clientHeight: height }) => ({ width, height })),
      };
    },
    link,
    PANELS,
  );
}

async function framesOf({ owner, url }) {
  const queries = Array.from({ length: PANELS }, (_, n) => queryOf(n));
  const reply = await fetch(`${url}/api/queries`, {
    method: 'POST',
    headers: {
      cookie: owner.cookie,
      'content-type': 'application/json',
      accept: 'application/vnd.quarterdeck.frames',
    },
    body: JSON.stringify({ range: RANGE, queries }),
  });
  return Buffer.from(await reply.arrayBuffer()).toString('base64');
}

/** A page with nothing but ECharts and the twenty options, which are made before the clock starts. */
async function bareEcharts(browser, frames) {
  const { outputFiles } = await build({
    ...{ entryPoints: [BARE], bundle: true, write: false, format: 'iife', minify: true, logLevel: 'error' },
  });
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1440, height: 1800 });
  await page.addScriptTag({ content: outputFiles[0].text });
  return {
    draw: (sizes) => page.evaluate((bytes, range, all) => globalThis.drawBare(bytes, range, all), frames, RANGE, sizes),
    close: () => context.close(),
  };
}

async function measureFold(report, server, browser, id) {
  const page = await ownersPage(browser, server, { width: 1440, height: 400 });
  await page.goto(`${server.url}/dashboards/${id}`);
  await panelsDrawn(page, 4);
  await page.waitForNetworkIdle({ idleTime: 300, timeout: 5000 }).catch(() => undefined);
  const drawn = await page.evaluate(() => {
    const far = [...document.querySelectorAll('qd-panel')].filter((panel) => panel.getBoundingClientRect().top > 1100);
    return { far: far.length, drawn: far.filter((panel) => panel.dataset.state !== 'waiting').length };
  });
  report('drawing.panels far below the fold', { value: drawn.far, unit: 'panels' });
  report('drawing.drawn far below the fold', { value: drawn.drawn, unit: 'panels', target: '<= 0' });
  await page.browserContext().close();
}

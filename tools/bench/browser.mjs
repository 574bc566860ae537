/** How long a person waits for the demo dashboard: from following the link to the last panel drawn. */
import { median } from './server.mjs';
import { benchBrowser } from './browser-under-test.mjs';

const RUNS = 5;

export async function measureBrowser(report, { url, owner }) {
  const dashboards = await owner.json('GET', '/api/dashboards');
  const { id } = dashboards.find(({ title }) => title === 'City demand');
  const { browser, close } = await benchBrowser();
  try {
    const times = { first: [], again: [] };
    for (let run = 0; run < RUNS; run++) {
      const context = await browser.createBrowserContext();
      const [name, value] = owner.cookie.split('=');
      await context.setCookie({
        name,
        value,
        domain: new URL(url).hostname,
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
      });
      const page = await context.newPage();
      await page.setViewport({ width: 1440, height: 2400 });
      times.first.push(await drawn(page, `${url}/dashboards/${id}`));
      times.again.push(await drawn(page, `${url}/dashboards/${id}`));
      await context.close();
    }
    report('dashboard.drawn.first visit', { value: median(times.first), unit: 'ms' });
    report('dashboard.drawn.cached', { value: median(times.again), unit: 'ms' });
  } finally {
    await close();
  }
}

async function drawn(page, address) {
  const began = performance.now();
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  await page.waitForFunction(
    `(() => { const panels = [...document.querySelectorAll('qd-panel')];
      return panels.length > 0 && panels.every((panel) => panel.dataset.state === 'ready'); })()`,
    { polling: 'raf' },
  );
  return performance.now() - began;
}

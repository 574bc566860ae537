/** The page's heap after opening fifty dashboards in a row, against that after the first ten. */
import { benchBrowser } from './browser-under-test.mjs';
import { makeDashboard, ownersPage, panelsDrawn } from './dashboard-under-test.mjs';

const VISITS = 50;
/** What is kept once, such as plugins and compiled code, is mostly there by then: the rest of its growth is compiled code too. */
const WARM = 10;

export async function measureHeap(report, server) {
  const shape = { panels: 4, columns: 2, height: 8 };
  const ids = [await makeDashboard(server, 'Heap one', shape), await makeDashboard(server, 'Heap two', shape)];
  const { browser, close } = await benchBrowser();
  try {
    const page = await ownersPage(browser, server, { width: 1440, height: 900 });
    const session = await page.createCDPSession();
    await page.goto(`${server.url}/dashboards`);
    let first;
    for (let visit = 1; visit <= VISITS; visit++) {
      await follow(page, `/dashboards/${ids[visit % 2]}`);
      await panelsDrawn(page, 4);
      await follow(page, '/dashboards');
      if (visit === WARM) first = await heapOf(session);
    }
    const last = await heapOf(session);
    report('heap.after 50 dashboards / after 10', { value: last / first, unit: 'ratio', target: '<= 1.1' });
    report('heap.after 50 dashboards', { value: last / 1024 / 1024, unit: 'MiB' });
  } finally {
    await close();
  }
}

/** Through a link of the page, so that nothing is loaded anew. A handle of the link would keep its page alive. */
async function follow(page, address) {
  await page.waitForFunction((target) => document.querySelector(`a[href^="${target}"]`) !== null, {}, address);
  await page.evaluate((target) => document.querySelector(`a[href^="${target}"]`).click(), address);
  await page.waitForFunction((path) => document.location.pathname === path, {}, address);
}

async function heapOf(session) {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

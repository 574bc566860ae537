/** What a browser with an empty cache loads: a shared dashboard until it is drawn, and the app's shell. */
import { benchBrowser } from './browser-under-test.mjs';
import { makeDashboard, ownersPage, panelsDrawn } from './dashboard-under-test.mjs';

const VIEWPORT = { width: 1440, height: 900 };

export async function measureFirstVisit(report, server) {
  const id = await makeDashboard(server, 'First visit', { panels: 4, columns: 2, height: 8 });
  const { token } = await server.owner.json('POST', `/api/dashboards/${id}/share-links`, {
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const { browser, close } = await benchBrowser();
  try {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport(VIEWPORT);
    const shared = await traffic(page, async () => {
      await page.goto(`${server.url}/shared#${token}`);
      await panelsDrawn(page, 4);
    });
    report('first visit.shared.bytes', { value: shared.bytes / 1000, unit: 'KB', target: '<= 400' });
    report('first visit.shared.requests', { value: shared.requests, unit: '', target: '<= 15' });
    await context.close();

    const own = await ownersPage(browser, server, VIEWPORT);
    const shell = await traffic(own, async () => {
      await own.goto(`${server.url}/settings`);
      await own.waitForSelector('qd-page h1');
    });
    report('first visit.shell.bytes', { value: shell.bytes / 1000, unit: 'KB', target: '<= 250' });
    report('first visit.shell.requests', { value: shell.requests, unit: '' });
    await own.browserContext().close();
  } finally {
    await close();
  }
}

/** Bytes as they came over the wire, compressed, with their headers; a KB is 1,000 of them. A socket is no request of its own. */
async function traffic(page, work) {
  const session = await page.createCDPSession();
  await session.send('Network.enable');
  const addresses = new Map();
  let bytes = 0;
  session.on('Network.requestWillBeSent', ({ requestId, request }) => addresses.set(requestId, request.url));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (addresses.get(requestId)?.startsWith('http')) bytes += encodedDataLength;
  });
  await work();
  await page.waitForNetworkIdle({ idleTime: 300, timeout: 5000 }).catch(() => undefined);
  await session.detach();
  return { bytes, requests: [...addresses.values()].filter((address) => address.startsWith('http')).length };
}

/** The browser that the product itself would print with. */
import { rmSync } from 'node:fs';
import { temporaryFolder } from './server.mjs';

/** A puppeteer browser and `close`, which also removes its profile. */
export async function benchBrowser() {
  const { openBrowser } = await import('../../backend/dist/platform/browser/open-browser.js');
  const dataDir = temporaryFolder();
  const opened = await openBrowser({ dataDir, chromium: process.env.QD_CHROMIUM });
  return {
    browser: opened.browser,
    async close() {
      await opened.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { readPdf, type Pdf } from './pdf.js';

/** What a person does: presses PDF, waits, and saves the file. */
export async function print(page: Page): Promise<{ name: string; pdf: Pdf }> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-download-'));
  try {
    const browser = await page.createCDPSession();
    const browserContextId = page.browserContext().id;
    const where = browserContextId === undefined ? {} : { browserContextId };
    const behavior = { behavior: 'allow', downloadPath: folder, eventsEnabled: true, ...where } as const;
    await browser.send('Browser.setDownloadBehavior', behavior);
    const saved = new Promise<void>((resolve) => {
      browser.on('Browser.downloadProgress', ({ state }) => {
        if (state === 'completed') resolve();
      });
    });
    await page.locator('qd-pdf-button button').click();
    await page.locator('[role="dialog"] a[download]').setTimeout(90_000).click();
    await saved;
    const [name = ''] = readdirSync(folder);
    return { name, pdf: await readPdf(readFileSync(join(folder, name))) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

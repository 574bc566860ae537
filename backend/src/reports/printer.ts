import type { HTTPRequest, Page } from 'puppeteer-core';
import { upstream } from '../platform/errors.js';
import type { PrintSite } from './print-site.js';

/**
 * A name that no DNS knows: whatever the site does not answer goes nowhere. No TLS is spoken either, since every request
 * is answered before it leaves; `https` makes it a secure context, in which the page may compute the snapshot's hash.
 */
const ORIGIN = 'https://quarterdeck.print';
const PDF_MS = 30_000;

export interface Printing {
  readonly site: PrintSite;
  /** Of the document, in the PDF's metadata. */
  readonly title: string;
  /** Until everything is drawn. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  /** Called when the page is loaded (0.4) and when it is drawn (0.8). */
  readonly onProgress: (progress: number) => Promise<void>;
  /** For the log: requests that were refused and errors of the page. */
  readonly onNotice: (notice: string) => void;
}

/**
 * Shows the site's `/print` in a fresh page and prints it once the page says that it is drawn, in
 * `document.documentElement.dataset.printed`: `ready`, or `failed: …` with a sentence for people.
 */
export async function printPage(page: Page, printing: Printing): Promise<Uint8Array> {
  const { title, deadlineMs, signal, onProgress } = printing;
  await closeOff(page, printing);
  await page.goto(`${ORIGIN}/print`, { waitUntil: 'domcontentloaded', timeout: deadlineMs, signal });
  await onProgress(0.4);
  signal.throwIfAborted();
  await drawn(page, deadlineMs, signal);
  await onProgress(0.8);
  signal.throwIfAborted();
  await page.evaluate(`document.title = ${JSON.stringify(title)}`);
  return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true, timeout: PDF_MS });
}

/** The page sees the site and nothing else: no network, no cookies, no other origin. */
async function closeOff(page: Page, { site, onNotice }: Printing): Promise<void> {
  page.on('request', (request) => {
    answer(request, site, onNotice).catch((error: unknown) => {
      onNotice(`${request.url()} was not answered: ${String(error)}`);
    });
  });
  page.on('pageerror', (error) => {
    onNotice(`The page threw ${String(error)}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') onNotice(`The page says: ${message.text()}`);
  });
  await page.setRequestInterception(true);
  // What is intercepted is answered all the same; sockets, which cannot be intercepted, are not.
  await page.setOfflineMode(true);
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: 'light' },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
}

async function answer(request: HTTPRequest, site: PrintSite, onNotice: Printing['onNotice']): Promise<void> {
  const { origin, pathname, protocol } = new URL(request.url());
  if (protocol === 'data:' || protocol === 'blob:') return request.continue();
  const ours = origin === ORIGIN && request.method() === 'GET';
  const file = ours ? await site(decodeURIComponent(pathname)) : undefined;
  if (!file) {
    onNotice(`${request.url()} was refused.`);
    return request.abort('blockedbyclient');
  }
  const { body, contentType, headers = {} } = file;
  await request.respond({
    status: 200,
    contentType,
    headers: { 'x-content-type-options': 'nosniff', ...headers },
    body,
  });
}

async function drawn(page: Page, deadlineMs: number, signal: AbortSignal): Promise<void> {
  const limits = { timeout: deadlineMs, polling: 'mutation' as const, signal };
  const said = await page
    .waitForFunction('document.documentElement.dataset.printed', limits)
    .catch((cause: unknown) => {
      if ((cause as Error).name !== 'TimeoutError') throw cause;
      const seconds = Math.round(deadlineMs / 1000);
      throw upstream(
        'report.deadline',
        `The page was not drawn within ${seconds} seconds. Try a shorter range or fewer panels.`,
        { cause },
      );
    });
  const result = String(await said.jsonValue());
  if (result === 'ready') return;
  throw upstream('report.not-drawn', result.replace(/^failed:\s*/, '') || 'The page could not be drawn.');
}

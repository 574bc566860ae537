import type { HTTPRequest, Page } from 'puppeteer-core';

/** What a browser says of itself when the network or the server is gone. */
export const CUT = [/net::/, /WebSocket/, /Failed to load resource/, /security policy/, /Content Security Policy/];

/** From now on the server seems to answer one address with a problem. */
export async function answering(page: Page, path: string, status: number, problem: object): Promise<void> {
  const answer = async (request: HTTPRequest) => {
    if (new URL(request.url()).pathname !== path) return request.continue();
    const body = JSON.stringify({ type: 'about:blank', title: 'Refused', status, requestId: 'r', ...problem });
    return request.respond({ status, contentType: 'application/problem+json', body });
  };
  await page.setRequestInterception(true);
  page.on('request', (request) => void answer(request));
}

/** After the next load nothing is heard of the server between requests, as while it restarts. */
export async function withoutNews(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const Real = WebSocket;
    window.WebSocket = class extends Real {
      constructor() {
        super('ws://127.0.0.1:9/');
      }
    };
  });
}

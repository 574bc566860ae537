import type { Page } from 'puppeteer-core';
import { OWNER } from './product.js';

/** The owner of a product under test, at the API: for what a journey needs before its first page. */
export interface Owner {
  /** Of the session, for what talks to the server by itself. */
  readonly cookie: string;
  json<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** For what is no JSON. Answers what came back. */
  sendFile(path: string, content: string, type: string): Promise<string>;
  remove(path: string): Promise<void>;
  sendPoints(secret: string, points: readonly object[]): Promise<void>;
  /** Signs a browser page in without the form. */
  lendSession(page: Page): Promise<void>;
}

/** Signs in; fails loudly wherever the server refuses something. */
export async function asOwner(url: string): Promise<Owner> {
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${url}/api/session`, { method: 'POST', headers, body: JSON.stringify(OWNER) });
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0];
  if (!reply.ok || cookie === undefined) throw new Error(`Signing in failed: ${await reply.text()}`);

  const send = async (method: string, path: string, body: unknown, auth: Record<string, string>) => {
    const init =
      body === undefined ? { headers: auth } : { headers: { ...headers, ...auth }, body: JSON.stringify(body) };
    const answer = await fetch(url + path, { method, ...init });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer;
  };
  return {
    cookie,
    sendFile: async (path, content, type) => {
      const answer = await fetch(url + path, {
        method: 'PUT',
        headers: { cookie, 'content-type': type },
        body: content,
      });
      if (!answer.ok) throw new Error(`PUT ${path}: ${await answer.text()}`);
      return answer.text();
    },
    json: async <T>(method: string, path: string, body?: unknown) =>
      (await send(method, path, body, { cookie }).then((answer) => answer.json())) as T,
    remove: async (path) => {
      await send('DELETE', path, undefined, { cookie });
    },
    sendPoints: async (secret, points) => {
      await send('POST', '/api/points', points, { authorization: `Bearer ${secret}` });
    },
    lendSession: async (page) => {
      const [name = '', value = ''] = cookie.split('=');
      await page.browserContext().setCookie({ name, value, domain: new URL(url).hostname, path: '/', httpOnly: true });
    },
  };
}

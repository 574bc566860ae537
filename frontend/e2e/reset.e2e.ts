import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Browser } from 'puppeteer-core';
import { SMTPServer } from 'smtp-server';
import { OWNER, Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const NEXT = 'another quiet watch';
const named = (name: string) => `::-p-aria([name="${name}"][role="button"])`;

/** The public address stands in the settings, so the port must be known before the start. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

describe('somebody who is locked out', () => {
  let product: Product;
  let browser: Browser;
  let smtp: SMTPServer;
  const letters: string[] = [];
  beforeAll(async () => {
    smtp = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData(stream, _, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          letters.push(Buffer.concat(chunks).toString().replaceAll('=\r\n', '').replaceAll('=3D', '='));
          done();
        });
      },
    });
    smtp.listen(0, '127.0.0.1');
    await once(smtp.server, 'listening');
    const port = await freePort();
    const env = {
      QD_PORT: String(port),
      QD_PUBLIC_URL: `http://127.0.0.1:${port}`,
      QD_SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
      QD_MAIL_FROM: 'deck@example.com',
    };
    [product, browser] = await Promise.all([Product.start({ env }), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
    await new Promise<void>((closed) => smtp.close(closed));
  });

  it('asks for a link, finds it in the mail, and signs in with a new password', async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await page.goto(`${product.url}/sign-in`);
    await page.locator('summary ::-p-text(Cannot sign in?)').click();
    await page.locator('a ::-p-text(Choose a new password)').click();
    await page.locator('::-p-aria([name="Email"])').fill(OWNER.email);
    await page.locator(named('Mail me a link')).click();
    await page.waitForSelector('::-p-text(Look into your mail)');
    const patience = AbortSignal.timeout(15_000);
    while (letters.length === 0) {
      patience.throwIfAborted();
      await new Promise((resolve) => setImmediate(resolve));
    }
    const link = /http:\S+\/reset#\S+/.exec(letters[0] ?? '')?.[0] ?? '';
    await page.goto(link);
    await page.locator('::-p-aria([name="New password"])').fill(NEXT);
    await page.locator(named('Save the password')).click();
    await page.locator('a ::-p-text(Go to the sign-in)').click();
    await page.locator('::-p-aria([name="Email"])').fill(OWNER.email);
    await page.locator('::-p-aria([name="Password"])').fill(NEXT);
    await page.locator(named('Sign in')).click();
    await page.waitForSelector('::-p-text(City demand)');
    await visitor.leave();
  });

  it('is told that a link has been used', async () => {
    const visitor = await Visitor.arrive(browser, { expected: [/409/] });
    const { page } = visitor;
    await page.goto(/http:\S+\/reset#\S+/.exec(letters[0] ?? '')?.[0] ?? '');
    await page.locator('::-p-aria([name="New password"])').fill(NEXT);
    await page.locator(named('Save the password')).click();
    await page.waitForSelector('::-p-text(This link has been used)');
    await visitor.leave();
  });
});

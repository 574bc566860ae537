import type { Browser, Page } from 'puppeteer-core';
import { asOwner, type Owner } from './owner.js';
import { readPdf } from './pdf.js';
import { Product } from './product.js';
import { openBrowser, Visitor } from './visitor.js';

const NOON = Date.UTC(2026, 1, 3, 12);
const DAY = 86_400_000;
const METRIC = { queries: [{ source: 'metrics', input: { metric: 'shop.orders' } }] };
const DASHBOARD = {
  title: 'Commandes',
  range: { from: '2026-02-01T00:00:00Z', to: '2026-02-05T00:00:00Z' },
  timezone: 'UTC',
  panels: [
    {
      ...METRIC,
      id: 'latest',
      title: 'Dernière valeur',
      widget: 'widget-stat@1',
      display: { decimals: 1 },
      place: { x: 0, y: 0, w: 8, h: 6 },
    },
    {
      ...METRIC,
      id: 'course',
      title: 'Évolution',
      widget: 'widget-timeseries@1',
      place: { x: 8, y: 0, w: 16, h: 10 },
    },
  ],
};

/** Waits until the page says all of this, whatever kind of space stands in it. */
const says = (page: Page, ...texts: string[]) =>
  page
    .waitForFunction(
      (wanted) => {
        const shown = document.body.innerText.replace(/\s+/g, ' ');
        return wanted.every((text) => shown.includes(text));
      },
      { timeout: 15_000 },
      texts,
    )
    .catch(async (cause: unknown) => {
      const shown = await page.evaluate(() => document.body.innerText);
      throw new Error(`The page does not say ${texts.join(' | ')}. It says:\n${shown}`, { cause });
    });

/** Before the first page: what the browser tells that its reader speaks. */
const speaks = (page: Page, ...languages: string[]) =>
  page.evaluateOnNewDocument((own) => {
    Object.defineProperty(navigator, 'languages', { get: () => own });
  }, languages);

const choose = async (page: Page, language: string) => {
  await page.locator('qd-account-menu button').click();
  await page.locator(`.qd-menu button ::-p-text(${language})`).click();
};
/** Presses PDF, and reads what was printed. */
const printed = async (page: Page) => {
  const asked = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.url().endsWith('reports'),
  );
  await page.locator('qd-pdf-button button').click();
  const { id } = (await (await asked).json()) as { id: string };
  await page.waitForSelector('[role="dialog"] a[download]', { timeout: 90_000 });
  const bytes = await page.evaluate(async (address) => {
    const answer = await fetch(address);
    return [...new Uint8Array(await answer.arrayBuffer())];
  }, `/api/reports/${id}/file`);
  return readPdf(Uint8Array.from(bytes));
};

describe('French beside English', () => {
  let product: Product;
  let browser: Browser;
  let owner: Owner;
  let dashboardId: string;
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.start({ env: { QD_DEMO: 'off' } }), openBrowser()]);
    owner = await asOwner(product.url);
    const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'shop' });
    const points = [1100.25, 1160.75, 1234.5].map((value, at) => ({
      metric: 'shop.orders',
      time: NOON + (at - 2) * DAY,
      value,
    }));
    await owner.sendPoints(secret, points);
    ({ id: dashboardId } = await owner.json<{ id: string }>('POST', '/api/dashboards', DASHBOARD));
  });
  afterAll(async () => {
    await browser.close();
    await product.remove();
  });

  it('welcomes in the language of the browser, and lets everybody choose before they are signed in', async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await speaks(page, 'fr-FR', 'en');
    await page.goto(`${product.url}/sign-in`);
    await says(page, 'Heureux de vous revoir', 'Mot de passe', 'English');
    expect([await page.title(), await page.$eval('html', ({ lang }) => lang)]).toEqual([
      'Se connecter · Quarterdeck',
      'fr',
    ]);
    await page.locator('button[type="submit"]').click();
    await says(page, 'Saisissez votre adresse e-mail.');
    await page.locator('qd-language-choice label ::-p-text(English)').click();
    await says(page, 'Welcome back', 'Type your email address.');
    await visitor.leave();
  });

  it('changes texts, dates and numbers of a dashboard that is being edited, and loses nothing of the edit', async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await speaks(page, 'en-GB');
    await owner.lendSession(page);
    await page.goto(`${product.url}/dashboards/${dashboardId}`);
    await says(page, '1,234.5', '4 Feb 2026');
    await page.locator('button ::-p-text(Edit)').click();
    await page.locator('[data-cell="latest"] button[aria-label^="Edit"]').click();
    const title = await page.waitForSelector('qd-panel-editor input[qdInput]:not([type="number"])');
    await page.locator('qd-panel-editor ::-p-text(Shown as)').wait();
    await page.evaluate(() => Object.assign(window, { stays: true }));
    const typed = await title?.evaluate((field) => {
      const input = field;
      input.value = 'Not saved yet';
      input.dispatchEvent(new Event('input', { bubbles: true }));
      return input.value;
    });
    await choose(page, 'Français');
    await says(page, 'Modifier le panneau', 'Type d’affichage', '1 234,5');
    expect(await title?.evaluate((field) => field.value)).toBe(typed);
    expect(await page.evaluate(() => 'stays' in window)).toBe(true);
    await visitor.leave();
  });

  it('is kept on the device, reaches the axis and the numbers behind a chart, and the PDF', async () => {
    const visitor = await Visitor.arrive(browser);
    const { page } = visitor;
    await speaks(page, 'en-GB');
    await owner.lendSession(page);
    await page.goto(`${product.url}/dashboards/${dashboardId}`);
    await says(page, '1,234.5');
    await choose(page, 'Français');
    await says(page, '1 234,5', '1–4 févr. 2026', 'Modifier');
    await page.reload();
    await says(page, '1 234,5', '1–4 févr. 2026', 'Partager');
    expect(await page.$eval('html', ({ lang }) => lang)).toBe('fr');
    await page.$eval('qd-chart-numbers button', (button) => {
      button.click();
    });
    await says(page, '3 févr. 2026', '1 160,75');

    const { text } = await printed(page);
    for (const wanted of ['Période', 'Fuseau horaire', 'Données au', 'Page 1 sur', '1–4 févr. 2026', '1 234,5'])
      expect(text.replace(/\s+/g, ' ')).toContain(wanted);
    await visitor.leave();
  });
});

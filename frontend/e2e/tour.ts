import type { Browser, Page } from 'puppeteer-core';
import { furnish, type Furnished } from './furnished.js';
import type { ProductPage } from './pages.js';
import type { VisitorOptions } from './visitor.js';
import { openBrowser } from './visitor.js';

/** Goes to every page of the product, as `npm run screens` and the check of accessibility do. */
export class Tour {
  private constructor(
    private readonly browser: Browser,
    private readonly place: Furnished,
  ) {}

  static async begin(): Promise<Tour> {
    const place = await furnish();
    return new Tour(await openBrowser(), place);
  }

  /** Opens a page in a profile of its own, waits until it stands still, and closes it when `look` is done. */
  async show(page: ProductPage, options: VisitorOptions, look: (page: Page) => Promise<void>): Promise<void> {
    const { name, who = 'owner', address, ready, steps, language = 'en', expected = [] } = page;
    const visitor = await this.place.enter(this.browser, who, { ...options, expected });
    try {
      visitor.page.setDefaultTimeout(10_000);
      await visitor.page.evaluateOnNewDocument((spoken) => {
        localStorage.setItem('quarterdeck.language', spoken);
      }, language);
      await visitor.page.goto(new URL(address(this.place), this.place.url).href);
      await visitor.page.waitForSelector(ready);
      await steps?.(visitor.page, this.place);
      if (!page.isAsking) await visitor.page.waitForNetworkIdle({ idleTime: 200, concurrency: 0 });
      await allDrawn(visitor.page);
      await look(visitor.page);
    } catch (error) {
      throw new Error(`The page "${name}" at ${visitor.page.url()}: ${String(error)}`, { cause: error });
    } finally {
      await visitor.leave();
    }
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.place.remove();
  }
}

/** No panel in sight is still to be drawn. */
async function allDrawn(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[aria-busy="true"], [data-state="drawing"]')].every((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return element.closest('[inert]') !== null || !element.checkVisibility() || bottom < 0 || top > innerHeight;
    }),
  );
}

import type { Page } from 'puppeteer-core';
import type { Furnished } from '../furnished.js';

/** What one does on a page before it is looked at. */
export type Step = (page: Page, place: Furnished) => Promise<void>;

export const button = (name: string) => `::-p-aria([name="${name}"][role="button"])`;
export const label = (name: string) => `[aria-label="${name}"]`;
/** A panel whose picture stands. */
export const DRAWN = 'qd-panel[data-state="ready"]';
/** A dashboard that is being edited. */
export const EDITING = 'qd-edit-cell';

type Known = { [Key in keyof Furnished]: Furnished[Key] extends string ? Key : never }[keyof Furnished];
/** The address of a dashboard of the furnished product. */
export const dashboard =
  (which: Known, search = '') =>
  (place: Furnished) =>
    `/dashboards/${place[which]}${search}`;
export const at = (address: string) => () => address;

export const shows = (page: Page, selector: string) => page.waitForSelector(selector).then(() => undefined);

export async function press(page: Page, selector: string): Promise<void> {
  const element = await page.waitForSelector(selector);
  // What shows only on hover has no place to click on a phone.
  await element?.evaluate((node) => {
    (node as HTMLElement).click();
  });
}

/** Presses one after another, then waits for the last. */
export const pressing =
  (...selectors: readonly string[]): Step =>
  async (page) => {
    for (const selector of selectors.slice(0, -1)) await press(page, selector);
    await shows(page, selectors.at(-1) ?? 'body');
  };

/** One after the other. */
export const all =
  (...steps: readonly Step[]): Step =>
  async (page, place) => {
    for (const step of steps) await step(page, place);
  };

export const typing =
  (selector: string, text: string): Step =>
  async (page) => {
    await page.locator(selector).fill(text);
  };

/** What stands beside the title where there is room for it, and in the menu of the dashboard elsewhere; then presses on. */
export const doing =
  (deed: string, ...selectors: readonly string[]): Step =>
  async (page, place) => {
    const selector = `[data-deed="${deed}"]`;
    if (!(await page.$(selector))) await press(page, 'qd-dashboard-menu button');
    await pressing(selector, ...selectors)(page, place);
  };

/** Begins to edit the open dashboard, then presses on. */
export const edit = (...selectors: readonly string[]): Step => doing('edit', ...selectors);

/** Takes the panel out of the dashboard that is being edited. */
export const removing =
  (panel: string): Step =>
  async (page) => {
    await shows(page, `[data-cell="${panel}"] .grip`);
    await page.focus(`[data-cell="${panel}"] .grip`);
    await page.keyboard.press('Delete');
    await page.waitForFunction((cell) => !document.querySelector(`[data-cell="${cell}"]`), {}, panel);
  };

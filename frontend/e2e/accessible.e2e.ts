import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { PAGES } from './pages.js';
import { Tour } from './tour.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const GRAVE = ['serious', 'critical'];

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

const OFTEN_ENOUGH = 3;

/** Every rule that is broken gravely, with elements that break it. What a dialog dims need not be read meanwhile. */
async function violations(page: Page, theme: string): Promise<string[]> {
  // A colour on its way to the other theme is none.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  const { violations: found } = (await page.evaluate(
    `axe.run(document.querySelector('[aria-modal="true"]') ?? document, { resultTypes: ['violations'] })`,
  )) as { violations: Violation[] };
  return found
    .filter(({ impact }) => GRAVE.includes(impact))
    .flatMap(({ id, help, nodes }) =>
      nodes
        .slice(0, OFTEN_ENOUGH)
        .map(({ target, failureSummary }) => `${theme}: ${id} (${help}): ${target.join(' ')}\n${failureSummary}`),
    );
}

describe('no serious rule of accessibility is broken', () => {
  let tour: Tour | undefined;
  beforeAll(async () => {
    tour = await Tour.begin();
  });
  afterAll(() => tour?.end());

  it.each(PAGES.map((page) => [page.name, page] as const))('on %s, in either theme', async (_, page) => {
    await tour?.show(page, { colorScheme: 'light' }, async (shown) => {
      // An address would be refused by the page's security policy.
      await shown.evaluate(AXE);
      const found = await violations(shown, 'light');
      await shown.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value: 'dark' },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ]);
      expect([...found, ...(await violations(shown, 'dark'))]).toEqual([]);
    });
  });
});

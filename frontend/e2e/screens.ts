import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PAGES } from './pages.js';
import { Tour } from './tour.js';

const FOLDER = join(import.meta.dirname, '../../screens');
const THEMES = ['light', 'dark'] as const;
const WIDTHS = [
  { width: 1440, height: 1000 },
  { width: 390, height: 1200 },
] as const;
/** `npm run screens -- "shop|city.*dark"` makes only those whose name fits. */
const ONLY = new RegExp(process.env.QD_SCREENS ?? '');
const SHOTS = PAGES.flatMap((page) =>
  THEMES.flatMap((colorScheme) =>
    WIDTHS.map((size) => ({
      page,
      file: `${page.name}-${size.width}-${colorScheme}.png`,
      options: { ...size, colorScheme },
    })),
  ),
).filter(({ file }) => ONLY.test(file));

describe('the screenshots', () => {
  let tour: Tour | undefined;
  beforeAll(async () => {
    if (ONLY.source === '(?:)') rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    tour = await Tour.begin();
  });
  afterAll(() => tour?.end());

  it.each(SHOTS)('$file', async ({ page, file, options }) => {
    await tour?.show(page, options, async (shown) => {
      await shown.screenshot({ path: join(FOLDER, file), optimizeForSpeed: true });
      process.stdout.write(`screens/${file}\n`);
    });
  });
});

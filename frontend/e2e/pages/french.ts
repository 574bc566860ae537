import { ENTRANCES } from './entrances.js';
import { EDITS } from './editing.js';
import { AROUND } from './around.js';
import { LIBRARY } from './library.js';
import type { ProductPage } from './product-page.js';
import { READING } from './reading.js';

/** Words are longer in French, and stand elsewhere. Their steps press nothing by its English name. */
const NAMES = [
  ...['setup', 'sign-in', 'dashboards', 'wall', 'compared', 'pdf', 'time-range', 'history', 'explore-chart'],
  ...['connections', 'import', 'import-run', 'settings-profile', 'settings-people', 'settings-keys-new', 'account'],
];

export const FRENCH: readonly ProductPage[] = [...ENTRANCES, ...LIBRARY, ...READING, ...EDITS, ...AROUND]
  .filter(({ name }) => NAMES.includes(name))
  .map((page) => ({ ...page, name: `${page.name}-french`, language: 'fr' }));

import { AROUND } from './pages/around.js';
import { EDITS } from './pages/editing.js';
import { ENTRANCES } from './pages/entrances.js';
import { FRENCH } from './pages/french.js';
import { LIBRARY } from './pages/library.js';
import { LIMITS } from './pages/limits.js';
import type { ProductPage } from './pages/product-page.js';
import { READING } from './pages/reading.js';

export type { ProductPage } from './pages/product-page.js';

/** Every page of the product. A new page gets a line in its file: its screenshots and its accessibility follow. */
export const PAGES: readonly ProductPage[] = [
  ...ENTRANCES,
  ...LIBRARY,
  ...READING,
  ...EDITS,
  ...AROUND,
  ...LIMITS,
  ...FRENCH,
];

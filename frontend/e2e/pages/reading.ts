import type { ProductPage } from './product-page.js';
import { CUT, withoutNews } from './faults.js';
import { DRAWN, all, dashboard, doing, label, pressing, shows, type Step } from './steps.js';

const scrolling =
  (panel: string): Step =>
  async (page) => {
    await page.$eval(`[data-panel="${panel}"]`, (one) => {
      one.scrollIntoView({ block: 'end' });
    });
    await page.waitForSelector(`[data-panel="${panel}"][data-state="ready"]`);
  };

export const READING: readonly ProductPage[] = [
  { name: 'city', address: dashboard('city'), ready: DRAWN },
  { name: 'server', address: dashboard('server'), ready: DRAWN },
  { name: 'shop', address: dashboard('shop'), ready: DRAWN },
  { name: 'shop-viewer', who: 'viewer', address: dashboard('shop'), ready: DRAWN },
  {
    name: 'shop-empty-tab',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: pressing('[role="tab"]:nth-of-type(2)', 'qd-empty-state'),
  },
  { name: 'wall', address: dashboard('wall'), ready: DRAWN },
  { name: 'wall-low', address: dashboard('wall'), ready: DRAWN, steps: scrolling('text') },
  { name: 'wall-table', address: dashboard('wall'), ready: DRAWN, steps: scrolling('table') },
  { name: 'wall-viewer', who: 'viewer', address: dashboard('wall'), ready: DRAWN },
  { name: 'wall-lonely', address: dashboard('wall', '?panel=none'), ready: 'qd-full-panel qd-panel' },
  { name: 'wall-broken', address: dashboard('wall', '?panel=broken'), ready: 'qd-full-panel qd-panel' },
  { name: 'tv', address: dashboard('shop', '?tv=1&every=3600'), ready: `qd-tv-view ${DRAWN}` },
  { name: 'tv-wall', address: dashboard('wall', '?tv=1'), ready: `qd-tv-view ${DRAWN}` },
  { name: 'compared', address: dashboard('shop', '?compare=period'), ready: DRAWN },
  { name: 'compared-city', address: dashboard('city', '?compare=week'), ready: DRAWN },
  { name: 'compared-wall', address: dashboard('wall', '?compare=period'), ready: DRAWN, steps: scrolling('gauge') },
  {
    name: 'compare-menu',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: pressing('qd-compare-menu button, qd-dashboard-menu button', '[role="menu"]'),
  },
  {
    name: 'offline',
    address: dashboard('shop'),
    ready: DRAWN,
    expected: CUT,
    steps: async (page) => {
      await page.setOfflineMode(true);
      await shows(page, 'qd-reach-bar p');
    },
  },
  {
    name: 'restarting',
    address: dashboard('shop'),
    ready: DRAWN,
    isAsking: true,
    expected: CUT,
    steps: async (page) => {
      await withoutNews(page);
      await page.reload({ waitUntil: 'domcontentloaded' });
      await shows(page, 'qd-reach-bar p');
    },
  },
  {
    name: 'pdf',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: pressing('qd-pdf-button button', '[role="dialog"] a[download]'),
  },
  {
    name: 'chart-numbers',
    address: dashboard('shop', '?panel=orders'),
    ready: `qd-full-panel ${DRAWN}`,
    steps: pressing('qd-chart-numbers button', 'table'),
  },
  {
    name: 'chart-tooltip',
    address: dashboard('shop', '?panel=orders'),
    ready: `qd-full-panel ${DRAWN}`,
    steps: async (page) => {
      const box = await (await page.waitForSelector('qd-full-panel canvas'))?.boundingBox();
      await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    },
  },
  { name: 'panel-full', address: ({ shop }) => `/dashboards/${shop}?panel=orders`, ready: `qd-full-panel ${DRAWN}` },
  {
    name: 'variable-choice',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: pressing('qd-variable-select button', '[role="listbox"], .card'),
  },
  { name: 'history', address: ({ shop }) => `/dashboards/${shop}/history`, ready: 'qd-revision-list a' },
  {
    name: 'history-version',
    address: ({ shop }) => `/dashboards/${shop}/history`,
    ready: 'qd-revision-list a',
    steps: pressing('qd-revision-list a::-p-text(Version 1)', 'qd-revision-head'),
  },
  {
    name: 'history-compared',
    address: ({ shop }) => `/dashboards/${shop}/history`,
    ready: 'qd-revision-list a',
    steps: all(pressing('qd-revision-list a::-p-text(Version 1)', 'qd-revision-head select'), async (page) => {
      await page.select('qd-revision-head select', '2');
      await shows(page, 'qd-revision-head qd-change-list');
    }),
  },
  {
    name: 'history-restore',
    address: ({ shop }) => `/dashboards/${shop}/history`,
    ready: 'qd-revision-list a',
    steps: pressing('qd-revision-list a::-p-text(Version 1)', 'qd-revision-head .primary', '[role="dialog"]'),
  },
  {
    name: 'panel-details',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: pressing(label('Where the numbers of Orders come from'), '[role="dialog"] dl'),
  },
  {
    name: 'panel-notes',
    address: dashboard('city'),
    ready: DRAWN,
    steps: pressing('[data-panel="passengers"] qd-notes-button button', 'qd-note-list'),
  },
  {
    name: 'note',
    address: dashboard('city'),
    ready: DRAWN,
    steps: pressing('qd-annotation-ticks button', 'qd-note-card'),
  },
  {
    name: 'note-new',
    address: dashboard('city'),
    ready: DRAWN,
    steps: pressing(
      '[data-panel="passengers"] qd-notes-button button',
      'qd-note-list header button',
      'qd-note-editor textarea',
    ),
  },
  {
    name: 'time-range',
    address: dashboard('city'),
    ready: DRAWN,
    steps: pressing('qd-time-range-picker [aria-haspopup], qd-time-range-picker [aria-expanded]', '[role="dialog"]'),
  },
  {
    name: 'dashboard-deeds',
    address: dashboard('city'),
    ready: DRAWN,
    steps: pressing('qd-dashboard-menu button', '[role="menu"]'),
  },
  {
    name: 'refresh-menu',
    address: dashboard('city'),
    ready: DRAWN,
    steps: pressing('qd-refresh-menu button:last-child', '[role="menu"]'),
  },
  {
    name: 'discussion',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: pressing('qd-discussion-button button', 'qd-discussion-drawer qd-comment-card'),
  },
  {
    name: 'discussion-new',
    address: dashboard('city'),
    ready: DRAWN,
    steps: doing('discuss', 'qd-new-thread button', 'qd-comment-editor textarea'),
  },
  {
    name: 'share',
    address: dashboard('city'),
    ready: DRAWN,
    steps: doing('share', 'qd-share-dialog form, qd-share-dialog'),
  },
  {
    name: 'share-made',
    address: dashboard('city'),
    ready: DRAWN,
    steps: doing('share', 'qd-share-dialog .primary', 'qd-share-dialog qd-copy-field'),
  },
  { name: 'dashboard-bare', address: dashboard('bare'), ready: 'qd-empty-dashboard' },
  { name: 'dashboard-bare-viewer', who: 'viewer', address: dashboard('bare'), ready: 'qd-empty-state' },
];

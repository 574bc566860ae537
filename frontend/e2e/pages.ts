import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { CSV, type Furnished, type Who } from './furnished.js';

/** A page of the product in one state: where it is, who looks, and what she has done there. */
export interface ProductPage {
  readonly name: string;
  readonly who?: Who;
  /** The address, or one on the product that nobody has set up. */
  readonly address: (place: Furnished) => string;
  /** What stands there once it is complete. */
  readonly ready: string;
  readonly steps?: (page: Page, place: Furnished) => Promise<void>;
  /** Complaints of the browser that belong to it. */
  readonly expected?: readonly RegExp[];
}

const press = async (page: Page, selector: string) => {
  const element = await page.waitForSelector(selector);
  // What shows only on hover has no place to click on a phone.
  await element?.evaluate((node) => {
    (node as HTMLElement).click();
  });
};
const button = (name: string) => `::-p-aria([name="${name}"][role="button"])`;
const label = (name: string) => `[aria-label="${name}"]`;
const shows = (page: Page, selector: string) => page.waitForSelector(selector).then(() => undefined);
/** Presses one after another, then waits for the last. */
const pressing =
  (...selectors: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const selector of selectors.slice(0, -1)) await press(page, selector);
    await shows(page, selectors.at(-1) ?? 'body');
  };
const DRAWN = 'qd-panel[data-state="ready"]';
const EDITING = 'qd-edit-cell';
const dashboard = (which: 'city' | 'server' | 'shop' | 'bare') => (place: Furnished) => `/dashboards/${place[which]}`;
const at = (address: string) => () => address;

/** Before one is in. */
const ENTRANCES: readonly ProductPage[] = [
  { name: 'setup', who: 'nobody', address: ({ untouched }) => `${untouched}/setup`, ready: 'form' },
  { name: 'sign-in', who: 'nobody', address: at('/sign-in'), ready: 'form' },
  {
    name: 'sign-in-refused',
    who: 'nobody',
    address: at('/sign-in'),
    ready: 'form',
    expected: [/401/],
    steps: async (page) => {
      await page.type('input[type="email"]', 'owner@example.com');
      await page.type('input[type="password"]', 'not the word');
      await pressing('form button[type="submit"]', 'form .wrong')(page);
    },
  },
  { name: 'reset-ask', who: 'nobody', address: at('/reset'), ready: 'form' },
  { name: 'reset-choose', who: 'nobody', address: at('/reset#qd_reset_token'), ready: 'form' },
  { name: 'join-new', who: 'nobody', address: ({ invitation }) => `/join#${invitation}`, ready: 'form' },
  { name: 'join-known', address: ({ invitation }) => `/join#${invitation}`, ready: 'main, qd-entrance' },
  { name: 'join-ended', who: 'nobody', address: at('/join#qd_invite_wrong'), ready: 'h1', expected: [/404/] },
  { name: 'shared', who: 'nobody', address: ({ shareToken }) => `/shared#${shareToken}`, ready: DRAWN },
  {
    name: 'shared-ended',
    who: 'nobody',
    address: at('/shared#qd_share_wrong'),
    ready: 'qd-empty-state',
    expected: [/401/],
  },
  { name: 'lost-outside', who: 'nobody', address: at('/no/such/page'), ready: 'qd-lost-page h1' },
];

const LIBRARY: readonly ProductPage[] = [
  { name: 'dashboards', address: at('/dashboards'), ready: 'qd-dashboard-card' },
  { name: 'dashboards-viewer', who: 'viewer', address: at('/dashboards'), ready: 'qd-dashboard-card' },
  {
    name: 'dashboards-chosen',
    address: at('/dashboards'),
    ready: 'qd-dashboard-card',
    steps: pressing(label('Select City demand'), '.selection'),
  },
  {
    name: 'dashboards-move',
    address: at('/dashboards'),
    ready: 'qd-dashboard-card',
    steps: pressing(label('Select City demand'), '.selection button', '[role="dialog"] [type="radio"]'),
  },
  {
    name: 'dashboards-nothing-found',
    address: at('/dashboards'),
    ready: 'qd-dashboard-card',
    steps: async (page) => {
      await page.type('input[type="search"]', 'whales');
      await shows(page, 'qd-empty-state');
    },
  },
  {
    name: 'dashboard-menu',
    address: at('/dashboards'),
    ready: 'qd-dashboard-card',
    steps: pressing(label('Actions for City demand'), '[role="menu"]'),
  },
  {
    name: 'dashboard-new',
    address: at('/dashboards'),
    ready: 'qd-dashboard-card',
    steps: pressing(button('New dashboard'), '[role="dialog"] input'),
  },
  {
    name: 'folder-new',
    address: at('/dashboards'),
    ready: 'qd-dashboard-card',
    steps: pressing(button('New folder'), '[role="dialog"] input'),
  },
  { name: 'trash', address: at('/dashboards/trash'), ready: 'main li, main table' },
  { name: 'folder', address: ({ folder }) => `/dashboards?folder=${folder}`, ready: 'qd-dashboard-card' },
  {
    name: 'folder-access',
    address: ({ folder }) => `/dashboards?folder=${folder}`,
    ready: 'qd-dashboard-card',
    steps: pressing(label('Who may see it'), 'qd-access-dialog select'),
  },
  {
    name: 'folder-menu',
    address: at('/dashboards'),
    ready: 'qd-folder-tile',
    steps: pressing(label('Actions for the folder Shops'), '[role="menu"]'),
  },
  {
    name: 'palette',
    address: at('/dashboards'),
    ready: 'qd-dashboard-card',
    steps: async (page) => {
      await page.keyboard.down('Control');
      await page.keyboard.press('k');
      await page.keyboard.up('Control');
      await page.waitForSelector('qd-palette input:focus');
      await page.keyboard.type('or');
      await shows(page, 'qd-palette [role="option"]');
    },
  },
  {
    name: 'keys',
    address: at('/dashboards'),
    ready: 'qd-dashboard-card',
    steps: async (page) => {
      await page.keyboard.press('?');
      await shows(page, 'qd-key-sheet');
    },
  },
];

const READING: readonly ProductPage[] = [
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
    name: 'zone-menu',
    address: dashboard('city'),
    ready: DRAWN,
    steps: pressing('qd-zone-menu button', '[role="menu"]'),
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
    steps: pressing('qd-discussion-button button', 'qd-new-thread button', 'qd-comment-editor textarea'),
  },
  {
    name: 'share',
    address: dashboard('city'),
    ready: DRAWN,
    steps: pressing('.deeds > button:first-of-type', 'qd-share-dialog form, qd-share-dialog'),
  },
  { name: 'dashboard-bare', address: dashboard('bare'), ready: 'qd-empty-dashboard' },
  { name: 'dashboard-bare-viewer', who: 'viewer', address: dashboard('bare'), ready: 'qd-empty-state' },
];

const edit = (...selectors: readonly string[]) => pressing(label('Edit'), ...selectors);
const EDITING_PAGES: readonly ProductPage[] = [
  { name: 'edit', address: dashboard('shop'), ready: DRAWN, steps: edit(EDITING) },
  {
    name: 'edit-menu',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit(label('More for Orders'), '[role="menu"]'),
  },
  {
    name: 'edit-tab-menu',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit(label('Options of the tab Now'), '[role="menu"]'),
  },
  {
    name: 'edit-settings',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit(label('Dashboard settings'), 'qd-dashboard-settings input'),
  },
  {
    name: 'edit-variables',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit(`button${label('Variables')}`, 'qd-variables-editor li, qd-variables-editor button'),
  },
  {
    name: 'edit-note',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: async (page) => {
      await edit('[data-cell="orders"] .grip')(page);
      await page.focus('[data-cell="orders"] .grip');
      await page.keyboard.press('Delete');
      await pressing(label('Save with a note'), '[role="dialog"] textarea')(page);
    },
  },
  {
    name: 'edit-phone-order',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit(label('Order on phones'), 'qd-phone-order [data-place]'),
  },
  {
    name: 'edit-panel',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit(label('Edit Orders'), `qd-panel-editor ${DRAWN}`),
  },
  {
    name: 'edit-panel-display',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: async (page) => {
      await edit(label('Edit Orders'), `qd-panel-editor ${DRAWN}`)(page);
      await page.$$eval('qd-panel-editor details', (all) => {
        for (const one of all) one.open = true;
      });
      await page.$eval('qd-panel-editor qd-display-form', (form) => {
        form.scrollIntoView();
      });
    },
  },
  {
    name: 'edit-panel-new',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit(label('Add a panel'), 'qd-metric-browser input, input[role="combobox"]'),
  },
];

const AROUND: readonly ProductPage[] = [
  { name: 'explore', address: at('/explore'), ready: 'section' },
  { name: 'connections', address: at('/connections'), ready: 'table' },
  { name: 'connection-new', address: at('/connections/new'), ready: 'form' },
  {
    name: 'connection-new-postgres',
    address: at('/connections/new'),
    ready: 'form',
    steps: pressing('label ::-p-text(PostgreSQL)', 'qd-schema-choice select'),
  },
  { name: 'connection', address: ({ connection }) => `/connections/${connection}`, ready: 'form input' },
  { name: 'import', address: at('/import'), ready: 'table' },
  {
    name: 'import-read',
    address: at('/import'),
    ready: 'input[type=file]',
    steps: async (page, { folder }) => {
      const file = join(import.meta.dirname, `../../node_modules/.cache/quarterdeck-e2e/visits-${folder}.csv`);
      writeFileSync(file, CSV);
      const input = await page.$('input[type=file]');
      await (input as ElementHandle<HTMLInputElement>).uploadFile(file);
      await shows(page, 'qd-preview-table td');
    },
  },
  { name: 'import-run', address: ({ importRun }) => `/import/${importRun}`, ready: 'main dl, main table' },
  { name: 'settings-profile', address: at('/settings/profile'), ready: 'form' },
  { name: 'settings-people', address: at('/settings/people'), ready: 'table' },
  {
    name: 'settings-people-invite',
    address: at('/settings/people'),
    ready: 'table',
    steps: pressing(button('Invite'), '[role="dialog"] select'),
  },
  { name: 'settings-workspaces', address: at('/settings/workspaces'), ready: 'table' },
  {
    name: 'settings-workspaces-new',
    address: at('/settings/workspaces'),
    ready: 'table',
    steps: pressing(button('New workspace'), '[role="dialog"] input'),
  },
  {
    name: 'settings-workspaces-delete',
    address: at('/settings/workspaces'),
    ready: 'table',
    steps: pressing('main .danger', '[role="dialog"]'),
  },
  { name: 'settings-keys', address: at('/settings/keys'), ready: 'table' },
  {
    name: 'settings-keys-new',
    address: at('/settings/keys'),
    ready: 'table',
    steps: pressing('main .qd-button.primary', '[role="dialog"] input'),
  },
  { name: 'settings-audit', address: at('/settings/audit'), ready: 'main table, main li' },
  { name: 'settings-slow-queries', address: at('/settings/slow-queries'), ready: 'main table, main qd-empty-state' },
  { name: 'settings-about', address: at('/settings/about'), ready: 'main section, main dl' },
  {
    name: 'notifications',
    address: at('/dashboards'),
    ready: 'qd-dashboard-card',
    steps: pressing('qd-notification-bell button', 'qd-notification-list .row'),
  },
  {
    name: 'account',
    address: at('/dashboards'),
    ready: 'qd-dashboard-card',
    steps: pressing('qd-account-menu button', '[role="menu"]'),
  },
  { name: 'lost', address: at('/no/such/page'), ready: 'qd-empty-state' },
  {
    name: 'dashboard-lost',
    address: at('/dashboards/00000000-0000-4000-8000-000000000000'),
    ready: 'qd-empty-state',
    expected: [/404/],
  },
];

/** What somebody meets who may only look, and what somebody meets who has nothing yet. */
const LIMITS: readonly ProductPage[] = [
  { name: 'viewer-import', who: 'viewer', address: at('/import'), ready: 'qd-empty-state' },
  { name: 'viewer-connections', who: 'viewer', address: at('/connections'), ready: 'main h1' },
  { name: 'viewer-connection-new', who: 'viewer', address: at('/connections/new'), ready: 'main h1' },
  { name: 'viewer-audit', who: 'viewer', address: at('/settings/audit'), ready: 'main h1' },
  { name: 'viewer-people', who: 'viewer', address: at('/settings/people'), ready: 'main h1' },
  { name: 'empty-dashboards', who: 'newcomer', address: at('/dashboards'), ready: 'qd-first-steps' },
  { name: 'empty-connections', who: 'newcomer', address: at('/connections'), ready: 'qd-empty-state' },
  { name: 'empty-import', who: 'newcomer', address: at('/import'), ready: 'input[type=file]' },
  { name: 'empty-keys', who: 'newcomer', address: at('/settings/keys'), ready: 'qd-empty-state' },
  {
    name: 'empty-notifications',
    who: 'newcomer',
    address: at('/dashboards'),
    ready: 'qd-first-steps',
    steps: pressing('qd-notification-bell button', 'qd-notification-list'),
  },
];

/** Every page of the product. A new page gets a line here: its screenshots and its accessibility follow. */
export const PAGES: readonly ProductPage[] = [
  ...ENTRANCES,
  ...LIBRARY,
  ...READING,
  ...EDITING_PAGES,
  ...AROUND,
  ...LIMITS,
];

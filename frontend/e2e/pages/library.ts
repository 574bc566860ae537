import type { ProductPage } from './product-page.js';
import { all, at, button, label, pressing, shows, type Step, typing } from './steps.js';

const opening: Step = async (page) => {
  await page.keyboard.down('Control');
  await page.keyboard.press('k');
  await page.keyboard.up('Control');
  await shows(page, 'qd-palette input:focus');
};

export const LIBRARY: readonly ProductPage[] = [
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
  {
    name: 'palette-nothing',
    address: at('/dashboards'),
    ready: 'qd-dashboard-card',
    steps: all(opening, typing('qd-palette input', 'zebra crossing')),
  },
  {
    name: 'dashboard-trash',
    address: at('/dashboards'),
    ready: 'qd-dashboard-card',
    steps: pressing(label('Actions for City demand'), '[role="menu"] .danger', '[role="dialog"]'),
  },
  {
    name: 'trash-delete',
    address: at('/dashboards/trash'),
    ready: 'main li, main table',
    steps: pressing('main .danger, [aria-label^="Delete for good"]', '[role="dialog"]'),
  },
  { name: 'trash', address: at('/dashboards/trash'), ready: 'main li, main table' },
  { name: 'folder', address: ({ folder }) => `/dashboards?folder=${folder}`, ready: 'qd-dashboard-card' },
  {
    name: 'folder-access',
    address: ({ folder }) => `/dashboards?folder=${folder}`,
    ready: 'qd-dashboard-card',
    steps: pressing('qd-folder-menu button', '[role="menu"] [role="menuitem"]:nth-child(2)', 'qd-access-dialog select'),
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
    steps: all(opening, typing('qd-palette input', 'or'), pressing('qd-palette [role="option"]')),
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

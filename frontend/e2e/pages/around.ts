import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer-core';
import { CSV } from '../furniture.js';
import type { ProductPage } from './product-page.js';
import { all, at, button, DRAWN, pressing, shows, typing } from './steps.js';

const exploring = (metric: string, shown = 'chart') =>
  `/explore?from=now-6h&to=now#${encodeURIComponent(JSON.stringify({ parts: [{ query: { source: 'metrics', input: { metric } } }], shown }))}`;

export const AROUND: readonly ProductPage[] = [
  { name: 'explore', address: at('/explore'), ready: 'section' },
  { name: 'explore-chart', address: at(exploring('shop.orders')), ready: `.answer ${DRAWN}` },
  { name: 'explore-table', address: at(exploring('shop.orders', 'table')), ready: `.answer ${DRAWN}` },
  {
    name: 'explore-add',
    address: at(exploring('shop.orders')),
    ready: `.answer ${DRAWN}`,
    steps: pressing('.answer .bar .primary', 'qd-add-dialog li button'),
  },
  { name: 'connections', address: at('/connections'), ready: 'table' },
  { name: 'connection-new', address: at('/connections/new'), ready: 'form' },
  {
    name: 'connection-new-postgres',
    address: at('/connections/new'),
    ready: 'form',
    steps: pressing('label ::-p-text(PostgreSQL)', 'qd-schema-choice select'),
  },
  {
    name: 'connection-refused',
    address: at('/connections/new'),
    ready: 'form',
    expected: [/422/],
    steps: all(
      pressing('label ::-p-text(JSON API)', 'form input'),
      pressing('form button[type="submit"]', '[aria-invalid="true"]'),
    ),
  },
  { name: 'connection', address: ({ connection }) => `/connections/${connection}`, ready: 'form input' },
  { name: 'import', address: at('/import'), ready: 'table' },
  {
    name: 'import-read',
    address: at('/import'),
    ready: 'input[type=file]',
    steps: async (page, { folder }) => {
      const file = join(import.meta.dirname, `../../../node_modules/.cache/quarterdeck-e2e/visits-${folder}.csv`);
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
  { name: 'settings-metrics', address: at('/settings/metrics'), ready: 'table' },
  { name: 'settings-metric', address: at('/settings/metrics/shop.orders'), ready: 'qd-metric-series tbody tr' },
  {
    name: 'settings-metric-change',
    address: at('/settings/metrics/shop.orders'),
    ready: 'qd-metric-series tbody tr',
    steps: pressing('label ::-p-text(No: means and shares)', '.changes li'),
  },
  {
    name: 'settings-metric-delete',
    address: at('/settings/metrics/shop.orders'),
    ready: 'qd-metric-series tbody tr',
    steps: pressing(button('Delete…'), '[role="dialog"] input'),
  },
  { name: 'settings-restatements', address: at('/settings/restatements'), ready: 'main table, main qd-empty-state' },
  { name: 'settings-keys', address: at('/settings/keys'), ready: 'table' },
  {
    name: 'settings-keys-new',
    address: at('/settings/keys'),
    ready: 'table',
    steps: pressing('main .qd-button.primary', '[role="dialog"] input'),
  },
  {
    name: 'settings-keys-made',
    address: at('/settings/keys'),
    ready: 'table',
    steps: all(
      pressing('main .qd-button.primary', '[role="dialog"] input'),
      typing('[role="dialog"] input', 'Tills of the harbour'),
      pressing('[role="dialog"] .primary', '[role="dialog"] qd-copy-field'),
    ),
  },
  {
    name: 'settings-people-invited',
    address: at('/settings/people'),
    ready: 'table',
    steps: pressing(button('Invite'), '[role="dialog"] .primary', '[role="dialog"] qd-copy-field'),
  },
  { name: 'settings-audit', address: at('/settings/audit'), ready: 'main table, main li' },
  { name: 'settings-records', address: at('/settings/records'), ready: 'main table' },
  { name: 'settings-stream', address: at('/settings/records?stream=shop.orders'), ready: '#qd-fields-heading' },
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

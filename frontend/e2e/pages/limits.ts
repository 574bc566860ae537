import type { ProductPage } from './product-page.js';
import { at, pressing } from './steps.js';

/** What somebody meets who may only look, and what somebody meets who has nothing yet. */
export const LIMITS: readonly ProductPage[] = [
  { name: 'viewer-import', who: 'viewer', address: at('/import'), ready: 'qd-empty-state' },
  { name: 'viewer-connections', who: 'viewer', address: at('/connections'), ready: 'main h1' },
  { name: 'viewer-connection-new', who: 'viewer', address: at('/connections/new'), ready: 'main h1' },
  { name: 'viewer-audit', who: 'viewer', address: at('/settings/audit'), ready: 'main h1' },
  { name: 'viewer-people', who: 'viewer', address: at('/settings/people'), ready: 'main h1' },
  { name: 'empty-dashboards', who: 'newcomer', address: at('/dashboards'), ready: 'qd-first-steps' },
  { name: 'empty-connections', who: 'newcomer', address: at('/connections'), ready: 'qd-empty-state' },
  { name: 'empty-import', who: 'newcomer', address: at('/import'), ready: 'input[type=file]' },
  { name: 'empty-trash', who: 'newcomer', address: at('/dashboards/trash'), ready: 'qd-empty-state' },
  { name: 'empty-explore', who: 'newcomer', address: at('/explore'), ready: 'section' },
  { name: 'empty-people', who: 'newcomer', address: at('/settings/people'), ready: 'table' },
  { name: 'empty-audit', who: 'newcomer', address: at('/settings/audit'), ready: 'main h1' },
  { name: 'empty-keys', who: 'newcomer', address: at('/settings/keys'), ready: 'qd-empty-state' },
  {
    name: 'empty-notifications',
    who: 'newcomer',
    address: at('/dashboards'),
    ready: 'qd-first-steps',
    steps: pressing('qd-notification-bell button', 'qd-notification-list'),
  },
];

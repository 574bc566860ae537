import type { ProductPage } from './product-page.js';
import { answering } from './faults.js';
import { all, at, DRAWN, pressing, typing } from './steps.js';

/** Before one is in. */
export const ENTRANCES: readonly ProductPage[] = [
  { name: 'setup', who: 'nobody', address: ({ untouched }) => `${untouched}/setup`, ready: 'form' },
  {
    name: 'setup-wrong',
    who: 'nobody',
    address: ({ untouched }) => `${untouched}/setup`,
    ready: 'form',
    steps: pressing('form button[type="submit"]', '[aria-invalid="true"]'),
  },
  { name: 'sign-in', who: 'nobody', address: at('/sign-in'), ready: 'form' },
  {
    name: 'sign-in-refused',
    who: 'nobody',
    address: at('/sign-in'),
    ready: 'form',
    expected: [/401/],
    steps: all(
      typing('input[type="email"]', 'owner@example.com'),
      typing('input[type="password"]', 'not the word'),
      pressing('form button[type="submit"]', 'form .wrong'),
    ),
  },
  { name: 'reset-ask', who: 'nobody', address: at('/reset'), ready: 'form' },
  { name: 'reset-choose', who: 'nobody', address: at('/reset#qd_reset_token'), ready: 'form' },
  { name: 'join-new', who: 'nobody', address: ({ invitation }) => `/join#${invitation}`, ready: 'form' },
  { name: 'join-known', address: ({ invitation }) => `/join#${invitation}`, ready: 'main, qd-entrance' },
  { name: 'join-ended', who: 'nobody', address: at('/join#qd_invite_wrong'), ready: 'h1', expected: [/404/] },
  {
    name: 'join-revoked',
    who: 'nobody',
    address: ({ revokedInvitation }) => `/join#${revokedInvitation}`,
    ready: 'qd-entrance a.wide',
    expected: [/409/],
  },
  {
    name: 'join-expired',
    who: 'nobody',
    address: at('/sign-in'),
    ready: 'form',
    expected: [/409/],
    steps: async (page, { url }) => {
      const why = 'This invitation has expired. Ask for a new one.';
      await answering(page, '/api/joining', 409, { code: 'invitation.expired', kind: 'conflict', detail: why });
      await page.goto(`${url}/join#qd_invite_of_last_year`);
      await page.waitForSelector('qd-entrance a.wide');
    },
  },
  { name: 'shared', who: 'nobody', address: ({ shareToken }) => `/shared#${shareToken}`, ready: DRAWN },
  {
    name: 'shared-ended',
    who: 'nobody',
    address: at('/shared#qd_share_wrong'),
    ready: 'qd-entrance h1',
    expected: [/401/],
  },
  { name: 'lost-outside', who: 'nobody', address: at('/no/such/page'), ready: 'qd-lost-page h1' },
];

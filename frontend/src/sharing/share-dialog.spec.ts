import { TestBed } from '@angular/core/testing';
import type { ShareLink } from '@quarterdeck/sdk/api/sharing';
import { Blank, openPage, type Tab } from '../testing/page';
import { problem, Wire } from '../testing/wire';
import { Dialogs } from '../ui/dialog';
import { linkState } from './link-state';
import { ShareDialog } from './share-dialog';

const dashboardId = '0199d1a4-0000-7000-8000-000000000009';
const list = `GET /api/dashboards/${dashboardId}/share-links`;
const create = `POST /api/dashboards/${dashboardId}/share-links`;
const link: ShareLink = {
  id: '0199d1a4-0000-7000-8000-000000000010',
  dashboardId,
  name: 'Board',
  createdAt: '2026-01-01T00:00:00Z',
  expiresAt: '2999-01-01T00:00:00Z',
  revokedAt: null,
  lastUsedAt: null,
};

describe('the share dialog', () => {
  let tab: Tab;
  let wire: Wire;

  async function open(links: ShareLink[]): Promise<void> {
    wire = new Wire({ [list]: { json: links } });
    tab = await openPage(Blank);
    void TestBed.inject(Dialogs).open(ShareDialog, { dashboardId, title: 'City demand' });
    await tab.settle();
  }

  it('shows the address of a new link, with the token behind the #', async () => {
    await open([]);
    expect(tab.text).toContain('Not shared yet');
    wire.set(create, { status: 201, json: { link, token: 'tok-1' } });
    await tab.fill('For whom', 'Board');
    await tab.press('Create link');
    expect(tab.text).toContain(`${location.origin}/shared#tok-1`);
    const { name, expiresAt } = wire.bodyOf(create) as { name: string; expiresAt: string };
    expect(name).toBe('Board');
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
  });

  it('wants a day when the end is to be a date', async () => {
    await open([]);
    await tab.fill('Ends', 'custom');
    await tab.press('Create link');
    expect(tab.text).toContain('Choose a day.');
    expect(wire.bodyOf(create)).toBeUndefined();
  });

  it('shows what the server says when it refuses', async () => {
    await open([]);
    wire.set(create, problem(422, 'share-link.lifetime', { errors: [{ path: 'expiresAt', message: 'Too long.' }] }));
    await tab.press('Create link');
    expect(tab.text).toContain('What share-link.lifetime means.');
  });

  it('stays while the page changes its range, and goes with its page', async () => {
    await open([]);
    await tab.go('/?from=now-1h');
    expect(document.querySelector('qd-share-dialog')).not.toBeNull();
    await tab.go('/elsewhere');
    expect(document.querySelector('qd-share-dialog')).toBeNull();
  });

  it('revokes a link after the person agreed, and then calls it revoked', async () => {
    await open([link]);
    wire.set(`DELETE /api/share-links/${link.id}`, { status: 204 });
    await tab.press('Revoke Board');
    expect(nameOfTopDialog()).toBe('Revoke “Board”?');
    await tab.press('Revoke');
    expect(wire.calls.at(-1)?.route).toBe(`DELETE /api/share-links/${link.id}`);
    expect(tab.text).toContain('Revoked');
  });
});

function nameOfTopDialog(): string | undefined {
  const heading = [...document.querySelectorAll('[role=dialog]')].at(-1)?.getAttribute('aria-labelledby') ?? '';
  return document.getElementById(heading)?.textContent;
}

describe('the state of a link', () => {
  const now = Date.parse('2026-06-01T00:00:00Z');

  it('is active until its end or until somebody ends it', () => {
    expect(linkState(link, now)).toBe('active');
    expect(linkState({ ...link, expiresAt: '2026-06-01T00:00:00Z' }, now)).toBe('expired');
    expect(linkState({ ...link, revokedAt: '2026-05-01T00:00:00Z' }, now)).toBe('revoked');
  });
});

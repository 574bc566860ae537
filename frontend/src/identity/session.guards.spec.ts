import type { Session } from '@quarterdeck/sdk/api/identity';
import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { identityRoutes } from '@quarterdeck/sdk/api/identity';
import { WORKSPACE_HEADER } from '@quarterdeck/sdk/api/workspace-header';
import { ApiClient } from '../api/api-client';
import { SessionStore } from '../api/session.store';
import { WholePage } from '../api/whole-page';
import { Blank, openTab, type Tab } from '../testing/page';
import { owners, problem, strangers, Wire } from '../testing/wire';
import { needsSession, onlyBeforeSetup, onlySignedOut } from './session.guards';

const routes = [
  { path: 'setup', component: Blank, canActivate: [onlyBeforeSetup] },
  { path: 'sign-in', component: Blank, canActivate: [onlySignedOut] },
  { path: '', pathMatch: 'full' as const, redirectTo: 'dashboards' },
  { path: 'dashboards', component: Blank, canActivate: [needsSession] },
  { path: 'settings', component: Blank, canActivate: [needsSession] },
];

async function visit(session: Session, address: string): Promise<Tab> {
  const tab = await openTab(routes);
  wire = new Wire({ 'GET /api/session': { json: session } });
  await tab.go(address);
  return tab;
}
let wire: Wire;

describe('the way in', () => {
  it('leads the very first visitor to the setup, wherever he wanted to go', async () => {
    expect((await visit({ ...strangers, setupNeeded: true }, '/settings')).address).toBe('/setup');
  });

  it('leads a stranger to the sign-in and remembers where he wanted to go', async () => {
    expect((await visit(strangers, '/settings')).address).toBe('/sign-in?returnTo=%2Fsettings');
  });

  it('lets a signed-in person pass, and asks the server only once', async () => {
    const tab = await visit(owners, '/settings');
    expect(tab.address).toBe('/settings');
    await tab.go('/dashboards');
    expect(wire.calls).toHaveLength(1);
  });

  it('has no setup once there is an owner', async () => {
    expect((await visit(strangers, '/setup')).address).toMatch(/^\/sign-in/);
  });

  it('shows no sign-in to who is signed in', async () => {
    expect((await visit(owners, '/sign-in')).address).toBe('/dashboards');
  });

  it('asks again after a time without an answer', async () => {
    const tab = await openTab(routes);
    wire = new Wire({});
    await expect(tab.go('/settings')).rejects.toMatchObject({ status: 0 });
    wire.set('GET /api/session', { json: owners });
    await tab.go('/settings');
    expect(tab.address).toBe('/settings');
  });
});

describe('a session that ended', () => {
  it('leads to the sign-in and back to the page that noticed', async () => {
    const tab = await visit(owners, '/settings');
    wire.set('GET /api/api-keys', problem(401, 'session.missing'));
    wire.set('GET /api/session', { json: strangers });
    const refused = () => TestBed.inject(ApiClient).call(identityRoutes.listApiKeys, {});
    await expect(refused()).rejects.toMatchObject({ status: 401 });
    await tab.settle();
    await expect(refused()).rejects.toMatchObject({ status: 401 });
    await tab.settle();
    expect(tab.address).toBe('/sign-in?returnTo=%2Fsettings');
    expect(TestBed.inject(SessionStore).user()).toBeNull();
  });

  it('is not what a refused share link means', async () => {
    const tab = await visit(owners, '/settings');
    wire.set('GET /api/api-keys', problem(401, 'share-link.expired'));
    const call = TestBed.inject(ApiClient).call(identityRoutes.listApiKeys, {}, 'a-token');
    await expect(call).rejects.toMatchObject({ status: 401 });
    expect(tab.address).toBe('/settings');
  });
});

describe('a page of one workspace', () => {
  it('says which one, and begins anew where the session has gone on in another', async () => {
    await visit(owners, '/settings');
    const elsewhere = { ...owners, workspace: { id: '0199d1a4-0000-7000-8000-000000000009', name: 'Looms' } };
    wire.set('GET /api/api-keys', problem(409, 'workspace.other'));
    wire.set('GET /api/session', { json: elsewhere });
    const begun: unknown[] = [];
    TestBed.inject(WholePage).begin = (...told) => void begun.push(told);
    await expect(TestBed.inject(ApiClient).call(identityRoutes.listApiKeys, {})).rejects.toMatchObject({ status: 409 });
    await TestBed.inject(ApplicationRef).whenStable();
    const asked = wire.calls.findIndex(({ route }) => route === 'GET /api/api-keys');
    expect(wire.headers[asked]?.get(WORKSPACE_HEADER)).toBe(owners.workspace?.id);
    expect(begun).toEqual([[elsewhere.workspace.id, '/']]);
  });

  it('tells a share link nothing of itself', async () => {
    await visit(owners, '/settings');
    wire.set('GET /api/api-keys', { json: [] });
    await TestBed.inject(ApiClient).call(identityRoutes.listApiKeys, {}, 'a-token');
    expect(wire.headers.at(-1)?.has(WORKSPACE_HEADER)).toBe(false);
  });
});

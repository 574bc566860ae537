import { inject } from '@angular/core';
import { SessionStore } from '../api/session.store';
import { Blank, openTab, type Tab } from '../testing/page';
import { owners, problem, Wire } from '../testing/wire';
import { ConnectionsPage } from './connections-page';

const ID = '0199d1a4-0000-7000-8000-00000000000a';
const DASHBOARD = '0199d1a4-0000-7000-8000-00000000000b';
const shop = {
  id: ID,
  name: 'Shop',
  plugin: 'datasource-json@1',
  config: {},
  secretsConfigured: ['token'],
  usedBy: [{ id: DASHBOARD, title: 'Sales' }],
  createdAt: '2026-01-01T00:00:00Z',
};
const json = {
  ...{ id: 'datasource-json', version: '1.0.0', kind: 'datasource', title: 'JSON API', description: '' },
  state: { ready: true },
};
const CHECK = `POST /api/connections/${ID}/check`;
const healthy = { json: { healthy: true, message: 'The API answers with JSON.', code: null } };

describe('the list of connections', () => {
  let tab: Tab;
  let wire: Wire;

  async function open(list: object[], replies: object = {}, role = 'owner'): Promise<void> {
    wire = new Wire({
      'GET /api/session': { json: { ...owners, role } },
      'GET /api/connections': { json: list },
      'GET /api/plugins': { json: [json] },
      [CHECK]: healthy,
      ...replies,
    });
    const signedIn = async () => (await inject(SessionStore).ready()).user !== null;
    tab = await openTab([
      { path: 'connections', component: ConnectionsPage, canActivate: [signedIn] },
      { path: '**', component: Blank },
    ]);
    await tab.go('/connections');
  }

  it('tells of each its plugin, how it is and which dashboards ask it', async () => {
    await open([shop]);
    expect(tab.text).toMatch(/Shop ?JSON API/);
    expect(tab.text).toContain('Healthy');
    expect(document.querySelector(`a[href="/dashboards/${DASHBOARD}"]`)?.textContent).toBe('Sales');
  });

  it('says what to mend where one needs attention, and asks again', async () => {
    const message = 'The token is not accepted.';
    await open([shop], { [CHECK]: { json: { healthy: false, message, code: 'connection.auth' } } });
    expect(tab.text).toContain(message);
    wire.set(CHECK, healthy);
    await tab.press('Check Shop again');
    expect(tab.text).toContain('Healthy');
    expect(tab.text).not.toContain(message);
  });

  it('deletes after asking, and says why it did not', async () => {
    await open([shop], { [`DELETE /api/connections/${ID}`]: problem(409, 'connection.in-use') });
    await tab.press('Delete Shop');
    await tab.press('Delete connection');
    expect(tab.text).toContain('What connection.in-use means.');
    wire.set(`DELETE /api/connections/${ID}`, { status: 204 });
    await tab.press('Delete Shop');
    await tab.press('Delete connection');
    expect(tab.text).toContain('No connections yet');
  });

  it('teaches what a connection is where there is none', async () => {
    await open([]);
    expect(tab.text).toContain('A connection says where numbers come from');
    expect(document.querySelector('a[href="/connections/new"]')).not.toBeNull();
  });

  it('offers an editor nothing that only owners may do', async () => {
    await open([shop], {}, 'editor');
    expect(document.querySelector('a[href^="/connections/"]')).toBeNull();
    expect(tab.text).toContain('Healthy');
    expect(tab.text).not.toContain('Delete');
  });

  it('asks for no health in the name of a viewer', async () => {
    await open([shop], {}, 'viewer');
    expect(tab.text).not.toContain('Healthy');
    expect(wire.calls.map(({ route }) => route)).not.toContain(CHECK);
  });
});

import { openTab, Blank, type Tab } from '../testing/page';
import { problem, Wire } from '../testing/wire';
import { ConnectionPage } from './connection-page';

const ID = '0199d1a4-0000-7000-8000-00000000000a';
const config = {
  type: 'object',
  properties: {
    baseUrl: { type: 'string', format: 'uri', title: 'Address' },
    checkPath: { type: 'string', title: 'Path', default: '' },
  },
  required: ['baseUrl'],
};
const secrets = { type: 'object', properties: { token: { type: 'string', title: 'Token', secret: true } } };
const plugin = (id: string, title: string) => ({
  ...{ id, version: '1.0.0', kind: 'datasource', title, description: `About ${title}.`, state: { ready: true } },
  ...{ config, secrets },
});
const shop = {
  ...{ id: ID, name: 'Shop', plugin: 'datasource-json@1', config: { baseUrl: 'https://a.example', checkPath: 'x' } },
  ...{ secretsConfigured: ['token'], usedBy: [], createdAt: '2026-01-01T00:00:00Z' },
};
const healthy = { json: { healthy: true, message: 'The API answers with JSON.', code: null } };

describe('the form of a connection', () => {
  let tab: Tab;
  let wire: Wire;

  async function open(address: string, plugins = [plugin('datasource-json', 'JSON API')], replies: object = {}) {
    wire = new Wire({
      'GET /api/plugins': { json: plugins },
      [`GET /api/connections/${ID}`]: { json: shop },
      'POST /api/connections': { status: 201, json: shop },
      'POST /api/connections/check': healthy,
      [`PUT /api/connections/${ID}`]: { json: shop },
      ...replies,
    });
    tab = await openTab([
      { path: 'connections/new', component: ConnectionPage },
      { path: 'connections/:id', component: ConnectionPage },
      { path: '**', component: Blank },
    ]);
    await tab.go(address);
  }

  it('asks for the plugin first where there are several', async () => {
    await open('/connections/new', [plugin('datasource-json', 'JSON API'), plugin('datasource-sql', 'SQL')]);
    expect(tab.text).toContain('About SQL.');
    expect(tab.text).not.toContain('Address');
    document.querySelectorAll<HTMLInputElement>('input[type=radio]')[1]?.click();
    await tab.settle();
    await tab.fill('Name', 'Base');
    await tab.fill('Address', 'https://b.example');
    await tab.press('Save');
    expect(wire.bodyOf('POST /api/connections')).toMatchObject({ name: 'Base', plugin: 'datasource-sql@1' });
  });

  it('sends nothing before it is filled in, and takes the focus to what is missing', async () => {
    await open('/connections/new');
    await tab.press('Save');
    expect(tab.text).toContain('Give it a name.');
    expect(tab.text).toContain('Fill this in.');
    expect(document.activeElement).toBe(tab.field('Name'));
    expect(wire.calls.map(({ route }) => route)).toEqual(['GET /api/plugins']);
  });

  it('shows what the server refuses beside the field, saves what it takes, and goes to the list', async () => {
    const errors = [{ path: 'config.baseUrl', message: 'Nobody answers there.' }];
    await open('/connections/new', undefined, {
      'POST /api/connections': problem(422, 'connection.config', { errors }),
    });
    await tab.fill('Name', ' Shop ');
    await tab.fill('Address', 'https://a.example');
    await tab.fill('Token', 'tok');
    await tab.press('Save');
    expect(tab.field('Address').closest('qd-field')?.textContent).toContain('Nobody answers there.');
    expect(document.activeElement).toBe(tab.field('Address'));
    wire.set('POST /api/connections', { status: 201, json: shop });
    await tab.fill('Address', 'https://b.example');
    expect(tab.text).not.toContain('Nobody answers there.');
    await tab.press('Save');
    expect(wire.bodyOf('POST /api/connections')).toEqual({
      ...{ name: 'Shop', plugin: 'datasource-json@1', config: { baseUrl: 'https://b.example' } },
      secrets: { token: 'tok' },
    });
    expect(tab.address).toBe('/connections');
  });

  it('tries the settings of a saved one, with the secrets that it has', async () => {
    await open(`/connections/${ID}`);
    await tab.press('Try');
    expect(wire.bodyOf('POST /api/connections/check')).toEqual({
      ...{ id: ID, plugin: 'datasource-json@1', config: shop.config, secrets: {} },
    });
    expect(tab.text).toContain('It works');
    await tab.fill('Path', 'y');
    expect(tab.text).not.toContain('It works');
  });

  it('changes a saved one, and shows its secret only as configured', async () => {
    await open(`/connections/${ID}`);
    expect(tab.text).toContain('Configured');
    await tab.fill('Name', 'Store');
    await tab.press('Remove Token');
    await tab.press('Save');
    expect(wire.bodyOf(`PUT /api/connections/${ID}`)).toEqual({
      ...{ name: 'Store', config: shop.config, secrets: { token: null } },
    });
  });

  it('says below the form what belongs to no field', async () => {
    await open(`/connections/${ID}`, undefined, {
      [`PUT /api/connections/${ID}`]: problem(502, 'connection.transient'),
    });
    await tab.press('Save');
    expect(document.querySelector('qd-error-note')?.textContent).toContain('What connection.transient means.');
    expect(tab.address).toBe(`/connections/${ID}`);
  });

  it('says so when its plugin is gone', async () => {
    await open(`/connections/${ID}`, []);
    expect(tab.text).toContain('needs the plugin datasource-json@1');
  });
});

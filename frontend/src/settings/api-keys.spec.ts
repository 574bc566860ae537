import type { ApiKey } from '@quarterdeck/sdk/api/identity';
import { openPage, type Tab } from '../testing/page';
import { problem, Wire } from '../testing/wire';
import { ApiKeys } from './api-keys';

const key: ApiKey = {
  id: '0199d1a4-0000-7000-8000-000000000003',
  name: 'greenhouse sensor',
  hint: 'qdk_7fA2',
  createdAt: '2026-01-01T00:00:00Z',
  expiresAt: null,
  lastUsedAt: null,
};

describe('the API keys', () => {
  let tab: Tab;
  let wire: Wire;

  async function open(reply: object): Promise<void> {
    wire = new Wire({ 'GET /api/api-keys': reply });
    tab = await openPage(ApiKeys);
  }

  it('says what keys are for when there are none', async () => {
    await open({ json: [] });
    expect(tab.text).toContain('No keys yet');
  });

  it('marks a key that has expired with a word', async () => {
    await open({
      json: [key, { ...key, id: '0199d1a4-0000-7000-8000-000000000004', expiresAt: '2020-01-01T00:00:00Z' }],
    });
    expect(document.querySelectorAll('.qd-state.bad')).toHaveLength(1);
    expect(tab.text).toContain('Expired');
  });

  it('shows the secret of a new key once, with a command that sends a point to this server', async () => {
    await open({ json: [] });
    wire.set('POST /api/api-keys', { status: 201, json: { key, secret: 'qdk_7fA2_secret' } });
    await tab.press('New key');
    await tab.fill('Name', 'greenhouse sensor');
    await tab.press('Create key');
    expect(wire.bodyOf('POST /api/api-keys')).toEqual({ name: 'greenhouse sensor', expiresAt: null });
    expect(tab.text).toContain(`curl ${location.origin}/api/points`);
    expect(tab.text).toContain('Authorization: Bearer qdk_7fA2_secret');
    await tab.press('Done');
    expect(tab.text).not.toContain('qdk_7fA2_secret');
    expect(tab.text).toContain('greenhouse sensor');
  });

  it('wants a name before it asks the server', async () => {
    await open({ json: [] });
    await tab.press('New key');
    await tab.press('Create key');
    expect(tab.text).toContain('Type a name');
    expect(wire.bodyOf('POST /api/api-keys')).toBeUndefined();
  });

  it('revokes only after the person agreed', async () => {
    await open({ json: [key] });
    wire.set(`DELETE /api/api-keys/${key.id}`, { status: 204 });
    await tab.press('Revoke the key greenhouse sensor');
    await tab.press('Cancel');
    expect(wire.calls).toHaveLength(1);
    await tab.press('Revoke the key greenhouse sensor');
    await tab.press('Revoke');
    expect(wire.calls.at(-1)?.route).toBe(`DELETE /api/api-keys/${key.id}`);
    expect(tab.text).toContain('No keys yet');
  });

  it('says why there is no list, with the number of the request, and tries again', async () => {
    await open(problem(500, 'internal'));
    expect(tab.text).toContain('Something went wrong on our side.');
    expect(tab.text).toContain('r-1');
    wire.set('GET /api/api-keys', { json: [key] });
    await tab.press('Try again');
    expect(tab.text).toContain('greenhouse sensor');
  });
});

import { hasRole, type Actor, type Granted } from './actor.js';

const actor = (role: Actor['role'], kind: Actor['kind'] = 'user'): Actor => ({ kind, id: '1', workspaceId: '2', role });
const may = (who: Actor, granted?: Granted | null) =>
  (['viewer', 'editor', 'owner'] as const).filter((needed) => hasRole(who, needed, granted));

describe('what a role may', () => {
  it('is what the next one may, and more', () => {
    expect(may(actor('viewer'))).toEqual(['viewer']);
    expect(may(actor('editor'), null)).toEqual(['viewer', 'editor']);
    expect(may(actor('owner'))).toEqual(['viewer', 'editor', 'owner']);
    expect(may(actor(null))).toEqual([]);
  });

  it('is less or more where a place grants something else', () => {
    expect(may(actor('editor'), 'viewer')).toEqual(['viewer']);
    expect(may(actor('editor'), 'none')).toEqual([]);
    expect(may(actor('viewer'), 'editor')).toEqual(['viewer', 'editor']);
  });

  it('is never less for an owner or the system, and never more for a link or a key', () => {
    expect(may(actor('owner'), 'none')).toEqual(['viewer', 'editor', 'owner']);
    expect(may(actor('owner', 'system'), 'viewer')).toEqual(['viewer', 'editor', 'owner']);
    expect(may(actor('viewer', 'share-link'), 'none')).toEqual(['viewer']);
    expect(may(actor('viewer', 'share-link'), 'editor')).toEqual(['viewer']);
    expect(may(actor(null, 'api-key'), 'editor')).toEqual([]);
  });
});

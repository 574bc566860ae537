import type { Actor } from '../platform/actor.js';
import { ActorCache, BELIEVED_MS } from './actor-cache.js';

const NOW = 1_000_000;
const actor: Actor = { kind: 'api-key', id: 'k1', workspaceId: 'w1', role: null };
const hash = Buffer.from('of a token');

describe('the memory of who a token belongs to', () => {
  let cache: ActorCache;
  beforeEach(() => {
    cache = new ActorCache();
  });

  it('lasts a few seconds', () => {
    cache.keep(hash, actor, NOW, null);
    expect(cache.find(hash, NOW + BELIEVED_MS - 1)).toBe(actor);
    expect(cache.find(hash, NOW + BELIEVED_MS)).toBeUndefined();
  });

  it('never outlasts the token', () => {
    cache.keep(hash, actor, NOW, new Date(NOW + 500));
    expect(cache.find(hash, NOW + 499)).toBe(actor);
    expect(cache.find(hash, NOW + 500)).toBeUndefined();
  });

  it('loses whoever has been sent away, and nobody else', () => {
    const other = Buffer.from('of another token');
    cache.keep(hash, actor, NOW, null);
    cache.keep(other, { ...actor, id: 'k2' }, NOW, null);
    cache.forget('k1');
    expect(cache.find(hash, NOW)).toBeUndefined();
    expect(cache.find(other, NOW)).toMatchObject({ id: 'k2' });
  });
});

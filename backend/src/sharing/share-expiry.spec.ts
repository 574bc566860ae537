import { requireExpiry } from './share-expiry.js';

const NOW = Date.parse('2026-01-31T12:00:00Z');

describe('the end of a share link', () => {
  it.each(['2026-01-31T12:01:00Z', '2026-02-07T12:00:00+01:00', '2027-01-31T12:00:00Z'])('may be %s', (end) => {
    expect(requireExpiry(end, NOW)).toEqual(new Date(end));
  });

  it.each(['2026-01-31T12:00:59Z', '2025-12-31T12:00:00Z', '2027-02-02T12:00:00Z', '+012026-01-31T12:00:00Z'])(
    'may not be %s',
    (end) => {
      expect(() => requireExpiry(end, NOW)).toThrow(
        expect.objectContaining({
          kind: 'invalid',
          code: 'share-link.lifetime',
          fields: [expect.objectContaining({ path: 'expiresAt' })],
        }),
      );
    },
  );
});

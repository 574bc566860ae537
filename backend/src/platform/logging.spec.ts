import { Writable } from 'node:stream';
import { QueryFailedError } from 'typeorm';
import { createLogger } from './logging.js';

describe('the log', () => {
  let written = '';
  const target = new Writable({
    write(chunk: Buffer, _, done) {
      written += chunk.toString();
      done();
    },
  });
  beforeEach(() => (written = ''));

  it('tells of a failed statement without the values that it was to write', () => {
    const values = ['ada@example.org', Buffer.from('hash')];
    const err = new QueryFailedError('insert into users values ($1, $2)', values, new Error('disk full'));
    createLogger('info', target).error({ err }, 'a request failed');
    expect(written).toContain('disk full');
    expect(written).toContain('insert into users');
    expect(written).not.toContain('ada@example.org');
  });

  it('holds no secret under its usual names', () => {
    createLogger('info', target).info({ password: 'swordfish', request: { authorization: 'Bearer swordfish' } });
    expect(written).not.toContain('swordfish');
  });
});

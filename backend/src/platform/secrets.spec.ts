import { Config } from './config.js';
import { Secrets } from './secrets.js';

const secretsOf = (key: string) => new Secrets(Config.read({ QD_SECRET_KEY: key.repeat(32) }, '/'));

describe('secrets', () => {
  const secrets = secretsOf('a');

  it('come back as they were put in, and never look the same twice', () => {
    const encrypted = secrets.encrypt('sk_live_ü', 'connection:1');
    expect(secrets.decrypt(encrypted, 'connection:1')).toBe('sk_live_ü');
    expect(encrypted.equals(secrets.encrypt('sk_live_ü', 'connection:1'))).toBe(false);
    expect(encrypted.toString('latin1')).not.toContain('sk_live');
  });

  it('cannot be read in another place, with another key, or changed', () => {
    const encrypted = secrets.encrypt('x', 'connection:1');
    expect(() => secrets.decrypt(encrypted, 'connection:2')).toThrow();
    expect(() => secretsOf('b').decrypt(encrypted, 'connection:1')).toThrow();
    const changed = Buffer.from(encrypted);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(() => secrets.decrypt(changed, 'connection:1')).toThrow();
  });
});

import { hashPassword, randomPassword, verifyPassword } from './passwords.js';

describe('passwords', () => {
  it('are hashed with argon2id at the cost that OWASP asks for, each time with another salt', async () => {
    const [one, other] = await Promise.all([hashPassword('a good password'), hashPassword('a good password')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(other).not.toBe(one);
  });

  it('are right only when they are the ones that were hashed', async () => {
    const hash = await hashPassword('a good password');
    expect(await verifyPassword(hash, 'a good password')).toBe(true);
    expect(await verifyPassword(hash, 'a good passwort')).toBe(false);
  });

  it('are never right where nobody has that email', async () => {
    expect(await verifyPassword(undefined, 'a good password')).toBe(false);
  });

  it('that are made for a person have 20 characters that cannot be taken for one another', () => {
    const passwords = Array.from({ length: 50 }, randomPassword);
    expect(new Set(passwords).size).toBe(50);
    for (const password of passwords) expect(password).toMatch(/^[^\W_0O1lIi]{20}$/);
  });
});

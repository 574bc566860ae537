import { passwordStrength } from './password-strength';

describe('the hint about a new password', () => {
  it.each([
    ['', 0, 'identity.password.empty'],
    ['elevenchars', 1, 'identity.password.short'],
    ['aaaaaaaaaaaaaaaaaaaa', 2, 'identity.password.monotone'],
    ['twelve chars', 3, 'identity.password.fair'],
    ['correct horse battery', 4, 'identity.password.strong'],
  ] as const)('lights lamps for %p', (password, lamps, text) => {
    expect(passwordStrength(password)).toMatchObject({ lamps, text });
  });

  it('says how many characters are missing', () => {
    expect(passwordStrength('elevenchars').missing).toBe(1);
  });
});

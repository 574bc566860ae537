import { createSetupCode, hashSetupCode } from './setup-code.js';

describe('the one-time code', () => {
  it('is two groups of four that cannot be misread', () => {
    expect(createSetupCode()).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('is another one each time', () => {
    expect(new Set(Array.from({ length: 100 }, createSetupCode)).size).toBe(100);
  });

  it('may be typed in lower case, without the hyphen and with spaces', () => {
    expect(hashSetupCode(' k7qm 4xtr ')).toBe(hashSetupCode('K7QM-4XTR'));
    expect(hashSetupCode('K7QM-4XTS')).not.toBe(hashSetupCode('K7QM-4XTR'));
  });
});

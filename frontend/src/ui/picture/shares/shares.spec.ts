import { isBeside } from './shares';

describe('the list of a pie', () => {
  it.each([
    ['beside it where the panel is flat', { width: 600, height: 200 }, 3, true],
    ['below it where the panel is high', { width: 360, height: 400 }, 3, false],
    ['below it where the circle beside it would be smaller', { width: 361, height: 244 }, 3, false],
    ['beside it where a long list would take half of the height', { width: 600, height: 320 }, 12, true],
    ['below it where nothing has room beside', { width: 200, height: 90 }, 3, false],
  ])('stands %s', (_, size, slices, beside) => {
    expect(isBeside(size, slices)).toBe(beside);
  });
});

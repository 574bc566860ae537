import { allWord } from './all-word.js';

describe('the word for every value', () => {
  it.each([
    ['en-GB', 'All'],
    ['fr', 'Tout'],
    ['fr-CA', 'Tout'],
    ['de', 'All'],
  ])('is, in %s, %s', (locale, word) => {
    expect(allWord(locale)).toBe(word);
  });
});

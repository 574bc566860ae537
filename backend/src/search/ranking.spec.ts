import { rank, wordsOf } from './ranking.js';

describe('the words of a question', () => {
  it('are small and each once', () => {
    expect(wordsOf('  Taxi  DEMAND taxi ')).toEqual(['taxi', 'demand']);
  });
});

describe('the rank of a title', () => {
  it('prefers the question itself, then what begins with it, then beginnings of words, then anything', () => {
    const words = wordsOf('order');
    const titles = ['Reordered goods', 'Late orders', 'Order book', 'Order', 'Sales'];
    expect([...titles].sort((one, other) => rank(one, words) - rank(other, words))).toEqual([
      'Order',
      'Order book',
      'Late orders',
      'Reordered goods',
      'Sales',
    ]);
  });

  it('asks for every word, in any order', () => {
    expect(rank('Demand of the city', wordsOf('city dem'))).toBe(2);
    expect(rank('Demand of the country', wordsOf('city dem'))).toBe(4);
  });
});

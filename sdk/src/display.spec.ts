import { readingOf, type FieldDisplay } from './display.js';

const display: FieldDisplay = {
  thresholds: {
    steps: [
      { value: 95, state: 'bad', label: 'Full' },
      { state: 'good' },
      { value: 80, state: 'warn', label: 'Nearly full' },
    ],
  },
  mappings: [
    { kind: 'value', value: '0', text: 'Off', state: 'muted' },
    { kind: 'range', from: 200, text: 'Overflow' },
    { kind: 'missing', text: 'No answer', state: 'bad' },
    { kind: 'value', value: 'north', text: 'North' },
  ],
};

describe('how a value is read', () => {
  it.each([
    [-5, { state: 'good' }],
    [80, { state: 'warn', label: 'Nearly full' }],
    [94.9, { state: 'warn', label: 'Nearly full' }],
    [95, { state: 'bad', label: 'Full' }],
  ])('gives %s the highest step it has reached, in whatever order they stand', (value, expected) => {
    expect(readingOf(value, display)).toEqual(expected);
  });

  it.each([
    [0, { text: 'Off', state: 'muted' }],
    [250, { text: 'Overflow', state: 'bad', label: 'Full' }],
    [null, { text: 'No answer', state: 'bad' }],
    [NaN, { text: 'No answer', state: 'bad' }],
    ['north', { text: 'North' }],
    ['south', {}],
  ])('puts a text in the place of %s', (value, expected) => {
    expect(readingOf(value, display)).toEqual(expected);
  });

  it('takes an empty text for no number', () => {
    expect(readingOf(0, { mappings: [{ kind: 'value', value: '', text: 'Nothing' }] })).toEqual({});
    expect(readingOf('', { mappings: [{ kind: 'value', value: '', text: 'Nothing' }] })).toEqual({ text: 'Nothing' });
  });

  it('says nothing of what nobody spoke about', () => {
    expect(readingOf(5)).toEqual({});
  });
});

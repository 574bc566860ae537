import { carriedOptions } from './carried-options';

const options = {
  type: 'object',
  properties: {
    reduce: { enum: ['last', 'mean'], default: 'last' },
    label: { type: 'string', default: '' },
    top: { type: 'integer', minimum: 1, default: 5 },
  },
};

describe('the options of another widget', () => {
  it('keep what means the same to it, and nothing else', () => {
    expect(carriedOptions({ reduce: 'mean', label: 'Load', style: 'area', top: 0 }, { options })).toEqual({
      reduce: 'mean',
      label: 'Load',
    });
    expect(carriedOptions({ reduce: 'sum' }, { options })).toEqual({});
    expect(carriedOptions({ reduce: 'sum' }, {})).toEqual({});
  });
});

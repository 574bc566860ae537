import { wholeOptions } from './schema-defaults';

const schema = {
  type: 'object',
  properties: {
    style: { type: 'string', enum: ['line', 'bars'], default: 'line' },
    stacked: { type: 'boolean', default: false },
    min: { type: 'number', minimum: 0 },
    count: { type: 'integer', maximum: 5, default: 3 },
    thresholds: {
      type: 'array',
      default: [],
      items: {
        type: 'object',
        properties: { value: { type: 'number' }, label: { type: 'string', default: '' } },
        required: ['value'],
      },
    },
    axis: { type: 'object', properties: { side: { type: 'string', default: 'left' } } },
  },
};

describe('the options of a widget', () => {
  it('are made whole by the defaults of its schema, at every depth', () => {
    expect(wholeOptions(schema, { thresholds: [{ value: 4 }] })).toEqual({
      style: 'line',
      stacked: false,
      count: 3,
      thresholds: [{ value: 4, label: '' }],
      axis: { side: 'left' },
    });
  });

  it('share no default with the options of another panel', () => {
    const [one, other] = [wholeOptions(schema, {}), wholeOptions(schema, {})] as { thresholds: unknown[] }[];
    one!.thresholds.push('x');
    expect(other!.thresholds).toEqual([]);
  });

  it('lose what the schema does not know', () => {
    expect(wholeOptions(schema, { evil: 1 })).not.toHaveProperty('evil');
  });

  it.each([
    [{ style: 'pie' }, '"options.style" must be one of line, bars'],
    [{ stacked: 'yes' }, '"options.stacked" must be true or false'],
    [{ min: -1 }, '"options.min" must be between 0'],
    [{ count: 1.5 }, '"options.count" must be a number'],
    [{ thresholds: {} }, '"options.thresholds" must be a list'],
    [{ thresholds: [{}] }, '"options.thresholds[0].value" is missing'],
    [{ axis: 'left' }, '"options.axis" must be a group'],
    ['none', '"options" must be a group'],
  ])('%j are refused', (options, sentence) => {
    expect(() => wholeOptions(schema, options)).toThrow(sentence);
  });
});

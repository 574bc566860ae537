import { initialValue } from './initial-value';
import type { SchemaNode } from './schema-node';
import { schemaProblems } from './schema-problems';

const shape = (kind: string, field: string): SchemaNode => ({
  type: 'object',
  properties: { kind: { const: kind }, [field]: { type: 'number', minimum: 1 } },
  required: ['kind', field],
});
const schema: SchemaNode = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 2, maxLength: 5 },
    note: { type: 'string' },
    address: { type: 'string', format: 'uri' },
    header: { type: 'string', pattern: '^[a-z]+$', default: 'x' },
    count: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
    style: { type: 'string', enum: ['line', 'bars'] },
    rows: {
      type: 'array',
      minItems: 1,
      maxItems: 2,
      items: { type: 'object', properties: { at: { type: 'string', minLength: 1 } }, required: ['at'] },
    },
    labels: { type: 'object', additionalProperties: { type: 'string', maxLength: 3 } },
    shape: { oneOf: [shape('circle', 'radius'), shape('square', 'side')] },
    axis: { type: 'object', properties: { side: { type: 'string', minLength: 1 } }, required: ['side'] },
    token: { type: 'string', secret: true, minLength: 1 },
  },
  required: ['name', 'token'],
};
const good = { name: 'Ada', token: 't' };
const said = (value: object, configured: string[] = []) =>
  schemaProblems(schema, value, configured).map(({ path, key }) => `${path} ${key.replace('schemaForm.', '')}`);

describe('what a form tells before it is sent', () => {
  it('is nothing when all is well, and what is optional may be left out', () => {
    expect(said(good)).toEqual([]);
  });

  it.each([
    [{ name: '' }, 'name missing'],
    [{ name: undefined }, 'name missing'],
    [{ name: 'A' }, 'name tooShort'],
    [{ name: 'Augusta' }, 'name tooLong'],
    [{ address: 'nowhere' }, 'address noAddress'],
    [{ header: 'A b' }, 'header wrongForm'],
    [{ count: 0 }, 'count tooLow'],
    [{ count: 1.5 }, 'count noInteger'],
    [{ style: 'pie' }, 'style choose'],
    [{ rows: [] }, 'rows tooFew'],
    [{ rows: [{}] }, 'rows.0.at missing'],
    [{ rows: [{ at: 'a' }, { at: 'b' }, { at: 'c' }] }, 'rows tooMany'],
    [{ labels: { site: 'north' } }, 'labels.site tooLong'],
    [{ shape: { kind: 'star' } }, 'shape choose'],
    [{ shape: { kind: 'square', side: 0 } }, 'shape.side tooLow'],
    [{ axis: { side: '' } }, 'axis.side missing'],
    [{ token: null }, 'token missing'],
  ])('about %j is "%s"', (part, sentence) => {
    expect(said({ ...good, ...part })).toEqual([sentence]);
  });

  it('asks for no secret that the server holds, unless it is taken away', () => {
    expect(said({ name: 'Ada' }, ['token'])).toEqual([]);
    expect(said({ name: 'Ada', token: null }, ['token'])).toEqual(['token missing']);
  });

  it('names no bound that is only the end of the numbers', () => {
    expect(said({ ...good, count: Number.MAX_SAFE_INTEGER })).toEqual([]);
  });
});

describe('what a form begins with', () => {
  it('has defaults, constants, and empty texts and lists where something must stand', () => {
    const required = ['kind', 'name', 'rows', 'count', 'labels', 'axis', 'on'];
    const properties: SchemaNode['properties'] = {
      kind: { const: 'a' },
      name: { type: 'string' },
      note: { type: 'string' },
      rows: { type: 'array', items: {} },
      count: { type: 'number' },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      axis: { type: 'object', properties: { side: { type: 'string', default: 'left' } } },
      on: { type: 'boolean' },
    };
    expect(initialValue({ type: 'object', properties, required })).toEqual({
      kind: 'a',
      name: '',
      rows: [],
      labels: {},
      axis: { side: 'left' },
      on: false,
    });
  });
});

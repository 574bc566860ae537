import * as z from 'zod';
import { filledInput, type FilledVariables, type SchemaNode } from './filled-input.js';

const schema = z.toJSONSchema(
  z.object({
    path: z.string(),
    limit: z.int().optional(),
    share: z.number().default(1),
    exact: z.boolean().default(true),
    tone: z.enum(['warm', 'cold']).default('warm'),
    boroughs: z.array(z.string()).default([]),
    years: z.array(z.int()).optional(),
    params: z.record(z.string(), z.string()).default({}),
    labels: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
    columns: z.array(z.object({ name: z.string(), path: z.string() })).default([]),
    shape: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('circle'), radius: z.number() }),
        z.object({ kind: z.literal('text'), words: z.string() }),
      ])
      .optional(),
    note: z.string().nullable().optional(),
  }),
  { io: 'input' },
) as SchemaNode;

const of = (name: string) => ({ $variable: name });
const variables: FilledVariables = {
  one: { values: ['Bronx'], all: false },
  two: { values: ['Bronx', 'Queens'], all: false },
  every: { values: ['Bronx', 'Queens', 'Staten Island'], all: true },
  none: { values: [], all: false },
  year: { values: ['2024'], all: false },
  years: { values: ['2024', 2025], all: false },
  step: { values: ['5m'], all: false },
  yes: { values: ['true'], all: false },
  word: { values: ['cold'], all: false },
  cut: { values: ['Bronx'], all: true, truncated: true },
  constructor: { values: ['x'], all: false },
};
const fill = (input: Record<string, unknown>) => filledInput(schema, input, variables);

describe('a query filled with variables', () => {
  it('leaves everything else as it is, also what only looks like a reference', () => {
    const input = { path: '$variable {{one}}', params: { $variable: 1, two: 'x' }, note: null };
    expect(fill(input)).toEqual(input);
  });

  it.each([
    [{ path: of('one') }, { path: 'Bronx' }],
    [{ limit: of('year') }, { limit: 2024 }],
    [{ share: of('step') }, { share: 300_000 }],
    [{ exact: of('yes') }, { exact: true }],
    [{ tone: of('word') }, { tone: 'cold' }],
    [{ note: of('one') }, { note: 'Bronx' }],
    [{ boroughs: of('one') }, { boroughs: ['Bronx'] }],
    [{ boroughs: of('two') }, { boroughs: ['Bronx', 'Queens'] }],
    [{ boroughs: ['Manhattan', of('two')] }, { boroughs: ['Manhattan', 'Bronx', 'Queens'] }],
    [{ years: of('years') }, { years: [2024, 2025] }],
    [{ labels: { borough: of('one') } }, { labels: { borough: 'Bronx' } }],
    [{ labels: { borough: of('two') } }, { labels: { borough: ['Bronx', 'Queens'] } }],
    [{ columns: [{ name: of('one'), path: 'a' }] }, { columns: [{ name: 'Bronx', path: 'a' }] }],
    [{ shape: { kind: 'circle', radius: of('year') } }, { shape: { kind: 'circle', radius: 2024 } }],
    [{ shape: { kind: 'text', words: of('year') } }, { shape: { kind: 'text', words: '2024' } }],
  ])('puts values in by the type of the field: %j', (input, expected) => {
    expect(fill(input)).toEqual(expected);
  });

  it.each([
    [{ years: of('every') }, {}],
    [{ labels: { borough: of('every') } }, { labels: {} }],
    [{ params: { borough: of('cut') } }, { params: {} }],
    [{ boroughs: of('every') }, { boroughs: ['Bronx', 'Queens', 'Staten Island'] }],
  ])('leaves an optional field out for "all", and is every value elsewhere: %j', (input, expected) => {
    expect(fill(input)).toEqual(expected);
  });

  it.each([
    [{ path: of('two') }, 'variable.not-one', '“two” has 2 values, and “path” takes one'],
    [{ path: of('every') }, 'variable.not-one', '“every” has 3 values'],
    [{ path: of('none') }, 'variable.not-one', '“none” has no value'],
    [{ limit: of('one') }, 'variable.wrong-type', '“one” is “Bronx”, and “limit” takes a whole number'],
    [{ tone: of('one') }, 'variable.wrong-type', 'takes one of warm, cold'],
    [{ shape: of('one') }, 'variable.wrong-type', '“shape” takes no such value'],
    [{ boroughs: of('cut') }, 'variable.too-many', 'choose some instead of all'],
    [{ path: of('toString') }, 'variable.unknown', '“toString”'],
  ])('says what does not fit: %j', (input, code, words) => {
    expect(() => fill(input)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(words) }));
  });

  it('takes a text for a text, whatever stands in it', () => {
    const nasty = { one: { values: ["'; drop table x; --"], all: false } };
    expect(filledInput(schema, { path: of('one') }, nasty)).toEqual({ path: "'; drop table x; --" });
  });
});

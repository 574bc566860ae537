import * as z from 'zod';
import { outsideSubset } from './schema-subset.js';

const offences = (schema: z.ZodType) => outsideSubset(z.toJSONSchema(schema, { io: 'input' }));

describe('the schemas that a form can show', () => {
  it('hold texts, numbers, choices, lists, records, objects and unions of them', () => {
    const schema = z.object({
      name: z.string().min(1).default('x'),
      size: z.int().optional(),
      kind: z.enum(['a', 'b']),
      tags: z.array(z.string()),
      labels: z.record(z.string(), z.string()),
      auth: z.discriminatedUnion('type', [
        z.object({ type: z.literal('none') }),
        z.object({ type: z.literal('token'), token: z.string() }),
      ]),
    });
    expect(offences(schema)).toEqual([]);
  });

  it('leave out what refers to itself, and say where', () => {
    const node = z.object({
      get children() {
        return z.array(node);
      },
    });
    expect(offences(z.object({ tree: node })).join(' ')).toMatch(/\$ref|\$defs/);
  });

  it('leave out intersections and values of any type', () => {
    expect(offences(z.object({ a: z.object({ both: z.intersection(z.string(), z.string()) }) }))).toContainEqual(
      'a.both uses "allOf".',
    );
    expect(offences(z.object({ anything: z.unknown() }))).toEqual(['anything has no single type.']);
  });
});

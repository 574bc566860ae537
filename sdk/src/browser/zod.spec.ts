import { jest } from '@jest/globals';
import fc from 'fast-check';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';

type Exports = Readonly<Record<string, unknown>>;
const FOLDER = join(import.meta.dirname, '../api');
const FILES = globSync('*.ts', { cwd: FOLDER, exclude: ['*.spec.ts'] }).sort();

const isSchema = (value: unknown): value is z.ZodType =>
  typeof value === 'object' && value !== null && 'safeParse' in value;

async function schemasOf(file: string): Promise<Map<string, z.ZodType>> {
  const module = (await import(`../api/${file.replace(/\.ts$/, '.js')}`)) as Exports;
  return new Map(Object.entries(module).flatMap(([name, value]) => schemasIn(name, value)));
}

/** What a module exports: a schema, or routes with the schemas of their parts. */
function schemasIn(name: string, value: unknown): [string, z.ZodType][] {
  if (isSchema(value)) return [[name, value]];
  if (!name.endsWith('Routes') || typeof value !== 'object') return [];
  return Object.entries(value as Record<string, Exports>).flatMap(([route, parts]) =>
    Object.entries(parts).flatMap(([part, schema]): [string, z.ZodType][] =>
      isSchema(schema) && !('bodyType' in parts && part === 'body') ? [[`${name}.${route}.${part}`, schema]] : [],
    ),
  );
}

/** Of several issues the first one counts: zod adds some about the length of what has the wrong type. */
const said = (schema: z.ZodType, value: unknown) => {
  const { data, error } = schema.safeParse(value);
  const [issue] = error?.issues ?? [];
  return issue ? { path: issue.path, message: issue.message } : { data };
};

describe('the schemas in browsers', () => {
  const real = new Map<string, Map<string, z.ZodType>>();
  const slim = new Map<string, Map<string, z.ZodType>>();

  beforeAll(async () => {
    for (const file of FILES) real.set(file, await schemasOf(file));
    jest.resetModules();
    jest.unstable_mockModule('zod', () => import('./zod.js'));
    for (const file of FILES) slim.set(file, await schemasOf(file));
  });

  it('are other ones than those of zod', () => {
    const [one, other] = [real, slim].map((all) => all.get('dashboards.ts')?.get('Panel'));
    expect(one && '_zod' in one).toBe(true);
    expect(other && '_zod' in other).toBe(false);
  });

  it.each(FILES)('read what %s describes as zod does: values, refusals, places and words', (file) => {
    const known = [...(real.get(file) ?? [])];
    expect([...(slim.get(file)?.keys() ?? [])]).toEqual(known.map(([name]) => name));
    for (const [name, schema] of known) {
      const twin = slim.get(file)?.get(name);
      if (!twin) throw new Error(name);
      fc.assert(
        fc.property(valuesFor(schema), (value) => {
          expect({ name, value, ...said(twin, value) }).toEqual({ name, value, ...said(schema, value) });
        }),
        { numRuns: 60 },
      );
    }
  });
});

/** Enough of zod's inside to find values that a schema takes. */
interface Definition {
  readonly type: string;
  readonly shape?: Record<string, z.ZodType>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly left?: z.ZodType;
  readonly right?: z.ZodType;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly items?: readonly z.ZodType[];
  readonly values?: readonly unknown[];
  readonly entries?: Record<string, unknown>;
}

const TEXTS = [
  ...['', ' ', 'a', ' Ada ', 'city', 'metrics', 'now', 'now-6h', 'now-7x', '5m', 'auto', 'browser', 'UTC', 'Mars/Base'],
  ...['2026-01-31T12:00:00Z', '2026-02-30T12:00:00Z', '2024-02-29T23:59:59.5+02:00', '2026-01-31T12:00Z', '2026-01-31'],
  ...['0197a1c2-0000-7000-8000-000000000001', '0197A1C2-0000-7000-8000-00000000000F', '0197a1c2-0000-0000-0000-1'],
  ...[
    'ada@example.com',
    'ADA@Example.Com',
    'ada@',
    'widget-stat@1',
    'datasource-sql',
    'en-GB',
    'x'.repeat(70),
    '1',
    '12',
  ],
  ...['{"city":["Oslo"]}', '{', 'true', 'no', 'https://example.com/?a={{b}}', 'a_long_password', '\0', '$reduce'],
];
const NUMBERS = [0, 1, -1, 5, 12, 24, 60, 1.5, 1e3, 1e6, 1_956_528_000_000, 2 ** 53, -(2 ** 60), NaN, Infinity];
const anything = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, true, false, {}, [], [1], { a: 1 }),
  fc.constantFrom(...TEXTS),
  fc.constantFrom(...NUMBERS),
);

/** Values of which many fit the schema, some nearly, and some not at all. */
function valuesFor(schema: z.ZodType): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: fitting(schema.def as unknown as Definition, schema) }, anything);
}

function fitting(def: Definition, schema: z.ZodType): fc.Arbitrary<unknown> {
  if (def.shape) return objectFor(def.shape);
  if (def.element) return fc.array(valuesFor(def.element), { maxLength: 3 });
  if (def.items) return fc.tuple(...def.items.map(valuesFor));
  if (def.keyType && def.valueType) return recordFor(def.keyType, def.valueType);
  if (def.options) return fc.oneof(...def.options.map(valuesFor));
  if (def.left && def.right) return bothOf(def.left, def.right);
  const inner = def.innerType ?? def.in;
  if (inner) return fc.oneof({ weight: 4, arbitrary: valuesFor(inner) }, fc.constantFrom(undefined, null));
  return leafFor(def, schema);
}

function leafFor(def: Definition, schema: z.ZodType): fc.Arbitrary<unknown> {
  const all: unknown[] = [...(def.values ?? Object.values(def.entries ?? {})), true, false, ...TEXTS, ...NUMBERS];
  const taken = all.filter((one) => schema.safeParse(one).success);
  return taken.length > 0 ? fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...taken) }, anything) : anything;
}

const objectFor = (shape: Record<string, z.ZodType>) =>
  fc
    .record(Object.fromEntries(Object.entries(shape).map(([name, one]) => [name, valuesFor(one)])), {
      requiredKeys: Object.entries(shape).flatMap(([name, one]) => (one.safeParse(undefined).success ? [] : [name])),
    })
    .chain((value) => fc.constantFrom<unknown>(value, value, value, { ...value, more: 1 }));

const recordFor = (key: z.ZodType, value: z.ZodType) =>
  fc
    .array(fc.tuple(valuesFor(key), valuesFor(value)), { maxLength: 3 })
    .map((entries) => Object.fromEntries(entries.map(([name, one]) => [String(name), one])));

const bothOf = (left: z.ZodType, right: z.ZodType) =>
  fc.tuple(valuesFor(left), valuesFor(right)).map(([one, other]) => ({ ...(one as object), ...(other as object) }));

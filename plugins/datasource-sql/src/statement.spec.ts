import { outsideSubset } from '@quarterdeck/sdk/schema-subset';
import * as z from 'zod';
import source from './index.js';
import { millisecondsOf, niceInterval } from './interval.js';
import { scan } from './scanner.js';
import type { Variables } from './schemas.js';
import { statementOf } from './statement.js';

const RANGE = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 0, 2), timezone: 'UTC', maxPoints: 100 };
const FROM = '2026-01-01T00:00:00.000Z';
const TO = '2026-01-02T00:00:00.000Z';
const one = (...values: (string | number)[]) => ({ values, all: false });
const write = (sql: string, variables: Variables = {}) => {
  const { text, values } = statementOf(sql, { range: RANGE, variables });
  return [text, ...values];
};
const mistakeIn = (sql: string, variables: Variables = {}) => {
  try {
    write(sql, variables);
  } catch (error) {
    return error;
  }
  throw new Error('There was no mistake.');
};

describe('SQL in pieces', () => {
  const kinds = (sql: string) => scan(sql).map(({ kind, from, to }) => [kind, sql.slice(from, to)]);

  it.each([
    ["select 'it''s $__x', 1", [['text', "'it''s $__x'"]]],
    ["E'it\\'s ${x}' x", [['text', "'it\\'s ${x}'"]]],
    [
      "'it\\' $__x",
      [
        ['text', "'it\\'"],
        ['macro', '$__x'],
      ],
    ],
    ['"a ""b"" $__x"', [['name', '"a ""b"" $__x"']]],
    [
      '1 -- ${x}\n+ ${y}',
      [
        ['comment', '-- ${x}'],
        ['variable', '${y}'],
      ],
    ],
    [
      '/* a /* ${x} */ b */ ${y}',
      [
        ['comment', '/* a /* ${x} */ b */'],
        ['variable', '${y}'],
      ],
    ],
    [
      '$$ ${x} $$ $a$ $$ $a$ ${y}',
      [
        ['text', '$$ ${x} $$'],
        ['text', '$a$ $$ $a$'],
        ['variable', '${y}'],
      ],
    ],
    ["$__f(a(')', b), c)", [['macro', "$__f(a(')', b), c)"]]],
    [
      '$1 $x ${',
      [
        ['stray', '$1'],
        ['stray', '$x'],
        ['stray', '${'],
      ],
    ],
    ['a$b', []],
    ["'open ${x}", [['text', "'open ${x}"]]],
  ])('%s', (sql, expected) => {
    expect(kinds(sql).filter(([kind]) => kind !== 'code')).toEqual(expected);
    expect(
      kinds(sql)
        .map(([, text]) => text)
        .join(''),
    ).toBe(sql);
  });
});

describe('macros', () => {
  it('become parameters, the same value the same one', () => {
    expect(write('select $__timeFrom() where $__timeFilter(at) or $__timeFilter( b.at )')).toEqual([
      ...['select $1::timestamptz where ((at) >= $2 and (at) < $3) or (( b.at ) >= $2 and ( b.at ) < $3)'],
      ...[FROM, FROM, TO],
    ]);
    const group = 'to_timestamp(floor(extract(epoch from (at))::float8 / $1::float8) * $1::float8)';
    expect(write(`select $__timeGroup(at, '5m') group by $__timeGroup(at, 5m)`)).toEqual([
      ...[`select ${group} group by ${group}`, 300],
    ]);
    expect(write('select $__timeGroupAlias(at, $__interval)')).toEqual([`select ${group} as "time"`, 900]);
    expect(write(`select $__timeGroup(at, \${step})`, { step: one('1h') })).toEqual([`select ${group}`, 3600]);
  });

  it('group by the calendar where the step is one of it', () => {
    expect(write(`select $__timeGroup(at, '1M')`)).toEqual([
      'select date_trunc($1::text, to_timestamp(extract(epoch from (at))::float8))',
      'month',
    ]);
  });

  it('stand within each other and with variables', () => {
    expect(write(`where $__timeFilter(at at time zone \${zone})`, { zone: one('Europe/Berlin') })).toEqual([
      'where ((at at time zone $3) >= $1 and (at at time zone $3) < $2)',
      ...[FROM, TO, 'Europe/Berlin'],
    ]);
  });

  it.each([
    ['select $__timeFilter', 7, 'Write $__timeFilter(column).'],
    ['select $__timeFilter(a, b)', 7, 'Write $__timeFilter(column).'],
    ['select $__interval(5)', 7, 'Write $__interval.'],
    ['select $__timeGroup(at, $__timeFrom())', 24, 'is no step of time'],
    ['select $__toString()', 7, 'There is no macro $__toString.'],
    ["select 'x', '$__from'", 13, 'stands in quotes'],
    ['select $2', 7, '$2 has no value here'],
    ['select $region', 7, 'Write ${region} for a variable.'],
  ])('that are wrong say where: %s', (sql, position, message) => {
    expect(mistakeIn(sql)).toMatchObject({
      kind: 'unsupported',
      field: 'sql',
      position,
      message: expect.stringContaining(message),
    });
  });
});

describe('variables', () => {
  const several = { shop: one('north', "o'hara"), none: one() };

  it('are parameters, one by one or as an array, whatever they hold', () => {
    const evil = `'; drop table x; --`;
    expect(write('select ${v}', { v: one(evil) })).toEqual(['select $1', evil]);
    expect(write('where s in (${shop}) or s = any(${shop}) or s = ANY ( ${ shop } )', several)).toEqual([
      'where s in ($1, $2) or s = any($3) or s = ANY ( $3 )',
      ...['north', "o'hara", ['north', "o'hara"]],
    ]);
    expect(write('select unnest(${shop:array}), x in (${none})', several)).toEqual([
      'select unnest($1), x in (null)',
      ['north', "o'hara"],
    ]);
  });

  it.each([
    ['select ${nobody}', 'There is no variable "nobody"'],
    ['select ${constructor}', 'There is no variable "constructor"'],
    ['select ${shop}', 'has 2 values: write = any(${shop}) or in (${shop}).'],
    ['select ${none}', 'has no value'],
    ['select ${shop:csv}', 'Write ${shop}, or ${shop:array}'],
    ["select '${shop}'", 'take the quotes away'],
  ])('that cannot be put in say why: %s', (sql, message) => {
    expect(mistakeIn(sql, several)).toMatchObject({ field: 'sql', message: expect.stringContaining(message) });
  });
});

describe('a place in what is sent', () => {
  it('leads back to what was written', () => {
    const sql = "select '${'; $__timeFilter(at) and nope";
    const statement = statementOf(sql.replace("'${'; ", ''), { range: RANGE, variables: {} });
    const own = sql.replace("'${'; ", '');
    const place = (word: string) => own.slice(statement.placeOf(statement.text.indexOf(word))).slice(0, 4);
    expect([place('nope'), place('at'), place('>=')]).toEqual(['nope', 'at) ', '$__t']);
    expect(statement.placeOf(100_000)).toBe(own.length);
  });
});

describe('steps of time', () => {
  it('are read, and suit a range', () => {
    expect(['5m', '1.5h', '30 s', '250ms', '0s', '1M', 'x'].map(millisecondsOf)).toEqual([
      ...[300_000, 5_400_000, 30_000, 250, undefined, undefined, undefined],
    ]);
    expect(niceInterval({ ...RANGE, maxPoints: 1000 })).toBe(120_000);
    expect(niceInterval({ ...RANGE, maxPoints: 1 })).toBe(86_400_000);
  });
});

describe('the datasource', () => {
  it('has settings, secrets and questions that a form can show', () => {
    for (const schema of [source.config, source.secrets, source.queries.sql.input]) {
      expect(outsideSubset(z.toJSONSchema(schema, { io: 'input' }))).toEqual([]);
    }
  });
});

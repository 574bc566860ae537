import { MetricsQuery } from '@quarterdeck/sdk/api/metric-queries';
import fc from 'fast-check';
import { parseFormula } from './formula-parser.js';
import { textOf, type FormulaNode } from './formula-tree.js';
import { quantityOfFormula } from './formula-units.js';
import { quantityOf, type Measure } from './measure.js';
import { requireMeaning } from './measure-rules.js';
import { readUnit, writeUnit } from './unit-words.js';

const measure = (name: string, unit: string, more: Partial<Measure> = {}): Measure => ({
  name,
  unit,
  kind: 'gauge',
  additivity: 'additive',
  defaultAggregate: 'avg',
  ...more,
});

const METRICS = {
  revenue: measure('revenue', 'currency:EUR', { kind: 'delta' }),
  cost: measure('cost', 'currency:EUR', { kind: 'delta' }),
  dollars: measure('dollars', 'currency:USD', { kind: 'delta' }),
  rate: measure('rate', 'currency:EUR/currency:USD', { additivity: 'averaged' }),
  orders: measure('orders', 'orders', { kind: 'delta' }),
  visits: measure('visits', 'visits', { kind: 'delta' }),
  plain: measure('plain', '', { kind: 'delta' }),
  users: measure('users', 'users', { additivity: 'unique' }),
  members: measure('members', 'users', { additivity: 'unique' }),
  basket: measure('basket', 'currency:EUR', { additivity: 'averaged' }),
  latency: measure('latency', 'ms', { additivity: 'averaged' }),
  render: measure('render', 'ms', { additivity: 'averaged' }),
  wait: measure('wait', 's', { additivity: 'averaged' }),
  spent: measure('spent', 'ms', { kind: 'delta' }),
  worked: measure('worked', 's', { kind: 'delta' }),
  conversion: measure('conversion', 'percent'),
  bounce: measure('bounce', 'percent', { additivity: 'averaged' }),
  share: measure('share', 'ratio'),
  requests: measure('requests', 'requests', { kind: 'counter' }),
  sent: measure('sent', 'bytes', { kind: 'counter' }),
  disk: measure('disk', 'bytes'),
  outside: measure('outside', '°C'),
  temperature: measure('temperature', '°C', { additivity: 'averaged' }),
} satisfies Record<string, Measure>;
type Name = keyof typeof METRICS;

/** A metric's name, or with what is asked of it. */
type Ask = Name | [Name, object];
type Formula = [formula: string, a: Ask, b?: Ask | undefined, unit?: string];

const readAsk = (ask: Ask) => {
  const [name, more] = typeof ask === 'string' ? [ask, {}] : ask;
  return { query: MetricsQuery.parse({ metric: name, ...more }), of: METRICS[name] };
};

/** The unit of the result; throws what the server would refuse. */
function check(formula: string, asks: Record<string, Ask>, unit?: string): string {
  const quantities = Object.entries(asks).map(([name, ask]) => {
    const { query, of } = readAsk(ask);
    requireMeaning(query, of);
    return [name, quantityOf(query, of)] as const;
  });
  const tree = parseFormula(formula, Object.keys(asks));
  return writeUnit(quantityOfFormula(tree, Object.fromEntries(quantities), unit));
}

const asksOf = (a: Ask, b?: Ask): Record<string, Ask> => (b === undefined ? { a } : { a, b });
const refused = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error as { code: string; message: string; proposal: { text: string; input?: Record<string, unknown> } };
  }
  throw new Error('It was accepted.');
};

/** Each wrong formula with what is proposed, and a near twin that is right with its unit. */
const FORMULAS: readonly [wrong: Formula, proposal: string, right: Formula, unit: string][] = [
  [['a + b', 'revenue', 'dollars'], 'a + b * rate', ['a + b', 'revenue', 'cost'], 'currency:EUR'],
  [['a - b', 'revenue', 'dollars'], 'a - b * rate', ['a - b', 'revenue', 'cost'], 'currency:EUR'],
  [['a / b', 'revenue', 'dollars'], 'a / (b * rate)', ['a / b', 'revenue', 'cost'], 'ratio'],
  [['max(a, b)', 'revenue', 'dollars'], 'max(a, b * rate)', ['max(a, b)', 'revenue', 'cost'], 'currency:EUR'],
  [['a + b', 'revenue', 'worked'], 'a / b', ['a / b', 'revenue', 'worked'], 'currency:EUR/s'],
  [['a - b', 'worked', 'revenue'], 'a / b', ['a / b', 'worked', 'orders'], 's'],
  [['a * b', 'revenue', 'worked'], 'a / b', ['a * b', 'orders', 'basket'], 'currency:EUR'],
  [['a * b', 'revenue', 'cost'], 'a / b', ['a * b', 'dollars', 'rate'], 'currency:EUR'],
  [['a + b', 'revenue', 'orders'], 'a / b', ['a / b', 'revenue', 'orders'], 'currency:EUR'],
  [['a + b', 'revenue', 'plain'], 'a / b', ['a + 5', 'revenue'], 'currency:EUR'],
  [['a + b', 'orders', 'visits'], 'a / b', ['a / b', 'orders', 'visits'], ''],
  [['a + b', 'disk', 'revenue'], 'a / b', ['a + b', 'disk', ['sent', { aggregate: 'increase' }]], 'bytes'],
  [['a + b', 'spent', 'worked'], 'a + b * 1000', ['a - b * 1000', 'latency', 'wait'], 'ms'],
  [['a - b', 'wait', 'latency'], 'a - b / 1000', ['a - b / 1000', 'wait', 'latency'], 's'],
  [['a / b', 'wait', 'latency'], 'a / (b / 1000)', ['a / (b / 1000)', 'wait', 'latency'], 'ratio'],
  [['a + b', 'conversion', 'bounce'], '(a + b) / 2', ['(a + b) / 2', 'conversion', 'bounce'], 'percent'],
  [['a + b + a', 'share', 'share'], '(a + b + a) / 3', ['a * 0.3 + b * 0.7', 'share', 'share'], 'ratio'],
  [['a + b', 'basket', 'basket'], '(a + b) / 2', ['a - b', 'basket', 'basket'], 'currency:EUR'],
  [['a + b', 'latency', 'render'], '(a + b) / 2', ['max(a, b)', 'latency', 'render'], 'ms'],
  [['(a + b) * 100', 'share', 'share'], '(a + b) / 2 * 100', ['(a + b) / 2 * 100', 'share', 'share'], 'percent'],
  [['a + b', 'users', 'members'], 'max(a, b)', ['max(a, b)', 'users', 'members'], 'users'],
  [['a + b', 'orders', 'users'], 'a / b', ['a / b', 'orders', 'users'], ''],
  [['a + b', 'basket', 'revenue'], 'a / b', ['a + b', 'revenue', ['cost', { aggregate: 'sum' }]], 'currency:EUR'],
  [['a * b', 'revenue', 'conversion'], 'a * b / 100', ['a * b / 100', 'revenue', 'conversion'], 'currency:EUR'],
  [['a / b', 'revenue', 'conversion'], 'a / b * 100', ['a / b * 100', 'revenue', 'conversion'], 'currency:EUR'],
  [['a * b', 'conversion', 'bounce'], 'a * b / 100', ['a * b / 100', 'conversion', 'bounce'], 'percent'],
  [['a + a * b', 'revenue', 'conversion'], 'a + a * b / 100', ['a + a * b', 'revenue', 'share'], 'currency:EUR'],
  [['a - b', 'conversion', 'share'], 'a - b * 100', ['a - b', 'conversion', 'bounce'], 'percent'],
  [['1 - a', 'conversion'], '100 - a', ['100 - a', 'conversion'], 'percent'],
  [['100 - a', 'share'], '1 - a', ['1 - a', 'share'], 'ratio'],
  [['a / b', 'orders', 'visits', 'percent'], 'a / b * 100', ['a / b * 100', 'orders', 'visits', 'percent'], 'percent'],
  [['a / b * 100', 'orders', 'visits', 'ratio'], 'a / b', ['a / b', 'orders', 'visits', 'ratio'], 'ratio'],
  [['a', 'worked', undefined, 'h'], 'a / 3600', ['a / 3600', 'worked', undefined, 'h'], 'h'],
  [
    ['a + b', ['requests', { aggregate: 'rate' }], ['requests', { aggregate: 'increase' }]],
    'a / b',
    ['a / b', ['requests', { aggregate: 'rate' }], ['requests', { aggregate: 'rate' }]],
    'ratio',
  ],
  [['a * b', 'worked', 'worked'], 'a / b', ['a * 2', 'worked'], 's'],
  [
    ['a + b', 'revenue', 'conversion'],
    'a * (1 + b / 100)',
    ['a * (1 + b / 100)', 'revenue', 'conversion'],
    'currency:EUR',
  ],
  [['a - b', 'revenue', 'share'], 'a * (1 - b)', ['a * (1 - b)', 'revenue', 'share'], 'currency:EUR'],
  [['a / b * 100', 'revenue', 'orders'], 'a / b', ['100 * a / b', 'revenue', 'cost'], 'percent'],
  [['100 * (a / b)', 'worked', 'orders'], 'a / b', ['a * 100 / b', 'orders', 'visits'], 'percent'],
  [
    ['a + b', ['latency', { aggregate: 'quantile' }], ['render', { aggregate: 'quantile' }]],
    'max(a, b)',
    ['a - b', ['latency', { aggregate: 'quantile' }], ['render', { aggregate: 'quantile' }]],
    'ms',
  ],
];

const QUERIES: readonly [wrong: Ask, proposal: object, right: Ask, unit: string][] = [
  [['requests', { aggregate: 'sum' }], { aggregate: 'increase' }, ['requests', { aggregate: 'increase' }], 'requests'],
  [['disk', { aggregate: 'rate' }], { aggregate: 'delta' }, ['sent', { aggregate: 'rate' }], 'bytes/s'],
  [['outside', { aggregate: 'sum' }], { aggregate: 'avg' }, ['outside', { aggregate: 'max' }], '°C'],
  [['temperature', { aggregate: 'increase' }], { aggregate: 'delta' }, ['temperature', { aggregate: 'delta' }], '°C'],
  [['requests', { aggregate: 'delta' }], { aggregate: 'increase' }, ['disk', { aggregate: 'delta' }], 'bytes'],
  [['orders', { aggregate: 'delta' }], { aggregate: 'sum' }, ['orders', { aggregate: 'rate' }], 'orders/s'],
  [['conversion', { aggregate: 'sum' }], { aggregate: 'avg' }, ['conversion', { aggregate: 'avg' }], 'percent'],
  [['share', { aggregate: 'sum' }], { aggregate: 'avg' }, ['share', { aggregate: 'count' }], ''],
  [['latency', { aggregate: 'sum' }], { aggregate: 'avg' }, ['worked', { aggregate: 'sum' }], 's'],
  [['users', { aggregate: 'sum' }], { aggregate: 'max' }, ['users', { aggregate: 'last' }], 'users'],
  [['latency', { combine: 'sum' }], { combine: 'avg' }, ['latency', { combine: 'avg' }], 'ms'],
  [['users', { combine: 'sum' }], { combine: 'max' }, ['users', { combine: 'max' }], 'users'],
  [
    ['latency', { aggregate: 'quantile', q: 0.95, combine: 'avg' }],
    { combine: 'max' },
    ['latency', { aggregate: 'quantile', q: 0.95, combine: 'max' }],
    'ms',
  ],
  [
    ['requests', { cumulative: true }],
    { aggregate: 'increase' },
    ['requests', { aggregate: 'increase', cumulative: true }],
    'requests',
  ],
  [
    ['orders', { cumulative: true }],
    { aggregate: 'sum' },
    ['orders', { aggregate: 'sum', cumulative: true }],
    'orders',
  ],
  [['latency', { cumulative: true }], { cumulative: null, movingAverage: 7 }, ['latency', { movingAverage: 7 }], 'ms'],
  [
    ['conversion', { top: { count: 3, by: 'sum' } }],
    { top: { count: 3, by: 'mean' } },
    ['revenue', { top: { count: 3, by: 'sum' } }],
    'currency:EUR',
  ],
  [['conversion', { fill: 'zero' }], { fill: 'previous' }, ['orders', { aggregate: 'sum', fill: 'zero' }], 'orders'],
  [['orders', { aggregate: 'sum', fill: 'linear' }], { fill: 'zero' }, ['temperature', { fill: 'linear' }], '°C'],
];

describe('units', () => {
  it('are tried with 40 wrong questions and as many near twins', () => {
    expect(FORMULAS.length + QUERIES.length).toBeGreaterThanOrEqual(40);
  });

  it.each(FORMULAS)('refuse %j and propose %s', ([formula, a, b, unit], proposal) => {
    const error = refused(() => check(formula, asksOf(a, b), unit));
    expect([error.code, error.proposal.text]).toEqual(['formula.units', proposal]);
    expect(error.message).toContain(proposal);
    // What is proposed is itself accepted; a rate between currencies is what the person has to add.
    expect(() => check(proposal, { ...asksOf(a, b), rate: 'rate' }, unit)).not.toThrow();
  });

  it.each(FORMULAS.map(([, , [formula, a, b, unit], expected]) => ({ formula, a, b, unit, expected })))(
    'accept $formula of $a and $b in $expected',
    ({ formula, a, b, unit, expected }) => {
      expect(check(formula, asksOf(a, b), unit)).toBe(expected);
    },
  );

  it.each(QUERIES)('refuse to ask %j and propose %j', (ask, change) => {
    const { query, of } = readAsk(ask);
    const error = refused(() => {
      requireMeaning(query, of);
    });
    expect([error.code, error.proposal.input]).toEqual(['query.units', change]);
    expect(() => {
      const changed = Object.entries<unknown>({ ...query, ...change }).filter(([, value]) => value !== null);
      requireMeaning(MetricsQuery.parse(Object.fromEntries(changed)), of);
    }).not.toThrow();
  });

  it.each(QUERIES.map(([, , ask, unit]) => ({ ask, unit })))('accept to ask $ask in $unit', ({ ask, unit }) => {
    expect(check('a', { a: ask })).toBe(unit);
  });

  it('lead by what is proposed to a formula that is right, however wrong it was', () => {
    const names = Object.keys(METRICS) as Name[];
    fc.assert(
      fc.property(tree(), fc.constantFrom(...names), fc.constantFrom(...names), (formula, a, b) => {
        const asks = { a, b, rate: 'rate' as const };
        let text = textOf(formula);
        for (let step = 0; step < 30; step++) {
          try {
            check(text, asks);
            return;
          } catch (error) {
            const { code, proposal } = error as { code: string; proposal?: { text: string } };
            if (code === 'formula.no-query') return;
            expect([text, code]).toEqual([text, 'formula.units']);
            expect([text, proposal?.text]).not.toEqual([text, text]);
            text = proposal?.text ?? '';
          }
        }
        throw new Error(`It goes on and on: ${text}`);
      }),
      { numRuns: 500 },
    );
  });

  it('are read and written the same way', () => {
    const units = ['', 'percent', 'ratio', 'ms', 's', 'h', 'bytes', 'currency:EUR', 'orders', 'orders/s', 'bytes/s'];
    expect(units.map((unit) => writeUnit(readUnit(unit)))).toEqual(units);
    expect(['€', 'USD', '%', 'hours', 'requests per s'].map((unit) => writeUnit(readUnit(unit)))).toEqual([
      'currency:EUR',
      'currency:USD',
      'percent',
      'h',
      'requests/s',
    ]);
  });
});

function tree(): fc.Arbitrary<FormulaNode> {
  const { node } = fc.letrec<{ node: FormulaNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('a', 'b').map((name): FormulaNode => ({ kind: 'query', name, at: 0 })),
      fc.constantFrom(1, 2, 60, 100).map((value): FormulaNode => ({ kind: 'number', value, at: 0 })),
      fc
        .tuple(fc.constantFrom('+', '-', '*', '/'), tie('node'), tie('node'))
        .map(([sign, left, right]): FormulaNode => ({ kind: 'operation', sign, left, right, at: 0 })),
      tie('node').map((one): FormulaNode => ({ kind: 'call', name: 'abs', given: [one], at: 0 })),
    ),
  }));
  return node;
}

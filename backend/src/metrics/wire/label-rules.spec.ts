import { Labels, MetricName } from '@quarterdeck/sdk/api/common';
import fc from 'fast-check';
import { allowedName, isMetricName, labelFault, type Label } from './label-rules.js';

const faultOf = (labels: Label[]) => labelFault(labels, Object.fromEntries(labels));

describe('the rules of labels and names in the protocols of others', () => {
  it('are those of the SDK', () => {
    const text = (longest: number) =>
      fc.oneof(
        fc.string({ maxLength: 8 }),
        fc.nat(longest + 2).map((length) => 'x'.repeat(length)),
        fc.constant('a\0b'),
      );
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(text(64), text(256)), { maxLength: 40, selector: ([name]) => name }),
        (labels) => {
          // A schema cannot say so: it would make an object of another kind.
          fc.pre(labels.every(([name]) => name !== '__proto__'));
          expect(faultOf(labels) === undefined).toBe(Labels.safeParse(Object.fromEntries(labels)).success);
        },
      ),
    );
  });

  it('know 32 labels and no more, each once', () => {
    const labels = (count: number) => Array.from({ length: count }, (_, at): Label => [`l${String(at)}`, 'x']);
    expect([faultOf(labels(32))?.code, faultOf(labels(33))?.code]).toEqual([undefined, 'labels-unreadable']);
    expect(
      faultOf([
        ['a', '1'],
        ['a', '2'],
      ])?.code,
    ).toBe('labels-unreadable');
  });

  it('make a name of anything that is not too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 210 }), (text) => {
        const name = allowedName(text);
        expect(isMetricName(name)).toBe(MetricName.safeParse(name).success);
        if (MetricName.safeParse(text).success) expect(name).toBe(text);
      }),
    );
  });
});

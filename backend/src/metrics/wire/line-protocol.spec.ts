import fc from 'fast-check';
import { readLines, type LineOptions } from './line-protocol.js';

const NOW = Date.UTC(2026, 0, 1);
const read = (text: string, options: Partial<LineOptions> = {}) =>
  readLines(text, { precision: 'ns', now: NOW, lenient: false, ...options });
/** Every point as `metric{labels}=value@time`. */
const pointsOf = (text: string, options?: Partial<LineOptions>) => {
  const { series, points } = read(text, options);
  return Array.from(points.times, (time, at) => {
    const { metric = '', labels = {} } = series[points.series[at] ?? -1] ?? {};
    return `${metric}${JSON.stringify(labels)}=${String(points.values[at])}@${String(time - NOW)}`;
  });
};
const faultsOf = (text: string, options?: Partial<LineOptions>) =>
  read(text, options).errors.map(({ index, code }) => [index, code]);

describe('lines of InfluxDB', () => {
  it('become a metric for each field of a measurement, with the tags as labels', () => {
    expect(pointsOf('cpu,host=a,cpu=cpu0 usage_idle=98.5,usage_user=1i')).toEqual([
      'cpu.usage_idle{"host":"a","cpu":"cpu0"}=98.5@0',
      'cpu.usage_user{"host":"a","cpu":"cpu0"}=1@0',
    ]);
  });

  it('hold floats, integers, unsigned integers and truths', () => {
    const values = ['1', '-1.5', '+2.', '.5', '1e3', '-1.2E-2', '12i', '-3i', '7u', 't', 'TRUE', 'false', 'F'];
    const text = values.map((value) => `m f=${value}`).join('\n');
    expect([...read(text).points.values]).toEqual([1, -1.5, 2, 0.5, 1000, -0.012, 12, -3, 7, 1, 1, 0, 0]);
    for (const wrong of ['abc', '1.5i', '-1u', 'tRUE', '1e', '--1', 'NaN', '+Inf', '1e999', '0x1', "'a'", '1_0']) {
      expect([wrong, faultsOf(`m f=${wrong}`)]).toEqual([wrong, [[1, 'value-unreadable']]]);
    }
  });

  it('give times in the precision that was asked, to the millisecond, and now where they give none', () => {
    const at = String(NOW + 1234);
    expect(pointsOf(`m f=1 ${at}567890`)).toEqual(['m.f{}=1@1234']);
    expect(pointsOf(`m f=1 ${at}567`, { precision: 'us' })).toEqual(['m.f{}=1@1234']);
    expect(pointsOf(`m f=1 ${at}`, { precision: 'ms' })).toEqual(['m.f{}=1@1234']);
    expect(pointsOf(`m f=1 ${String(NOW / 1000 + 2)}`, { precision: 's' })).toEqual(['m.f{}=1@2000']);
    expect(pointsOf(`m f=1 ${String(NOW / 3_600_000 + 2)}`, { precision: 'h' })).toEqual(['m.f{}=1@7200000']);
    expect(pointsOf('m f=1 5').length).toBe(1);
    expect(pointsOf('m f=1 ')).toEqual(['m.f{}=1@0']);
    expect(faultsOf('m f=1 -5\nm f=1 1.5\nm f=1 9999999999999999999999\nm f=1 1 2')).toEqual([
      [1, 'time-out-of-range'],
      [2, 'time-unreadable'],
      [3, 'time-out-of-range'],
      [4, 'time-unreadable'],
    ]);
  });

  it('escape commas, spaces and equals signs, and nothing else', () => {
    expect(pointsOf(String.raw`my\ mea\,sure=,tag\ key=a\,b\=c\ d f\=1\ x=1`)).toEqual([
      'my mea_sure_.f_1 x{"tag key":"a,b=c d","__name__":"my mea,sure= f=1 x"}=1@0',
    ]);
    expect(pointsOf(String.raw`disk,path=C:\temp,share=\\nas\x free=1`)).toEqual([
      String.raw`disk.free{"path":"C:\\temp","share":"\\\\nas\\x"}=1@0`,
    ]);
    expect(pointsOf('weather,town=“Paris”,mood=🍭 "quoted"=1')).toEqual([
      'weather._quoted_{"town":"“Paris”","mood":"🍭","__name__":"weather \\"quoted\\""}=1@0',
    ]);
  });

  it('keep apart what would get the same name', () => {
    const { series } = read('a.b c=1\na b.c=2\n1a b=3\n_1a b=4');
    expect(series).toEqual([
      { metric: 'a.b.c', labels: {} },
      { metric: 'a.b.c', labels: { __name__: 'a b.c' } },
      { metric: '_1a.b', labels: { __name__: '1a b' } },
      { metric: '_1a.b', labels: {} },
    ]);
  });

  it('may hold texts, which are refused field by field, or passed over where that was asked', () => {
    const text =
      String.raw`sys,host=a up="1 day, \"2:03\" = \\",load=0.5,n=3i 1767225600000000000` + '\nm f="a\nb",g=1\nm g=x';
    expect(faultsOf(text)).toEqual([
      [1, 'value-text'],
      [2, 'value-text'],
      [4, 'value-unreadable'],
    ]);
    expect(read(text).errors[0]?.message).toBe(
      String.raw`The value is a text, and only numbers are kept: up holds “"1 day, \"2:03\" = \\"”.`,
    );
    const points = ['sys.load{"host":"a"}=0.5@0', 'sys.n{"host":"a"}=3@0', 'm.g{}=1@0'];
    expect(pointsOf(text)).toEqual(points);
    expect(pointsOf(text, { lenient: true })).toEqual(points);
    expect(faultsOf(text, { lenient: true })).toEqual([[4, 'value-unreadable']]);
  });

  it('that are empty or comments are none, and may end as in Windows', () => {
    const text = '\n# m f=1\r\n\r\n  m f=1\r\n   \n#\nm f=2 1767225600000000000\r\nm f=x';
    expect(pointsOf(text)).toEqual(['m.f{}=1@0', 'm.f{}=2@0']);
    expect(faultsOf(text)).toEqual([[8, 'value-unreadable']]);
  });

  it.each([
    ['m', 'line-unreadable'],
    ['m ', 'line-unreadable'],
    ['m f', 'line-unreadable'],
    ['m f=', 'line-unreadable'],
    ['m =1', 'line-unreadable'],
    ['m f=1,', 'line-unreadable'],
    ['m f=1,,g=2', 'line-unreadable'],
    ['m f=1,g,h=2', 'line-unreadable'],
    ['m f="open', 'line-unreadable'],
    ['m f="a"b', 'line-unreadable'],
    [',a=b f=1', 'metric-missing'],
    ['m,a f=1', 'labels-unreadable'],
    ['m,a= f=1', 'labels-unreadable'],
    ['m,=a f=1', 'labels-unreadable'],
    ['m,a=b=c f=1', 'labels-unreadable'],
    ['m,a=b,a=c f=1', 'labels-unreadable'],
    ['m, f=1', 'labels-unreadable'],
    [`m,a=${'x'.repeat(257)} f=1`, 'label-too-long'],
    [`${'m'.repeat(200)} f=1`, 'metric-unreadable'],
  ])('are refused as a whole where they are broken: %s', (line, code) => {
    const text = `m f=1\n${line}\nm f=2`;
    expect(faultsOf(text)).toEqual([[2, code]]);
    expect(pointsOf(text)).toEqual(['m.f{}=1@0', 'm.f{}=2@0']);
  });

  it('that hold no number make no series', () => {
    expect(read('m f="text"\nm g=x\nm,a=b h=1 x').series).toEqual([]);
  });

  it('are refused as a whole request where they are more than 100,000 points', () => {
    const lines = 'm f=1,g=2\n'.repeat(50_000);
    expect(read(lines).points.times).toHaveLength(100_000);
    expect(() => read(`${lines}m f=1`)).toThrow('more than 100,000 points in one request');
  });

  it('come back as they were written, whatever their names', () => {
    const name = fc.stringMatching(/^[^\n\r\0\\]{1,20}$/).filter((text) => text.isWellFormed());
    const escaped = (text: string) => text.replace(/[,= ]/g, String.raw`\$&`);
    fc.assert(
      fc.property(
        name,
        name,
        name,
        name,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (m, tag, of, field, value) => {
          fc.pre(!m.startsWith('#') && !/^[\s,]/.test(m));
          const { series, points, errors } = read(
            `${escaped(m)},${escaped(tag)}=${escaped(of)} ${escaped(field)}=${String(value)} 0`,
          );
          expect(errors).toEqual([]);
          expect(points.values[0]).toBe(value + 0);
          expect(series[0]?.labels[tag]).toBe(of);
          const plain = `${m}.${field}`;
          expect([plain, series[0]?.labels.__name__]).toContain(series[0]?.labels.__name__ ?? series[0]?.metric);
        },
      ),
    );
  });

  it('are read to the end, whatever they are', () => {
    const sign = fc.constantFrom('m', ',', '=', ' ', '"', '\\', '\n', '#', '1', 'i', '\r', 'é', '🍭', '\0');
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 60 }), (signs) => {
        const { series, points } = read(signs.join(''));
        expect([...points.series].every((place) => place < series.length)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});

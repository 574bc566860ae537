import { frameOf, type ChartPicture, type Field, type FieldDisplay, type Frame } from '@quarterdeck/sdk';
import { lightTheme } from '../palette';
import { chartDrawing } from './chart/chart-option';
import { checkPicture } from './check/check-picture';
import { arcPath, bandsOf, gaugeShape, shareOf } from './gauge/gauge-shape';
import { heatmapData, heatmapPlan } from './heatmap/heatmap-plan';
import { linksOf } from './values/links';
import type { Scene } from './scene';
import { sharesOf } from './shares/shares';
import { tableColumns } from './table/table-cells';
import { shownValue } from './values/value-place';
import { writerOf } from './values/writer';

const scene: Scene = {
  range: { from: 1000, to: 2000, timezone: 'UTC' },
  annotations: [],
  theme: lightTheme,
  locale: 'en-GB',
  print: false,
  variables: { borough: ['Queens', 'Bronx'] },
};
const column = (display: FieldDisplay, ...values: number[]): Field => ({
  name: 'load',
  type: 'number',
  labels: { host: 'a/b' },
  values: Float64Array.from(values),
  display,
});
const names = (...dictionary: string[]): Field => ({
  name: 'name',
  type: 'string',
  dictionary,
  values: Uint32Array.from(dictionary, (_, at) => at),
});
const thresholds = {
  steps: [
    { value: 80, state: 'warn', label: 'Busy' },
    { value: 95, state: 'bad' },
  ],
} as const;

interface Drawn {
  readonly series: readonly { markLine?: { data: object[] }; markArea?: { data: object[][] }; data: unknown }[];
  readonly yAxis: readonly Record<string, unknown>[];
  readonly xAxis: readonly Record<string, unknown>[];
}

describe('the display on a chart', () => {
  const frames = (display: FieldDisplay): Frame[] => [
    frameOf('f', [{ name: 'time', type: 'time', values: Float64Array.of(1000, 2000) }, column(display, 40, 60)]),
  ];
  const data = {
    $columns: [
      [0, 0],
      [0, 1],
    ],
  };
  const line: ChartPicture = {
    kind: 'chart',
    option: { xAxis: { type: 'time' }, yAxis: {}, series: [{ type: 'line', data }] },
  };
  const drawn = (display: FieldDisplay, picture = line) =>
    chartDrawing(picture, frames(display), scene, { width: 800, height: 300 }).option as unknown as Drawn;

  it('draws thresholds as dashed lines with their name, or as areas too', () => {
    expect(drawn({ thresholds }).series[1]?.markLine?.data).toMatchObject([
      { yAxis: 80, name: 'Busy', lineStyle: { type: 'dashed', color: lightTheme.warn } },
      { yAxis: 95, name: '95' },
    ]);
    expect(drawn({ thresholds: { ...thresholds, show: 'areas' } }).series[1]?.markArea?.data).toMatchObject([
      [{ yAxis: 80 }, { yAxis: 95 }],
      [{ yAxis: 95 }, { yAxis: Infinity }],
    ]);
    expect(drawn({ thresholds: { ...thresholds, show: 'none' } }).series).toHaveLength(1);
  });

  it('keeps a line near the data in sight, and lets a far one go', () => {
    const steps = [
      { value: 100, state: 'warn' },
      { value: 100_000, state: 'bad' },
    ] as const;
    expect(drawn({ thresholds: { steps } }).series[1]?.data).toEqual([[1000, 100]]);
  });

  it('draws them upright where bars lie down', () => {
    const lying: ChartPicture = {
      kind: 'chart',
      option: { xAxis: { type: 'value' }, yAxis: { type: 'category', data: ['a'] }, series: [{ type: 'bar', data }] },
    };
    expect(drawn({ thresholds }, lying).series[1]?.markLine?.data).toMatchObject([{ xAxis: 80 }, { xAxis: 95 }]);
  });

  it('sets the ends of the scale, unless the widget did', () => {
    expect(drawn({ min: 10, max: 90 }).yAxis[0]).toMatchObject({ min: 10, max: 90 });
    const own = { ...line, option: { ...line.option, yAxis: { max: 70 } } };
    expect(drawn({ max: 90 }, own).yAxis[0]).toMatchObject({ max: 70 });
  });

  it('writes the numbers of legends and tooltips', () => {
    const display: FieldDisplay = { decimals: 1, mappings: [{ kind: 'value', value: '60', text: 'Sixty' }] };
    const { facts } = chartDrawing(line, frames(display), scene, { width: 800, height: 300 });
    expect([facts[0]!.formatter.full(60), facts[0]!.formatter.short(40)]).toEqual(['Sixty', '40.0']);
  });
});

describe('the display of a number', () => {
  it('keeps the decimals of the panel in tables too, unless the widget has its own', () => {
    expect(writerOf({}, { decimals: 1 }, 'en').full(2.3456)).toBe('2.3');
    expect(writerOf({ decimals: 2 }, { decimals: 0 }, 'en').short(2.3456)).toBe('2.35');
  });

  it('comes to a stat through its column', () => {
    const frames = [frameOf('f', [column({ thresholds }, 10, 97)])];
    expect(shownValue(97, [0, 0], frames, scene).reading).toEqual({ state: 'bad' });
    expect(shownValue(97, undefined, frames, scene).reading).toEqual({});
  });

  it('comes to every cell of a table', () => {
    const mappings = [{ kind: 'missing', text: 'No answer', state: 'muted' }] as const;
    const frames = [frameOf('f', [column({ thresholds, mappings }, 85, NaN)])];
    const [cells] = tableColumns({ kind: 'table', frame: 0 }, frames, scene);
    expect([cells!.text(0), cells!.reading(0)]).toEqual(['85', { state: 'warn', label: 'Busy' }]);
    expect([cells!.text(1), cells!.reading(1).state]).toEqual(['No answer', 'muted']);
  });
});

describe('the links of a value', () => {
  const address =
    '/x/{{label.host}}?v={{value}}&f={{from}}&t={{to}}&b={{borough}}&n={{name}}&c={{column.name}}&m={{field}}';
  const links = (template: string, more: Partial<Scene> = {}) => {
    const field = column({ links: [{ title: 'CRM', address: template }] }, 5);
    const frame = frameOf('f', [names('A & B'), field]);
    return linksOf({ field, frame, row: 0, value: 5 }, { ...scene, ...more });
  };

  it('are filled with what is known of it, each part encoded', () => {
    expect(links(address)).toEqual([
      {
        title: 'CRM',
        address: '/x/a%2Fb?v=5&f=1000&t=2000&b=Queens%2CBronx&n=A%20%26%20B&c=A%20%26%20B&m=load',
        isOutside: false,
      },
    ]);
    expect(links('https://crm.example/{{value}}')[0]?.isOutside).toBe(true);
  });

  it('are none where a part is missing, where they could run something, and on paper', () => {
    expect([links('/{{nobody}}'), links('javascript:alert(1)'), links('/x', { print: true })]).toEqual([[], [], []]);
  });
});

describe('a pie', () => {
  it('lists its slices with value and share, and its whole', () => {
    const frames = [frameOf('f', [names('a', 'b'), column({}, 30, 10)])];
    const $columns = [
      [0, 0],
      [0, 1],
    ];
    const picture: ChartPicture = {
      kind: 'chart',
      option: { color: ['#111111', '#222222'], series: [{ type: 'pie', radius: ['50%', '90%'], data: { $columns } }] },
    };
    expect(sharesOf(picture, frames, scene)).toMatchObject({
      total: '40',
      slices: [
        { name: 'a', color: '#111111', text: '30', share: '75 %' },
        { name: 'b', color: '#222222', share: '25 %' },
      ],
    });
  });
});

describe('a gauge', () => {
  it('is an arc where there is room, else a bar', () => {
    expect(gaugeShape({ width: 300, height: 200 }, true).kind).toBe('arc');
    expect(gaugeShape({ width: 300, height: 60 }, true).kind).toBe('bar');
  });

  it('never runs beyond its ends', () => {
    expect([shareOf(-5, 0, 10), shareOf(5, 0, 10), shareOf(50, 0, 10)]).toEqual([0, 0.5, 1]);
    const arc = { ...gaugeShape({ width: 200, height: 200 }, false), x: 0, y: 0 };
    expect(arcPath(arc, 10, 0, 1)).toBe('M-8.66 5A10 10 0 1 1 8.66 5');
  });

  it('shows the steps of its thresholds as stretches', () => {
    expect(bandsOf({ thresholds }, 0, 100)).toEqual([
      { from: 0.8, to: 0.95, state: 'warn' },
      { from: 0.95, to: 1, state: 'bad' },
    ]);
  });
});

describe('a heatmap', () => {
  const cells = frameOf('cells', [
    { ...names('x', 'y'), values: Uint32Array.of(0, 1, 0, 1) } as Field,
    { ...names('A', 'B'), name: 'row', values: Uint32Array.of(0, 0, 1, 1) } as Field,
    column({}, 0, 6, NaN, 12),
  ]);
  const picture = { kind: 'heatmap', x: [0, 0], y: [0, 1], value: [0, 2] } as const;

  it('steps evenly from its lowest to its highest value, and leaves the unknown empty', () => {
    const data = heatmapData(picture, [cells]);
    expect(data).toMatchObject({ columns: ['x', 'y'], rows: ['A', 'B'], bounds: [0, 2, 4, 6, 8, 10, 12] });
    expect(data.cells.map(({ column: x, row, step }) => [x, row, step])).toEqual([
      [0, 0, 0],
      [1, 0, 3],
      [1, 1, 5],
    ]);
  });

  it('labels what has room', () => {
    const plan = heatmapPlan(heatmapData(picture, [cells]), { width: 40, height: 30 });
    expect(plan.every).toEqual({ column: 2, row: 4 });
  });
});

describe('the check of the new pictures', () => {
  const frames = [frameOf('f', [names('a'), column({}, 1)])];
  const heat = { kind: 'heatmap', x: [0, 0], y: [0, 0], value: [0, 1] };
  it.each([
    { kind: 'gauge', value: 1, min: 0, max: 2, column: [0, 1] },
    heat,
    { kind: 'stat', value: 1, column: [0, 1], note: 'A note' },
  ])('lets through %j', (picture) => {
    expect(checkPicture(picture, frames)).toEqual(picture);
  });

  it.each([
    [{ kind: 'gauge', value: 1, min: 2, max: 2 }, /"min" and a "max"/],
    [{ kind: 'gauge', value: 'x', min: 0, max: 2 }, /value of a gauge/],
    [{ ...heat, value: [0, 0] }, /column of type string/],
    [{ ...heat, value: [0, 7] }, /does not exist/],
    [{ kind: 'stat', value: 1, note: 'x'.repeat(301) }, /one short sentence/],
    [
      {
        kind: 'stat',
        value: 1,
        derived: [{ ...frames[0], fields: [{ ...column({}, 1), display: { mappings: 'x' } }] }],
      },
      /not one that the host gave/,
    ],
  ])('refuses %j', (picture, sentence) => {
    expect(() => checkPicture(picture, frames)).toThrow(sentence);
  });
});

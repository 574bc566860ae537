import { frame, frameOf, NO_STRING, type Frame } from '../frame.js';
import type { Theme } from '../widget.js';

export type Shape = 'timeseries' | 'table' | 'scalar';

const FROM = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;

/** The window of every sample: two days of January 2026. */
export const sampleRange = { from: FROM, to: FROM + 48 * 60 * MINUTE, timezone: 'Europe/Paris' };

const times = (count: number, stepMs: number) => Float64Array.from({ length: count }, (_, at) => FROM + at * stepMs);
const wave = (count: number, phase: number) =>
  Float64Array.from({ length: count }, (_, at) => 100 + 40 * Math.sin(at / 7 + phase) + (at % 5));

/** Frames of one shape as a datasource would answer them: new ones at each call, so that a change of one is seen. */
export function sampleOf(shape: Shape): Frame[] {
  switch (shape) {
    case 'timeseries':
      return ['north', 'south', 'east'].map(requests);
    case 'table':
      return [people()];
    case 'scalar':
      return [
        frameOf('total', [{ name: 'total', type: 'number', unit: 'currency:EUR', values: Float64Array.of(1234.5) }]),
      ];
  }
}

function requests(region: string, phase: number): Frame {
  return frameOf('requests', [
    { name: 'time', type: 'time', values: times(96, 30 * MINUTE) },
    { name: 'value', type: 'number', metric: 'requests', labels: { region }, unit: 'ms', values: wave(96, phase) },
  ]);
}

function people(): Frame {
  const rows = frame('people', {
    since: 'time',
    name: 'string',
    score: { type: 'number', unit: 'percent' },
    active: 'boolean',
  });
  rows.push({ since: FROM, name: 'Ada <b>& Co</b>', score: 12.5, active: true });
  rows.push({ since: FROM + MINUTE, name: 'Łukasz', score: null, active: null });
  rows.push({ since: null, name: null, score: -3, active: false });
  return rows.build();
}

/** The same columns without a row. */
export function emptied({ name, fields }: Frame): Frame {
  return frameOf(name, fields.map((field) => ({ ...field, values: field.values.slice(0, 0) })) as Frame['fields']);
}

/** The same frame with every value missing. */
export function unknown({ name, fields }: Frame): Frame {
  const missing = { time: NaN, number: NaN, boolean: 255, string: NO_STRING };
  return frameOf(
    name,
    fields.map((field) => ({ ...field, values: field.values.slice().fill(missing[field.type]) })) as Frame['fields'],
  );
}

/** A series of 100,000 points with a gap in its middle. */
export function longFrame(): Frame {
  const values = wave(100_000, 0);
  values.fill(NaN, 40_000, 41_000);
  return frameOf('long', [
    { name: 'time', type: 'time', values: times(100_000, 1728) },
    { name: 'value', type: 'number', metric: 'long', values },
  ]);
}

/** Colours that no product uses, so that a colour of a picture can be traced to the theme. */
export function sampleTheme(dark: boolean): Theme {
  const tone = (at: number) => `#${dark ? 'd' : '1'}${String(at).padStart(2, '0')}abc`;
  const [ink = '', muted = '', line = '', surface = '', accent = '', good = '', warn = '', bad = ''] = Array.from(
    { length: 8 },
    (_, at) => tone(at),
  );
  const series = Array.from({ length: 8 }, (_, at) => tone(20 + at));
  return { dark, ink, muted, line, surface, accent, good, warn, bad, series };
}

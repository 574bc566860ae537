import { MetricsQuery } from '@quarterdeck/sdk/api/metric-queries';
import { nameStep, stepNamed } from '../reading/buckets.js';
import { moved } from './local-time.js';
import { needsGrid, planOf, windowBegins } from './plan.js';
import { stepFor } from './steps.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const query = (more: object) => MetricsQuery.parse({ metric: 'm', ...more });
const needs = { spanMs: DAY, maxPoints: 1000, spacingMs: 0, series: 1 };
const step = (queries: object[], more: object = {}) =>
  nameStep(stepFor(queries.map(query), { ...needs, ...more }).step);

describe('the width of the buckets of a question', () => {
  it('is what it asks for, else what suits the range, and never closer than the points lie', () => {
    expect(step([{ every: '1h' }])).toBe('1 h');
    expect(step([{}])).toBe('2 min');
    expect(step([{}], { spacingMs: 240_000 })).toBe('5 min');
    expect(step([{ every: '1h' }, { every: '1d' }, {}])).toBe('1 day');
  });

  it('is wider where the series are too many for it, and says so', () => {
    const chosen = stepFor([query({ every: '1m' })], { ...needs, spanMs: 30 * DAY, series: 5000 });
    expect([nameStep(chosen.step), chosen.widened]).toEqual(['12 h', true]);
  });

  it('goes a whole number of times into the time that it is compared with', () => {
    expect(step([{ offset: '5m' }])).toBe('1 min');
    expect(step([{ offset: '1mo' }], { spanMs: 365 * DAY, maxPoints: 60 })).toBe('1 day');
    expect(step([{ every: '1mo', offset: '1y' }])).toBe('1 month');
    expect(() => step([{ every: '1w', offset: '1mo' }])).toThrow('Choose buckets of 1 day.');
    expect(() => step([{ every: '1d', offset: '1h' }])).toThrow('Choose buckets of 1 h.');
  });
});

describe('what a question reads', () => {
  it('needs common buckets only where it says so', () => {
    expect(
      [{}, { aggregate: 'max' }, { fill: 'none' }, { aggregate: 'quantile' }].map((one) => needsGrid(query(one))),
    ).toEqual([false, false, false, false]);
    const more = [{ every: '1h' }, { combine: 'sum' }, { groupBy: ['a'] }, { fill: 'zero' }, { offset: '1d' }];
    expect(more.map((one) => needsGrid(query(one)))).toEqual([true, true, true, true, true]);
  });

  it('begins early enough for the first moving average', () => {
    const range = { from: Date.UTC(2026, 0, 10), to: Date.UTC(2026, 0, 12), timezone: 'UTC', maxPoints: 100 };
    const plan = planOf(query({ movingAverage: 7 }), range, stepNamed('1d'), true);
    expect([plan.begin, plan.times.length]).toEqual([6, 8]);
    const week = planOf(query({ movingAverage: '7d' }), range, stepNamed('1d'), true);
    const begins = windowBegins('7d', week.times, 'UTC');
    expect([...week.times.keys()].map(begins).at(-1)).toBe(week.times.length - 7);
  });
});

describe('a question that looks too far back', () => {
  const range = { from: Date.UTC(2026, 0, 10), to: Date.UTC(2026, 0, 12), timezone: 'UTC', maxPoints: 100 };

  it.each([
    [{ movingAverage: '9999y' }, '1y', 'query.too-long'],
    [{ movingAverage: '100d' }, '1m', 'query.too-long'],
    [{ offset: '9999y' }, '1y', 'query.too-early'],
  ])('is refused: %j', (more, every, code) => {
    expect(() => planOf(query(more), range, stepNamed(every), true)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a moment on the calendar', () => {
  it.each([
    ['2026-03-30T10:00Z', '1d', 'Europe/Berlin', '2026-03-29T10:00:00.000Z'],
    ['2026-03-29T10:00Z', '1d', 'Europe/Berlin', '2026-03-28T11:00:00.000Z'],
    ['2026-03-29T10:00Z', '24h', 'Europe/Berlin', '2026-03-28T10:00:00.000Z'],
    ['2026-10-25T11:00Z', '1w', 'Europe/Berlin', '2026-10-18T10:00:00.000Z'],
    ['2026-04-05T00:00Z', '1d', 'Australia/Lord_Howe', '2026-04-03T23:30:00.000Z'],
    ['2026-03-15T00:00Z', '1mo', 'Asia/Kathmandu', '2026-02-15T00:00:00.000Z'],
    ['2024-02-28T00:00Z', '1y', 'UTC', '2023-02-28T00:00:00.000Z'],
  ])('%s minus %s in %s', (from, duration, zone, expected) => {
    expect(new Date(moved(Date.parse(from), duration, -1, zone)).toISOString()).toBe(expected);
  });

  it('is missing where there is no such day', () => {
    expect(moved(Date.UTC(2026, 2, 31), '1mo', -1, 'UTC')).toBeNaN();
    expect(moved(Date.UTC(2024, 1, 29), '1y', -1, 'UTC')).toBeNaN();
  });
});

import type { SeriesKey } from '@quarterdeck/sdk/api/metrics';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../platform/config.js';
import type { PointColumns } from '../metrics/metrics.service.js';
import { zonedTimes } from '@quarterdeck/sdk/csv/zoned-time';

export const TAXI_ZONE = 'America/New_York';
const FOLDER = join(PROJECT_ROOT, 'examples/data/nab');

interface DemoFile {
  readonly path: string;
  readonly series: SeriesKey;
  readonly timezone: string;
}

const adExchange = (exchange: string, measure: 'cpc' | 'cpm'): DemoFile => ({
  path: `exchange-${exchange}_${measure}_results.csv`,
  series: { metric: `ads.${measure}`, labels: { exchange: `exchange ${exchange}` }, unit: 'currency:USD' },
  timezone: 'UTC',
});

/** Real series of the Numenta Anomaly Benchmark (MIT, see examples/data). */
const FILES: readonly DemoFile[] = [
  {
    path: 'nyc_taxi.csv',
    series: { metric: 'taxi.passengers', labels: { city: 'New York' }, unit: 'passengers' },
    timezone: TAXI_ZONE,
  },
  adExchange('2', 'cpc'),
  adExchange('3', 'cpc'),
  adExchange('2', 'cpm'),
  adExchange('3', 'cpm'),
];

export interface DemoSeries {
  readonly series: SeriesKey;
  readonly points: PointColumns;
}

export const readDemoData = (): Promise<DemoSeries[]> => Promise.all(FILES.map(readSeries));

async function readSeries({ path, series, timezone }: DemoFile): Promise<DemoSeries> {
  const text = await readFile(join(FOLDER, path), 'utf8');
  const toInstant = zonedTimes(timezone);
  const rows = text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',') as [string, string]);
  return {
    series,
    points: {
      series: new Int32Array(rows.length),
      times: Float64Array.from(rows, ([time]) => toInstant(time)),
      values: Float64Array.from(rows, ([, value]) => Number(value)),
    },
  };
}

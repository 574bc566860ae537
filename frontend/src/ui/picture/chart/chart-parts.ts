import { fetchCode } from '../../missing-code';

/** Parts of ECharts that not every chart needs: each comes with the first one that does. */
const PARTS = {
  more: () => import('./echarts-more'),
  paper: () => import('./echarts-on-paper'),
};
export type ChartPart = keyof typeof PARTS;

const present = new Set<ChartPart>();
/** What a line chart can say without more; lines that mark something need it. */
const MARKS = ['markLine', 'markArea', 'markPoint', 'label', 'labelLayout'];

/** Which parts are still to be fetched before ECharts can draw this. */
export function missingParts(option: Record<string, unknown>, onPaper: boolean): ChartPart[] {
  const needed: ChartPart[] = [
    ...(isPlain(option.series) ? [] : ['more' as const]),
    ...(onPaper ? ['paper' as const] : []),
  ];
  return needed.filter((part) => !present.has(part));
}

/** Throws `MissingCode`. */
export async function fetchParts(parts: readonly ChartPart[]): Promise<void> {
  await Promise.all(parts.map((part) => fetchCode<unknown>(PARTS[part])));
  for (const part of parts) present.add(part);
}

const isPlain = (series: unknown): boolean =>
  Array.isArray(series) &&
  (series as Record<string, unknown>[]).every((one) => one.type === 'line' && MARKS.every((name) => !(name in one)));

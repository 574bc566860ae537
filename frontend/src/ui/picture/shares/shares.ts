import { formatterOf, type ChartPicture, type Frame } from '@quarterdeck/sdk';
import { isColumns, slicesOf } from '../values/columns';
import { valuePlace } from '../chart/chart-places';
import type { Scene, Size } from '../scene';
import { listOf, valueField, type SeriesOption } from '../chart/series-facts';
import { linksOf, type ValueLink } from '../values/links';
import { writerOf } from '../values/writer';

/** One slice of a pie as its list says it. */
export interface Share {
  readonly name: string;
  readonly color: string;
  readonly text: string;
  readonly full: string;
  /** `12.4 %` of the whole. */
  readonly share: string;
  readonly links: readonly ValueLink[];
}
export interface Shares {
  readonly slices: readonly Share[];
  /** The whole, in the middle of a ring; empty where the pie has no hole. */
  readonly total: string;
}

const LINE = 20;
const NARROWEST = 260;

/** Whether the list of a pie stands beside it: the place that leaves the larger circle. */
export function isBeside({ width, height }: Size, slices: number): boolean {
  const below = Math.min(width, height - Math.min(slices * LINE + 4, height / 2));
  return width >= NARROWEST && Math.min(width * 0.46, height) >= below;
}

/** The slices of the one pie of a chart; null for every other chart. */
export function sharesOf(picture: ChartPicture, frames: readonly Frame[], scene: Scene): Shares | null {
  const { option, formats } = picture;
  const [pie, ...others] = listOf<SeriesOption>(option.series);
  if (pie?.type !== 'pie' || others.length > 0 || !isColumns(pie.data)) return null;
  const slices = slicesOf(pie.data.$columns, frames);
  const colours = coloursOf(option, scene);
  const { short, full } = writerOf(formats?.series?.[0] ?? {}, valueField(pie, frames)?.display, scene.locale);
  const total = slices.reduce((sum, { value }) => sum + (Number.isFinite(value) ? value : 0), 0);
  const percent = formatterOf({ unit: 'ratio' }, scene.locale);
  return {
    total: isRing(pie) ? short(total) : '',
    slices: slices.map(({ name, value }, at) => ({
      name,
      color: colours[at % colours.length] ?? scene.theme.muted,
      text: short(value),
      full: full(value),
      share: total > 0 && Number.isFinite(value) ? percent.short(value / total) : '–',
      links: linksAt(picture, frames, at, scene),
    })),
  };
}

function linksAt(picture: ChartPicture, frames: readonly Frame[], row: number, scene: Scene): ValueLink[] {
  const place = valuePlace(picture, frames, { series: 0, row });
  return place ? linksOf(place, scene) : [];
}

/** The colours that a chart names, else those of series. */
export function coloursOf({ color }: ChartPicture['option'], { theme }: Scene): readonly string[] {
  const named = listOf(color).filter((one): one is string & typeof one => typeof one === 'string');
  return named.length > 0 ? named : theme.series;
}

const isRing = ({ radius }: SeriesOption) => Array.isArray(radius) && radius[0] !== 0 && radius[0] !== '0%';

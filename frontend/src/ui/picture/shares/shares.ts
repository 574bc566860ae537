import { formatterOf, type ChartPicture, type Frame } from '@quarterdeck/sdk';
import { isColumns, slicesOf, type ColumnsNode } from '../values/columns';
import { valuePlace } from '../chart/chart-places';
import type { Scene, Size } from '../scene';
import { changeSince, type EarlierPicture } from '../chart/earlier';
import { listOf, valueField, type SeriesOption } from '../chart/series-facts';
import { deltaText } from '../stat/stat-parts';
import { linksOf, type ValueLink } from '../values/links';
import { valuesThen, type NamedValue } from '../values/named-values';
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
  /** Since the earlier time: `+12 %`; empty where that is not known. Undefined where nothing is compared. */
  readonly change?: string;
  readonly then?: string;
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
export function sharesOf(
  picture: ChartPicture,
  frames: readonly Frame[],
  scene: Scene,
  before: EarlierPicture<ChartPicture> | null = null,
): Shares | null {
  const { option, formats } = picture;
  const pie = pieOf(option);
  if (!pie) return null;
  const slices = slicesOf(pie.data.$columns, frames);
  const colours = coloursOf(option, scene);
  const { short, full } = writerOf(formats?.series?.[0] ?? {}, valueField(pie, frames)?.display, scene.locale);
  const total = totalOf(slices);
  const sinceThen = changesSince(slices, before, full, scene.locale);
  return {
    total: isRing(pie) ? short(total) : '',
    slices: slices.map(({ name, value }, at) => ({
      name,
      color: colours[at % colours.length] ?? scene.theme.muted,
      text: short(value),
      full: full(value),
      share: shareText(value, total, scene.locale),
      links: linksAt(picture, frames, at, scene),
      ...sinceThen[at],
    })),
  };
}

function pieOf({ series }: ChartPicture['option']): (SeriesOption & { readonly data: ColumnsNode }) | null {
  const [pie, ...others] = listOf<SeriesOption>(series);
  if (pie?.type !== 'pie' || others.length > 0 || !isColumns(pie.data)) return null;
  return { ...pie, data: pie.data };
}

const totalOf = (slices: readonly NamedValue[]) =>
  slices.reduce((sum, { value }) => sum + (Number.isFinite(value) ? value : 0), 0);

const shareText = (value: number, total: number, locale: string) =>
  total > 0 && Number.isFinite(value) ? formatterOf({ unit: 'ratio' }, locale).short(value / total) : '–';

/** How much each slice has changed; nothing where the earlier picture is no pie. */
function changesSince(
  slices: readonly NamedValue[],
  before: EarlierPicture<ChartPicture> | null,
  full: (value: number) => string,
  locale: string,
): Pick<Share, 'change' | 'then'>[] {
  const pie = before && pieOf(before.picture.option);
  if (!pie) return [];
  const names = slices.map(({ name }) => name);
  return valuesThen(names, slicesOf(pie.data.$columns, before.frames)).map((then, at) => {
    const value = slices[at]?.value ?? NaN;
    const change = changeSince({ value: Number.isFinite(value) ? value : null }, then)?.value ?? null;
    return { change: change === null ? '' : deltaText(change, locale), then: then === null ? '' : full(then) };
  });
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

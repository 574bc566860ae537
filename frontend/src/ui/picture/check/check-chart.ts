import type { ChartPicture, Frame } from '@quarterdeck/sdk';
import { checkColumn, checkFormat } from './check-parts';
import { isColumns } from '../values/columns';
import { fail, isRecord, type Plain } from './plain-copy';

const MOST_SERIES = 100;
const MOST_AXES = 4;
const SERIES_TYPES = ['line', 'bar', 'scatter', 'pie'];
const AXIS_TYPES = ['time', 'value', 'category', 'log'];
const SYMBOLS = ['circle', 'rect', 'roundRect', 'triangle', 'diamond', 'pin', 'arrow', 'none'];

/** What the option of a chart may say, by the component that says it. What is not here can reach out, hide or mislead. */
const COMPONENTS = ['animation', 'grid', 'xAxis', 'yAxis', 'series', 'color'];
const STYLE =
  words(`show color backgroundColor opacity width type cap join dashOffset borderColor borderWidth borderType borderRadius
  shadowBlur shadowColor shadowOffsetX shadowOffsetY`);
const TEXT =
  words(`show color fontSize fontWeight fontStyle lineHeight align verticalAlign position distance offset rotate
  inside margin overflow width ellipsis padding backgroundColor formatter hideOverlap interval showMinLabel showMaxLabel`);
const POSITION = words(
  `left right top bottom width height outerBoundsMode outerBoundsContain outerBounds containLabel`,
);
const AXIS =
  words(`type name nameLocation nameGap position offset inverse boundaryGap min max scale splitNumber minInterval
  maxInterval interval logBase data axisLine axisTick minorTick splitLine minorSplitLine axisLabel nameTextStyle lineStyle
  onZero length alignWithLabel alignTicks silent gridIndex show`);
const SERIES =
  words(`type id name data color xAxisIndex yAxisIndex stack stackStrategy smooth step connectNulls sampling
  showSymbol showAllSymbol symbol symbolSize symbolRotate silent z zlevel clip large animation barWidth barMaxWidth
  barMinWidth barMinHeight barGap barCategoryGap roundCap radius center roseType startAngle endAngle padAngle clockwise
  minAngle minShowLabelAngle avoidLabelOverlap selectedMode lineStyle areaStyle itemStyle label endLabel labelLine
  labelLayout emphasis blur select markLine markArea markPoint focus blurScope scale origin moveOverlap x y xAxis yAxis
  value coord valueDim valueIndex disabled length2 precision`);
const ALLOWED = new Set([...COMPONENTS, ...STYLE, ...TEXT, ...POSITION, ...AXIS, ...SERIES]);
/** Where any text of a person may stand: it is drawn, never interpreted. */
const SPOKEN = new Set(['name', 'data', 'id', 'stack']);
/** Would be asked for over the network, or be read as markup. */
const REACHING = /url\s*\(|:\/\/|^\s*(?:data|javascript|path):/i;

/** The rules for a chart: known components, known keys, series that exist, data by reference. Throws a PictureError. */
export function checkChart(picture: Record<string, Plain>, frames: readonly Frame[]): ChartPicture {
  const { option, formats, legend } = picture;
  if (!isRecord(option)) return fail('A chart has an "option".');
  for (const name of Object.keys(option)) {
    if (!COMPONENTS.includes(name)) fail(`A chart may not use "${name}". It may use ${COMPONENTS.join(', ')}.`);
  }
  checkSeries(listOf(option.series));
  for (const axes of [option.xAxis, option.yAxis] as Plain[]) checkAxes(listOf(axes));
  walk(option, 'option', '', frames);
  if (formats !== undefined) checkFormats(formats);
  if (legend !== undefined && !['auto', 'table', 'none'].includes(legend as string)) {
    fail('The legend of a chart is "auto", "table" or "none".');
  }
  const rest = { ...(formats ? { formats } : {}), ...(legend ? { legend } : {}) };
  return { kind: 'chart', option, ...rest } as unknown as ChartPicture;
}

function checkSeries(series: readonly Plain[]): void {
  if (series.length > MOST_SERIES) fail(`A chart shows at most ${MOST_SERIES} series.`);
  for (const one of series) {
    const type = isRecord(one) ? one.type : undefined;
    if (!SERIES_TYPES.includes(type as string))
      fail(`${JSON.stringify(type)} is no series of a chart: ${SERIES_TYPES.join(', ')}.`);
  }
}

function checkAxes(axes: readonly Plain[]): void {
  if (axes.length > MOST_AXES) fail(`A chart has at most ${MOST_AXES} axes on each side.`);
  for (const axis of axes) {
    const type = isRecord(axis) ? (axis.type ?? 'value') : undefined;
    if (!AXIS_TYPES.includes(type as string))
      fail(`${JSON.stringify(type)} is no type of axis: ${AXIS_TYPES.join(', ')}.`);
  }
}

function checkFormats(formats: Plain): void {
  const { yAxis = [], series = [] } = isRecord(formats) ? formats : fail('"formats" is an object.');
  for (const [place, list] of Object.entries({ yAxis, series })) {
    if (!Array.isArray(list)) return fail(`formats.${place} is a list.`);
    list.forEach((format, at) => checkFormat(format, `formats.${place}[${at}]`));
  }
}

function walk(value: Plain, place: string, key: string, frames: readonly Frame[]): void {
  if (isColumns(value)) return checkColumns(value.$columns, place, key, frames);
  if (Array.isArray(value)) return value.forEach((one, at) => walk(one, `${place}[${at}]`, key, frames));
  if (typeof value === 'string') return checkText(value, place, key);
  if (!isRecord(value)) return;
  for (const [name, one] of Object.entries(value as Record<string, Plain>)) {
    if (!ALLOWED.has(name)) fail(`${place} may not use "${name}".`);
    walk(one, `${place}.${name}`, name, frames);
  }
}

function checkColumns(refs: unknown, place: string, key: string, frames: readonly Frame[]): void {
  if (key !== 'data') fail(`Columns stand only under "data", not at ${place}.`);
  if (!Array.isArray(refs) || refs.length === 0 || refs.length > 4)
    return fail(`${place}.$columns lists one to four columns.`);
  for (const ref of refs) checkColumn(ref, frames, `${place}.$columns`);
}

function checkText(text: string, place: string, key: string): void {
  if (SPOKEN.has(key)) return;
  if (text.length > 200) fail(`The text at ${place} is too long.`);
  if (REACHING.test(text) || /[<>\\]/.test(text)) fail(`The text at ${place} could reach out of the picture.`);
  if (key === 'symbol' && !SYMBOLS.includes(text)) fail(`"${text}" is no symbol: ${SYMBOLS.join(', ')}.`);
}

function listOf(value: Plain | undefined): readonly Plain[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

import { cellAt, isLinkAddress, linkAddress, type Field, type Frame } from '@quarterdeck/sdk';
import type { Scene } from '../scene';
import { linkTarget } from './link-target';

/** A link of a value, ready to be followed. */
export interface ValueLink {
  readonly title: string;
  readonly address: string;
  /** Leaves the product, so it opens beside it. */
  readonly isOutside: boolean;
}

/** A value on a picture: its column, and its row where it is one of several. */
export interface ValuePlace {
  readonly field: Field;
  readonly frame: Frame | undefined;
  readonly row: number | null;
  readonly value: string | number | boolean | null;
  /** What a chart calls the series; else the words for the column are those of its labels. */
  readonly series?: string;
}

/** The links of a value; none on paper, where nobody can follow them, and none for which a part is missing. */
export function linksOf(place: ValuePlace, scene: Scene): ValueLink[] {
  const links = place.field.display?.links ?? [];
  if (scene.print || links.length === 0) return [];
  return links.flatMap(({ title, address: template }) => {
    const filled = isLinkAddress(template) ? linkAddress(template, (name) => valueOf(name, place, scene)) : null;
    const address = filled === null ? null : linkTarget(filled, scene);
    return address === null ? [] : [{ title, address, isOutside: !address.startsWith('/') }];
  });
}

/** What may stand in the braces of a template. A word that is none of these means a variable, then a column of the row. */
function valueOf(name: string, place: ValuePlace, scene: Scene): string | null {
  const inner = name.slice(name.indexOf('.') + 1);
  if (name.startsWith('label.')) return place.field.labels?.[inner] ?? cellOf(inner, place);
  if (name.startsWith('column.')) return cellOf(inner, place);
  const own = ownWords(place, scene);
  if (Object.hasOwn(own, name)) return own[name] ?? null;
  return scene.variables?.[name]?.join(',') ?? cellOf(name, place);
}

const ownWords = (place: ValuePlace, { range }: Scene): Readonly<Record<string, string | null>> => {
  const { field, value, series } = place;
  const span = spanOf(place, range.to);
  return {
    from: String(Math.round(range.from)),
    to: String(Math.round(range.to)),
    value: value === null || Number.isNaN(value) ? null : String(value),
    field: field.metric ?? field.name,
    series: nameOf(field, series),
    time: span && String(span.from),
    timeEnd: span && String(span.to),
  };
};

const nameOf = ({ labels, metric, name }: Field, series = ''): string =>
  [series, Object.values(labels ?? {}).join(', '), metric ?? ''].find((one) => one !== '') ?? name;

/** From when to when the value of a row counts: a bucket has its width, a point ends where the next begins. */
function spanOf({ frame, row }: ValuePlace, end: number): { from: number; to: number } | null {
  const times = frame?.fields.find(({ type }) => type === 'time');
  if (!frame || !times || row === null) return null;
  const [from, next] = [row, row + 1].map((at) => (at < frame.length ? cellAt(times, at) : null));
  if (typeof from !== 'number') return null;
  const width = frame.resolutionMs ?? 0;
  if (width > 0) return { from, to: from + width };
  return { from, to: typeof next === 'number' && next > from ? next : Math.max(end, from + 1) };
}

function cellOf(name: string, { frame, row, field, value }: ValuePlace): string | null {
  if (field.name === name) return value === null ? null : String(value);
  const column = frame?.fields.find((one) => one.name === name);
  const cell = column && row !== null ? cellAt(column, row) : null;
  return cell === null ? null : String(cell);
}

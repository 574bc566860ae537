import type { TransformOf } from '../api/transforms.js';
import { cellAt, frameOf, type Field, type Frame, type Provenance } from '../frame.js';
import { cellsOf, columnOf, fieldWithRows, headingOf, type Cell } from './cells.js';
import { findField, framesWith } from './columns.js';
import { requireRoom } from './transform-problem.js';

/** Rows with the same value stand beside each other; rows of one frame that share a value meet each of the other's. */
export function join(frames: readonly Frame[], { on, how }: TransformOf<'join'>): Frame[] {
  const fitting = framesWith(frames, [on]);
  const [first, ...others] = fitting;
  if (!first || others.length === 0) return [...fitting];
  const joined = others.reduce((left, right) => joinedTwo(left, right, { on, how }), first);
  const told = provenanceOf(fitting);
  return [frameOf('joined', how === 'outer' ? sortedBy(on, joined.fields) : joined.fields, told)];
}

function joinedTwo(left: Frame, right: Frame, { on, how }: Pick<TransformOf<'join'>, 'on' | 'how'>): Frame {
  const [leftKey, rightKey] = [findField(left, on) as Field, findField(right, on) as Field];
  const pairs = pairsOf(leftKey, rightKey, { how, columns: left.fields.length + right.fields.length });
  const [leftRows, rightRows] = [pairs.map(([row]) => row), pairs.map(([, row]) => row)];
  const keys = pairs.map(([row, partner]) => (row < 0 ? cellAt(rightKey, partner) : cellAt(leftKey, row)));
  return frameOf(
    'joined',
    withDistinctNames([
      columnOf(headingOf(leftKey), leftKey.type, keys),
      ...without(left, on).map((field) => fieldWithRows(field, leftRows)),
      ...without(right, on).map((field) => fieldWithRows(field, rightRows)),
    ]),
  );
}

interface Pairing {
  readonly how: TransformOf<'join'>['how'];
  /** Of both frames. */
  readonly columns: number;
}
/** Which row stands beside which; -1 where one has no partner. A missing value is the same as nothing, not as another. */
function pairsOf(left: Field, right: Field, { how, columns }: Pairing): [left: number, right: number][] {
  const places = new Map<Cell, number[]>();
  cellsOf(right).forEach((cell, row) => {
    const known = places.get(cell);
    if (known) known.push(row);
    else if (cell !== null) places.set(cell, [row]);
  });
  const alone = how === 'inner' ? [] : [-1];
  const cells = cellsOf(left);
  const count = cells.reduce<number>((sum, cell) => sum + (places.get(cell) ?? alone).length, 0);
  requireRoom(count + right.values.length, columns);
  const pairs = cells.flatMap((cell, row) =>
    (places.get(cell) ?? alone).map((partner): [number, number] => [row, partner]),
  );
  if (how !== 'outer') return pairs;
  const met = new Set(pairs.map(([, partner]) => partner));
  const lonely = Array.from(right.values, (_, row) => row).filter((row) => !met.has(row));
  return [...pairs, ...lonely.map((row): [number, number] => [-1, row])];
}

const without = ({ fields }: Frame, name: string): Field[] => fields.filter((field) => field.name !== name);

function sortedBy(name: string, fields: readonly Field[]): readonly Field[] {
  const key = fields.find((field) => field.name === name);
  if (key?.type !== 'time' && key?.type !== 'number') return fields;
  const { values } = key;
  const rows = Array.from(values, (_, row) => row).sort((a, b) => (values[a] ?? NaN) - (values[b] ?? NaN) || a - b);
  return fields.map((field) => fieldWithRows(field, rows));
}

/** Row by row beside each other; shorter frames end in missing values. */
export function concatenate(frames: readonly Frame[]): Frame[] {
  if (frames.length < 2) return [...frames];
  const length = frames.reduce((most, one) => Math.max(most, one.length), 0);
  requireRoom(
    length,
    frames.reduce((sum, { fields }) => sum + fields.length, 0),
  );
  const rows = Array.from({ length }, (_, row) => row);
  const fields = frames.flatMap((one) => one.fields.map((field) => fieldWithRows(field, rows)));
  return [frameOf('side by side', withDistinctNames(fields), provenanceOf(frames))];
}

/** All rows below one another; a column tells of which frame each is, and every label becomes a column. */
export function merge(frames: readonly Frame[], { as }: TransformOf<'merge'>): Frame[] {
  if (frames.length === 0) return [];
  const labels = [...new Set(frames.flatMap((one) => one.fields.flatMap(({ labels = {} }) => Object.keys(labels))))];
  const shapes = frames.map(plainShape);
  const names = [...new Set(shapes.flatMap((fields) => fields.map(({ name }) => name)))];
  requireRoom(
    frames.reduce((sum, { length }) => sum + length, 0),
    names.length + labels.length + 1,
  );
  const columns = names.map((name) => {
    const [like] = shapes.flatMap((fields) => fields.filter((field) => field.name === name));
    const cells = shapes.flatMap((fields, at) => {
      const field = fields.find((one) => one.name === name);
      return Array.from({ length: frames[at]?.length ?? 0 }, (_, row) => (field ? cellAt(field, row) : null));
    });
    const types = new Set(
      shapes.flatMap((fields) => fields.filter((one) => one.name === name).map(({ type }) => type)),
    );
    return columnOf(sharedHeading(shapes, name), types.size === 1 ? (like as Field).type : 'string', cells);
  });
  const repeated = (head: string, text: (one: Frame) => string | null) =>
    columnOf(
      { name: head },
      'string',
      frames.flatMap((one) => Array<string | null>(one.length).fill(text(one))),
    );
  const fromLabels = labels
    .filter((label) => !names.includes(label))
    .map((label) =>
      repeated(label, ({ fields }) => fields.find(({ labels = {} }) => label in labels)?.labels?.[label] ?? null),
    );
  return [frameOf('merged', [...columns, repeated(as, ({ name }) => name), ...fromLabels], provenanceOf(frames))];
}

/** A series' one column of numbers is named after the series; below one another they are one column. */
function plainShape({ fields }: Frame): readonly Field[] {
  const numbers = fields.filter(({ type }) => type === 'number');
  const [only] = numbers;
  if (numbers.length !== 1 || !only?.metric) return fields;
  return fields.map((field) => (field === only ? { ...field, name: 'value' } : field));
}

/** What all columns of this name have in common. */
function sharedHeading(shapes: readonly (readonly Field[])[], name: string) {
  const units = new Set(shapes.flatMap((fields) => fields.filter((one) => one.name === name).map(({ unit }) => unit)));
  const [unit] = units;
  return { name, ...(units.size === 1 && unit !== undefined ? { unit } : {}) };
}

/** `total`, `total 2`, … so that a later step can name each. */
function withDistinctNames(fields: readonly Field[]): Field[] {
  const taken = new Set<string>();
  return fields.map((field) => {
    let name = field.name;
    for (let number = 2; taken.has(name); number++) name = `${field.name} ${String(number)}`;
    taken.add(name);
    return { ...field, name };
  });
}

/** As old as the oldest, as coarse as the coarsest, and cut where one of them was. */
export function provenanceOf(frames: readonly Frame[]): Provenance {
  const ages = frames.flatMap(({ asOf }) => asOf ?? []);
  const steps = frames.flatMap(({ resolutionMs }) => resolutionMs ?? []);
  const sources = [...new Set(frames.flatMap(({ source }) => source ?? []))];
  const notices = frames.flatMap((one) => one.notices ?? []);
  const distinct = notices.filter(({ text }, at) => notices.findIndex((one) => one.text === text) === at);
  return {
    ...(ages.length > 0 ? { asOf: Math.min(...ages) } : {}),
    ...(steps.length === frames.length && steps.length > 0 ? { resolutionMs: Math.max(...steps) } : {}),
    ...(sources.length > 0 ? { source: sources.join(' + ') } : {}),
    ...(frames.some(({ truncated }) => truncated) ? { truncated: true } : {}),
    ...(distinct.length > 0 ? { notices: distinct } : {}),
  };
}

import type { ColumnRef, Picture } from '../picture.js';

const COLOUR = /^(#[0-9a-f]{3,8}|(rgb|hsl|okl)[a-z]*\(.*)$/i;

/** True for what survives the way through JSON unchanged: no function, no undefined, no NaN, no class. */
export function isPlain(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.values(value).every(isPlain);
}

/** How many values, lists and objects a picture is made of. */
export const nodesIn = (value: unknown): number => everyNode(value).length;

/** The columns a picture refers to, wherever they stand in it. */
export function columnsIn(picture: Picture): ColumnRef[] {
  const { derived: _, ...rest } = picture;
  const charts = everyNode(rest).flatMap((node) => (has(node, '$columns') ? (node.$columns as ColumnRef[]) : []));
  const sparklines = everyNode(rest).flatMap((node) =>
    has(node, 'sparkline') ? Object.values(node.sparkline as Record<string, ColumnRef>) : [],
  );
  const tables = everyNode(rest).flatMap((node) =>
    isTable(node) ? (node.columns ?? []).map(({ field }) => [node.frame, field] as const) : [],
  );
  const single = everyNode(rest).flatMap((node) =>
    REFERRING.flatMap((key) => (has(node, key) ? refIn(node[key]) : [])),
  );
  return [...charts, ...sparklines, ...tables, ...single];
}

/** Where stats, gauges and heatmaps name single columns. */
const REFERRING = ['column', 'x', 'y', 'value'] as const;

const refIn = (value: unknown): ColumnRef[] =>
  Array.isArray(value) && value.length === 2 && value.every(Number.isInteger) ? [value as unknown as ColumnRef] : [];

/** Everything in a picture that is written as a colour. */
export function coloursIn({ derived: _, ...rest }: Picture): string[] {
  return everyNode(rest).filter((node): node is string => typeof node === 'string' && COLOUR.test(node));
}

function everyNode(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return [value, ...Object.values(value).flatMap(everyNode)];
}

function has<K extends string>(node: unknown, key: K): node is Record<K, unknown> {
  return typeof node === 'object' && node !== null && Object.hasOwn(node, key);
}

interface TableNode {
  readonly frame: number;
  readonly columns?: readonly { readonly field: number }[];
}
const isTable = (node: unknown): node is TableNode => has(node, 'kind') && node.kind === 'table';

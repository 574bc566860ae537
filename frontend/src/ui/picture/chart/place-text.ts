import { cellAt } from '@quarterdeck/sdk';
import type { Scene } from '../scene';
import type { ValuePlace } from '../values/links';
import { momentText } from '../values/moments';
import type { SeriesFacts } from './series-facts';

/** A value of a chart as it is read out: what it is of, how much, and when or of which category. */
export function placeText({ frame, row, value }: ValuePlace, facts: SeriesFacts | undefined, scene: Scene): string {
  const { range, locale } = scene;
  const others = (frame?.fields ?? []).flatMap((field) => {
    const cell = row === null || field.type === 'number' ? null : cellAt(field, row);
    if (cell === null) return [];
    return field.type === 'time' && typeof cell === 'number' ? momentText(cell, range.timezone, locale) : String(cell);
  });
  const text = facts?.formatter.full(typeof value === 'number' ? value : null) ?? '';
  return [...new Set([facts?.name ?? '', text, ...others.slice(0, 1)])].filter(Boolean).join(', ');
}

import type { Frame } from '@quarterdeck/sdk';
import { fail, isRecord, type Plain } from './plain-copy';

export function checkFormat(format: Plain, place: string): void {
  const { unit, decimals } = isRecord(format) ? format : fail(`${place} must be a format.`);
  if (unit !== undefined && (typeof unit !== 'string' || unit.length > 60)) fail(`${place}.unit must be a short text.`);
  const whole = Number.isInteger(decimals) && (decimals as number) >= 0 && (decimals as number) <= 20;
  if (decimals !== undefined && !whole) fail(`${place}.decimals must be a whole number up to 20.`);
}

export function checkColumn(ref: unknown, frames: readonly Frame[], place: string, type?: string): void {
  const [frame, field] =
    Array.isArray(ref) && ref.length === 2 ? (ref as unknown[]) : fail(`${place} must be [frame, field].`);
  const found = frames[frame as number]?.fields[field as number];
  if (!found) return fail(`${place} refers to column [${String(frame)}, ${String(field)}], which does not exist.`);
  if (type && found.type !== type) fail(`${place} refers to a column of type ${found.type}, not ${type}.`);
}

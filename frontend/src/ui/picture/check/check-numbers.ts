import type { Frame, Picture } from '@quarterdeck/sdk';
import { checkColumn, checkFormat } from './check-parts';
import { fail, isRecord, type Plain } from './plain-copy';

/** One number that stands alone. Throws a PictureError. */
export function checkStat(picture: Record<string, Plain>, frames: readonly Frame[]): Picture {
  const { value, format, label, reason, delta, sparkline } = picture;
  if (value !== null && typeof value !== 'number') fail('The value of a stat is a number or null.');
  checkWords({ label, reason });
  if (format !== undefined) checkFormat(format, 'format');
  if (delta !== undefined) checkDelta(delta);
  checkDirection(picture.direction);
  checkSource(picture.column, frames);
  if (sparkline !== undefined) checkSparkline(sparkline, frames);
  return picture as unknown as Picture;
}

function checkDirection(direction: Plain | undefined): void {
  if (direction === undefined || direction === 'higher_is_better' || direction === 'lower_is_better') return;
  fail('The direction of a stat is "higher_is_better" or "lower_is_better".');
}

function checkSparkline(sparkline: Plain, frames: readonly Frame[]): void {
  if (!isRecord(sparkline)) fail('A sparkline names its columns "time" and "value".');
  const { time, value } = sparkline as Record<string, Plain>;
  checkColumn(time, frames, 'sparkline.time', 'time');
  checkColumn(value, frames, 'sparkline.value', 'number');
}

function checkWords(words: Record<string, Plain | undefined>): void {
  for (const [name, text] of Object.entries(words)) {
    if (text !== undefined && typeof text !== 'string') fail(`The ${name} of a number is a text.`);
  }
}

/** The column that a number was made of. */
function checkSource(column: Plain | undefined, frames: readonly Frame[]): void {
  if (column !== undefined) checkColumn(column, frames, 'column');
}

function checkDelta(delta: Plain): void {
  const { value, good, text } = isRecord(delta) ? delta : {};
  const judged = good === null || typeof good === 'boolean';
  if (typeof value !== 'number' || typeof text !== 'string' || !judged) {
    fail('A delta has a "value" that is a number, a "text", and a "good" that is true, false or null.');
  }
}

/** One number on a scale that has two ends. */
export function checkGauge(picture: Record<string, Plain>, frames: readonly Frame[]): Picture {
  const { value, min, max, label, reason, format, column } = picture;
  if (value !== null && typeof value !== 'number') fail('The value of a gauge is a number or null.');
  if (typeof min !== 'number' || typeof max !== 'number' || min >= max) {
    fail('A gauge has a "min" and a "max" above it.');
  }
  checkWords({ label, reason });
  if (format !== undefined) checkFormat(format, 'format');
  checkSource(column, frames);
  return picture as unknown as Picture;
}

/** Three columns of one frame, one row a cell. */
export function checkHeatmap(picture: Record<string, Plain>, frames: readonly Frame[]): Picture {
  const { x, y, value, format, titles } = picture;
  for (const [name, ref] of Object.entries({ x, y })) checkColumn(ref, frames, name);
  checkColumn(value, frames, 'value', 'number');
  const of = [x, y, value].map((ref) => (ref as Plain[])[0]);
  if (new Set(of).size !== 1) fail('The columns of a heatmap stand in one frame.');
  if (format !== undefined) checkFormat(format, 'format');
  if (titles !== undefined && !(isRecord(titles) && Object.values(titles).every((text) => typeof text === 'string'))) {
    fail('The titles of a heatmap are texts.');
  }
  return picture as unknown as Picture;
}

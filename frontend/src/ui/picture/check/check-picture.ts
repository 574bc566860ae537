import type { Frame, Picture } from '@quarterdeck/sdk';
import { checkChart } from './check-chart';
import { checkDerived } from './check-derived';
import { checkGauge, checkHeatmap, checkStat } from './check-numbers';
import { checkFormat } from './check-parts';
import { fail, isRecord, plainCopy, type Plain } from './plain-copy';

const MOST_CELLS = 5000;
const MOST_PARTS = 64;
const MOST_COLUMNS = 200;
const DEEPEST_STACK = 4;
const LONGEST_TEXT = 50_000;
const LONGEST_NOTE = 300;

/**
 * A picture comes out of a plugin's code, so nothing in it is believed: it is copied as plain JSON of bounded size, and
 * only what pictures may say survives. Called by the widget host after every `draw`.
 *
 * @returns a copy of its own; throws a {@link PictureError} that names the place and what is wrong there.
 */
export function checkPicture(value: unknown, frames: readonly Frame[]): Picture {
  let cells = 0;
  let parts = 0;
  const check = (part: unknown, known: readonly Frame[], depth: number): Picture => {
    if (!isRecord(part)) return fail('A picture must be an object with a "kind".');
    if (++parts > MOST_PARTS) fail(`A picture holds at most ${MOST_PARTS} others.`);
    const { derived: ownFrames, of, ...rest } = part;
    const derived = checkDerived(ownFrames);
    cells += derived.reduce((sum, { length, fields }) => sum + length * fields.length, 0);
    if (cells > MOST_CELLS) fail(`The derived frames hold more than ${MOST_CELLS} cells.`);
    const all = derived.length > 0 ? [...known, ...derived] : known;
    const plain = plainCopy(rest) as Record<string, Plain>;
    const picture =
      plain.kind === 'stack' ? stack(plain, of, (one) => check(one, all, depth + 1), depth) : leaf(plain, all);
    return { ...picture, ...checkNote(plain), ...(derived.length > 0 ? { derived } : {}) };
  };
  return check(value, frames, 1);
}

function checkNote({ note }: Record<string, Plain>): { note?: string } {
  if (note === undefined) return {};
  if (typeof note !== 'string' || note.length > LONGEST_NOTE) fail('The note of a picture is one short sentence.');
  return { note: note };
}

function stack(
  { direction }: Record<string, Plain>,
  of: unknown,
  check: (part: unknown) => Picture,
  depth: number,
): Picture {
  if (depth > DEEPEST_STACK) fail(`Stacks are nested more than ${DEEPEST_STACK} deep.`);
  if (direction !== 'row' && direction !== 'column') fail('The direction of a stack is "row" or "column".');
  if (!Array.isArray(of) || of.length > MOST_PARTS)
    return fail(`A stack holds a list of at most ${MOST_PARTS} pictures.`);
  return { kind: 'stack', direction: direction, of: of.map(check) };
}

function leaf(picture: Record<string, Plain>, frames: readonly Frame[]): Picture {
  switch (picture.kind) {
    case 'chart':
      return checkChart(picture, frames);
    case 'stat':
      return checkStat(picture, frames);
    case 'gauge':
      return checkGauge(picture, frames);
    case 'heatmap':
      return checkHeatmap(picture, frames);
    case 'table':
      return checkTable(picture, frames);
    case 'text':
      if (typeof picture.markdown !== 'string' || picture.markdown.length > LONGEST_TEXT) {
        fail(`A text holds Markdown of at most ${LONGEST_TEXT} characters.`);
      }
      return { kind: 'text', markdown: picture.markdown };
    default:
      return fail(`${JSON.stringify(picture.kind)} is no kind of picture.`);
  }
}

function checkTable(picture: Record<string, Plain>, frames: readonly Frame[]): Picture {
  const frame = frames[picture.frame as number];
  if (!frame) return fail('The table shows a frame that does not exist.');
  const { columns = [] } = picture;
  if (!Array.isArray(columns) || columns.length > MOST_COLUMNS) {
    return fail(`The columns of a table are a list of at most ${MOST_COLUMNS}.`);
  }
  for (const column of columns) checkTableColumn(column, frame);
  return picture as unknown as Picture;
}

function checkTableColumn(column: Plain, frame: Frame): void {
  const { field, title, format } = isRecord(column) ? (column as Record<string, Plain>) : {};
  if (!frame.fields[field as number]) fail('The table shows a column that does not exist.');
  if (title !== undefined && typeof title !== 'string') fail('The title of a column is a text.');
  if (format !== undefined) checkFormat(format, 'columns.format');
}

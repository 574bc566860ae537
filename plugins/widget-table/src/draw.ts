import type { Frame, Picture, TablePicture, WidgetInput } from '@quarterdeck/sdk';
import { joinedByTime } from './joined.js';
import type { Options } from './options.js';
import { titlesOf } from './titles.js';

type Column = Options['columns'][number];

/** Loaded by browsers alone, so it must not reach the schema library; `index.ts` adds the options. */
export function draw({ frames, options }: WidgetInput<Options>): Picture {
  const joined = joinedByTime(frames);
  if (joined) {
    const { frame, titles, note } = joined;
    return { ...table(frame, frames.length, options, titles), derived: [frame], ...(note ? { note } : {}) };
  }
  const [first, ...more] = frames.map((frame, at) => table(frame, at, options, titlesOf(frame.fields)));
  // A picture of no frame still refers to one: an empty one of its own.
  if (!first) return { kind: 'table', frame: 0, derived: [{ name: '', length: 0, fields: [] }] };
  return more.length === 0 ? first : { kind: 'stack', direction: 'column', of: [first, ...more] };
}

/** `titles`: by what the columns of several series are told apart. */
function table(
  { fields }: Frame,
  frame: number,
  { columns }: Options,
  titles: readonly (string | undefined)[],
): TablePicture {
  const chosen = columns.flatMap((column) => {
    const field = fields.findIndex(({ name }, at) => column.name === name || column.name === titles[at]);
    return field < 0 ? [] : [{ field, ...told(titles[field]), ...shown(column, fields[field]?.unit) }];
  });
  // Where none of the named columns is there, all of them tell more than an empty table.
  const all = titles.some((title) => title !== undefined)
    ? fields.map((_, field) => ({ field, ...told(titles[field]) }))
    : [];
  const listed = chosen.length > 0 ? chosen : all;
  return { kind: 'table', frame, ...(listed.length > 0 ? { columns: listed } : {}) };
}

const told = (title: string | undefined) => (title === undefined ? {} : { title });

function shown({ title, unit, decimals }: Column, own: string | undefined) {
  const written = unit || own;
  return {
    ...(title ? { title } : {}),
    ...(written || decimals !== undefined
      ? { format: { ...(written ? { unit: written } : {}), ...(decimals === undefined ? {} : { decimals }) } }
      : {}),
  };
}

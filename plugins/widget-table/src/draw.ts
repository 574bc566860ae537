import type { Frame, Picture, TablePicture, WidgetInput } from '@quarterdeck/sdk';
import type { Options } from './options.js';

type Column = Options['columns'][number];

/** Loaded by browsers alone, so it must not reach the schema library; `index.ts` adds the options. */
export function draw({ frames, options }: WidgetInput<Options>): Picture {
  const [first, ...more] = frames.map((frame, at) => table(frame, at, options));
  // A picture of no frame still refers to one: an empty one of its own.
  if (!first) return { kind: 'table', frame: 0, derived: [{ name: '', length: 0, fields: [] }] };
  return more.length === 0 ? first : { kind: 'stack', direction: 'column', of: [first, ...more] };
}

function table({ fields }: Frame, frame: number, { columns }: Options): TablePicture {
  const chosen = columns.flatMap((column) => {
    const field = fields.findIndex(({ name }) => name === column.name);
    return field < 0 ? [] : [{ field, ...shown(column, fields[field]?.unit) }];
  });
  // Where none of the named columns is there, all of them tell more than an empty table.
  return { kind: 'table', frame, ...(chosen.length > 0 ? { columns: chosen } : {}) };
}

function shown({ title, unit, decimals }: Column, own: string | undefined) {
  const written = unit || own;
  return {
    ...(title ? { title } : {}),
    ...(written || decimals !== undefined
      ? { format: { ...(written ? { unit: written } : {}), ...(decimals === undefined ? {} : { decimals }) } }
      : {}),
  };
}

import type { TransformOf } from '../api/transforms.js';
import type { Field, Frame } from '../frame.js';
import { withFields } from './cells.js';
import { noColumn } from './transform-problem.js';

/** The column that a step names, where the frame has it. */
export const findField = ({ fields }: Frame, name: string): Field | undefined =>
  fields.find((field) => field.name === name);

/** The frames that have all of the columns; a problem that names what there is where none has. */
export function framesWith(frames: readonly Frame[], names: readonly string[]): readonly Frame[] {
  for (const name of names)
    if (frames.length > 0 && !frames.some((one) => findField(one, name))) throw noColumn(name, frames);
  return frames.filter((one) => names.every((name) => findField(one, name)));
}

/** Only these columns, in this order. A frame that has none of them goes. */
export function keep(frames: readonly Frame[], { columns }: TransformOf<'keep'>): Frame[] {
  for (const name of columns) framesWith(frames, [name]);
  return frames
    .map((one) =>
      withFields(
        one,
        columns.flatMap((name) => findField(one, name) ?? []),
      ),
    )
    .filter(({ fields }) => fields.length > 0);
}

export function rename(frames: readonly Frame[], { columns }: TransformOf<'rename'>): Frame[] {
  for (const { from } of columns) framesWith(frames, [from]);
  const names = new Map(columns.map(({ from, to }) => [from, to]));
  return frames.map((one) => ({
    ...withFields(
      one,
      one.fields.map((field) => ({ ...field, name: names.get(field.name) ?? field.name })),
    ),
    name: names.get(one.name) ?? one.name,
  }));
}

import type { Frame } from '@quarterdeck/sdk';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import type { NoteMark } from '../../ui/picture/scene';

/**
 * The annotations that concern a panel: those of its dashboard, and those of the series it shows. A note with labels is
 * about the series that carry all of them.
 */
export function notesFor(annotations: readonly Annotation[], frames: readonly Frame[]): Annotation[] {
  const fields = frames.flatMap((frame) => frame.fields);
  const concerns = ({ metric, labels }: Annotation) =>
    metric === null ||
    fields.some(
      (field) =>
        field.metric === metric && Object.entries(labels).every(([key, value]) => field.labels?.[key] === value),
    );
  return annotations.filter(concerns);
}

/** The same as marks on a plot. */
export function marksOf(annotations: readonly Annotation[]): NoteMark[] {
  return annotations.map(({ id, from, to, text, colour, author, createdAt }) => ({
    from: Date.parse(from),
    to: to === null ? null : Date.parse(to),
    text,
    note: {
      id,
      colour,
      author: author?.name ?? null,
      writtenAt: createdAt === null ? null : Date.parse(createdAt),
    },
  }));
}

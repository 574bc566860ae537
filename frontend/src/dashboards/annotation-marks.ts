import type { AnnotationMark, Frame } from '@quarterdeck/sdk';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';

/** The annotations that concern a panel: those of its dashboard, and those of the metrics whose values it shows. */
export function marksFor(annotations: readonly Annotation[], frames: readonly Frame[]): AnnotationMark[] {
  const fields = frames.flatMap((frame) => frame.fields);
  const concerns = ({ metric, labels }: Annotation) =>
    metric === null ||
    fields.some(
      (field) =>
        field.metric === metric &&
        Object.entries(labels).every(([key, value]) => (field.labels?.[key] ?? value) === value),
    );
  return annotations.filter(concerns).map(({ from, to, text }) => ({
    from: Date.parse(from),
    to: to === null ? null : Date.parse(to),
    text,
  }));
}

import type { Annotation, AnnotationContent, AnnotationEdit } from '@quarterdeck/sdk/api/annotations';
import type { AnnotationEditEntity } from './annotation-edit.entity.js';
import type { AnnotationEntity } from './annotation.entity.js';

type Names = ReadonlyMap<string, string>;

/** The columns of what a person writes. */
export function columnsOf({ from, to, ...rest }: AnnotationContent): AnnotationContentColumns {
  const { dashboardId, metric, labels, text, tags, colour } = rest;
  const [fromAt, toAt] = [new Date(from), to === null ? null : new Date(to)];
  return { dashboardId, metric, labels, fromAt, toAt, text, tags: [...new Set(tags)], colour };
}

type AnnotationContentColumns = Pick<
  AnnotationEntity,
  'dashboardId' | 'metric' | 'labels' | 'fromAt' | 'toAt' | 'text' | 'tags' | 'colour'
>;

/** The reverse: what the note says now, as the history keeps it. */
export function contentOf(note: AnnotationContentColumns): AnnotationEdit['before'] {
  const { dashboardId, metric, labels, fromAt, toAt, text, tags, colour } = note;
  return {
    dashboardId,
    metric,
    labels,
    from: fromAt.toISOString(),
    to: toAt?.toISOString() ?? null,
    text,
    tags,
    colour,
  };
}

export function toAnnotation(note: AnnotationEntity, names: Names): Annotation {
  const { id, source, authorId, createdAt, editedAt, version } = note;
  return {
    id,
    ...contentOf(note),
    source,
    author: personOf(authorId, names),
    createdAt: createdAt.toISOString(),
    editedAt: editedAt?.toISOString() ?? null,
    version,
  };
}

export const toEdit = ({ editorId, editedAt, before }: AnnotationEditEntity, names: Names): AnnotationEdit => ({
  editor: personOf(editorId, names),
  editedAt: editedAt.toISOString(),
  before,
});

function personOf(id: string | null, names: Names): Annotation['author'] {
  const name = id === null ? undefined : names.get(id);
  return id !== null && name !== undefined ? { id, name } : null;
}

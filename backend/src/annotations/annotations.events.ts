import { defineEvent } from '../platform/events.js';

/** What a note is, or was before its change, anchored to. */
interface Anchor {
  readonly metric: string | null;
  readonly dashboardId: string | null;
}
interface AnnotationNews {
  readonly workspaceId: string;
  readonly annotationId: string;
  readonly anchors: readonly Anchor[];
}

export const AnnotationSaved = defineEvent<AnnotationNews>('annotation-saved');
export const AnnotationRemoved = defineEvent<AnnotationNews>('annotation-removed');

import type { Revision, RevisionContent } from '@quarterdeck/sdk/api/revisions';
import { readDocument } from '../read-document.js';
import type { RevisionEntity } from './revision.entity.js';

type Names = ReadonlyMap<string, string>;
export type RevisionFacts = Omit<RevisionEntity, 'document'>;

/** Whoever may not look into them is not told what they changed either. */
export const toRevision = (found: RevisionFacts, names: Names, readable: boolean): Revision => ({
  ...factsOf(found, names),
  changes: readable ? found.changes : null,
});

export const toContent = (revision: RevisionEntity, names: Names): RevisionContent => ({
  ...factsOf(revision, names),
  document: readDocument(revision.document),
});

const factsOf = (revision: RevisionFacts, names: Names): Omit<Revision, 'changes'> => ({
  version: revision.version,
  savedAt: revision.savedAt.toISOString(),
  author: {
    kind: revision.authorKind,
    id: revision.authorId,
    name: revision.authorId === null ? null : (names.get(revision.authorId) ?? null),
  },
  note: revision.note,
  restoredFrom: revision.restoredFrom,
});

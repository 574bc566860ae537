import { changesBetween } from '@quarterdeck/sdk/api/document-changes';
import type { Revision, RevisionContent } from '@quarterdeck/sdk/api/revisions';
import { readDocument } from '../read-document.js';
import type { RevisionEntity } from './revision.entity.js';

type Names = ReadonlyMap<string, string>;

/** From the newest to the oldest, each with what it did to the one after it in the list. */
export function toRevisions(found: readonly RevisionEntity[], names: Names): Revision[] {
  const documents = found.map(({ document }) => readDocument(document));
  return found.map((revision, at) => {
    const [before, after] = [documents[at + 1], documents[at]];
    return { ...factsOf(revision, names), changes: before && after ? changesBetween(before, after) : null };
  });
}

export const toContent = (revision: RevisionEntity, names: Names): RevisionContent => ({
  ...factsOf(revision, names),
  document: readDocument(revision.document),
});

const factsOf = (revision: RevisionEntity, names: Names): Omit<Revision, 'changes'> => ({
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

import type { RevisionAuthor } from '@quarterdeck/sdk/api/revisions';
import type { Messages } from '../../messages/messages';

/** Who saved, as people say it. `me` is the id of the reader. */
export function authorName({ kind, id, name }: RevisionAuthor, me: string | undefined, messages: Messages): string {
  if (kind === 'api-key') return messages('revisions.apiKey');
  if (kind === 'system') return messages('revisions.system');
  if (id !== null && id === me) return messages('revisions.you');
  return name ?? messages('revisions.gone');
}

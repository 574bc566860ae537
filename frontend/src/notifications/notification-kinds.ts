import type { IconNode } from 'lucide';
import AtSign from 'lucide/dist/esm/icons/at-sign.mjs';
import Bell from 'lucide/dist/esm/icons/bell.mjs';
import Reply from 'lucide/dist/esm/icons/reply.mjs';
import type { MessageKey } from '../messages/messages';

/** How one kind is told. The text gets the facts of the notification, and `person`. */
export interface ShownKind {
  readonly text: MessageKey;
  readonly icon: IconNode;
}

/** By the names that the features of the server declare with `defineNotification`. A new kind takes its place here. */
const KINDS: Readonly<Record<string, ShownKind>> = {
  'comment.mention': { text: 'notifications.kind.mention', icon: AtSign },
  'comment.reply': { text: 'notifications.kind.reply', icon: Reply },
};

/** A kind that this version does not know, as after a downgrade, still says that there is something. */
const OTHER: ShownKind = { text: 'notifications.kind.other', icon: Bell };

export const shownKind = (kind: string): ShownKind => KINDS[kind] ?? OTHER;

import { defineEvent } from '../platform/events.js';
import { defineTopic } from '../platform/realtime/broadcast.js';

export const ShareLinkCreated = defineEvent<{ workspaceId: string; linkId: string; name: string }>(
  'share-link-created',
);
export const ShareLinkRevoked = defineEvent<{ workspaceId: string; linkId: string }>('share-link-revoked');

/** To every process that may have a page open through the link. */
export const ShareLinkNews = defineTopic<{ linkId: string }>('share-link-news');

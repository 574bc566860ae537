import { defineEvent } from '../platform/events.js';
import { defineTopic } from '../platform/realtime/broadcast.js';

/** What somebody may see has changed: other grants, or something lies elsewhere now. */
export const RightsChanged = defineEvent<{ workspaceId: string }>('folder-rights-changed');

/** To whoever holds pages open: ask again whether they may be seen. */
export const RightsNews = defineTopic<{ workspaceId: string }>('folder-rights-news');

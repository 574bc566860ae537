import { defineEvent } from '../platform/events.js';
import { defineTopic } from '../platform/realtime/broadcast.js';

export const DashboardSaved = defineEvent<{ workspaceId: string; dashboardId: string; version: number }>(
  'dashboard-saved',
);
/** It lies in the trash. */
export const DashboardRemoved = defineEvent<{ workspaceId: string; dashboardId: string }>('dashboard-removed');
export const DashboardRestored = defineEvent<{ workspaceId: string; dashboardId: string }>('dashboard-restored');
/** It is gone for good, by an owner's own hand. */
export const DashboardErased = defineEvent<{ workspaceId: string; dashboardId: string; title: string }>(
  'dashboard-erased',
);

/** To open pages: there is a newer version, or none any more (version 0). */
export const DashboardNews = defineTopic<{ dashboardId: string; version: number }>('dashboard-news');

/** To open pages of members: threads on these dashboards, or on annotations of these metrics, have changed. Of a later deck. */
export const ThreadNews = defineTopic<{ workspaceId: string; metrics: string[]; dashboards: string[] }>('thread-news');

/** To open pages: annotations on these metrics or dashboards were written, changed or removed. Sent by a later deck. */
export const NotesNews = defineTopic<{ workspaceId: string; metrics: string[]; dashboards: string[] }>('notes-news');

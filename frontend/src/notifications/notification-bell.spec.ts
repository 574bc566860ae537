import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Notification } from '@quarterdeck/sdk/api/notifications';
import { Realtime } from '../api/realtime';
import { openPage, type Tab } from '../testing/page';
import { problem, Wire } from '../testing/wire';
import { NotificationBell } from './notification-bell';
import { NotificationsStore } from './notifications.store';

const news = (n: number, more: Partial<Notification> = {}): Notification => ({
  id: `0199d1a4-0000-7000-8000-00000000000${String(n)}`,
  kind: 'comment.mention',
  person: { id: '0199d1a4-0000-7000-8000-000000000009', name: 'Grace' },
  facts: { dashboard: 'Fleet', excerpt: '<b>look</b>' },
  link: `/dashboards/${String(n)}`,
  createdAt: '2026-01-02T00:00:00Z',
  readAt: null,
  ...more,
});

@Component({
  selector: 'qd-test-bell',
  imports: [NotificationBell],
  providers: [NotificationsStore],
  template: '<qd-notification-bell />',
})
class Host {}

describe('the bell', () => {
  let wire: Wire;
  let tab: Tab;
  let tell: () => void;
  beforeEach(() => {
    wire = new Wire({
      'GET /api/notifications/unread': { json: { unread: 2 } },
      'GET /api/notifications': {
        json: { notifications: [news(1), news(2, { kind: 'kpi.hit' })], unread: 2, next: null },
      },
    });
    const hear = (told: () => void) => ((tell = told), { stop: () => undefined });
    TestBed.configureTestingModule({ providers: [{ provide: Realtime, useValue: { hear } }] });
  });
  const open = async () => {
    tab = await openPage(Host);
    await tab.press('Notifications, 2 not read');
  };

  it('counts what is not read, and lists it as text', async () => {
    await open();
    expect(tab.text).toContain('Grace mentioned you on Fleet');
    expect(tab.text).toContain('<b>look</b>');
  });

  it('shows a kind that it does not know', async () => {
    await open();
    expect(tab.text).toContain('Grace has news for you');
  });

  it('leads to what it is about, and marks it as read', async () => {
    await open();
    wire.set('PUT /api/notifications/0199d1a4-0000-7000-8000-000000000001/read', { json: { unread: 1 } });
    document.querySelector<HTMLElement>('qd-notification-list .row')?.click();
    await tab.settle();
    expect(tab.address).toBe('/dashboards/1');
    expect(wire.calls.some(({ route }) => route.endsWith('000000000001/read'))).toBe(true);
  });

  it('marks as read only what was there when one looked', async () => {
    await open();
    wire.set('PUT /api/notifications/read', { json: { unread: 0 } });
    await tab.press('Mark all as read');
    expect(wire.bodyOf('PUT /api/notifications/read')).toEqual({ until: '2026-01-02T00:00:00Z' });
  });

  it('reads again when it is told, and keeps what it shows when that fails', async () => {
    tab = await openPage(Host);
    wire.set('GET /api/notifications/unread', { json: { unread: 3 } });
    tell();
    await tab.settle();
    await tab.press('Notifications, 3 not read');
    wire.set('GET /api/notifications', problem(500, 'http'));
    tell();
    await tab.settle();
    expect(tab.text).toContain('Grace mentioned you on Fleet');
    expect(document.querySelector('qd-error-note')).not.toBeNull();
  });
});

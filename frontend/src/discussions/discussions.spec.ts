import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Comment, Thread } from '@quarterdeck/sdk/api/discussions';
import { NotesStore } from '../annotations/notes.store';
import { SessionStore } from '../api/session.store';
import { DashboardView } from '../dashboards/view/dashboard-view.store';
import { Composing } from '../dashboards/edit/composing';
import { ViewAddress } from '../dashboards/view/view-address';
import { openTab, type Tab } from '../testing/page';
import { owners, problem, Wire } from '../testing/wire';
import { DiscussionDrawer } from './discussion-drawer';
import { DiscussionView } from './discussion-view';
import { DiscussionsStore } from './discussions.store';
import { Jump } from './jump';

const AT = '2026-01-02T00:00:00Z';
const id = (n: number) => `0199d1a4-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`;
const ada = { id: owners.user?.id ?? '', name: 'Ada' };
const grace = { id: id(9), name: 'Grace' };
const comment = (n: number, more: Partial<Comment> = {}): Comment => ({
  ...{ id: id(n), text: 'Why?', author: grace, mentions: [], createdAt: AT },
  ...{ editedAt: null, deletedAt: null, version: 1, ...more },
});
const thread = (n: number, more: Partial<Thread> = {}): Thread => ({
  ...{ id: id(n), subject: { kind: 'dashboard' }, annotation: null, createdAt: AT, resolved: null },
  ...{ comments: [comment(n + 1)], ...more },
});
const THREADS = `GET /api/dashboards/${id(50)}/threads`;

const news = signal(0);
const panels = [{ id: 'a', title: 'Passengers', queries: [] }];
const dashboard = signal({ id: id(50), document: { panels, tabs: [], rows: [] } });
const view = { saved: dashboard, dashboard, threadNews: news };

@Component({
  selector: 'qd-test-discussion',
  imports: [DiscussionDrawer],
  providers: [
    DiscussionsStore,
    DiscussionView,
    Jump,
    NotesStore,
    ViewAddress,
    { provide: DashboardView, useValue: view },
    { provide: Composing, useValue: { isOpen: () => false } },
  ],
  template: '<qd-discussion-drawer />',
})
class Host {}

describe('the discussion of a dashboard', () => {
  let tab: Tab;
  let wire: Wire;
  const open = async (threads: readonly Thread[], role: 'owner' | 'viewer' = 'viewer') => {
    wire = new Wire({
      'GET /api/session': { json: { ...owners, role } },
      [THREADS]: { json: threads },
      'GET /api/members': { json: [{ ...grace, email: null, role: 'editor', joinedAt: AT }] },
    });
    tab = await openTab([{ path: '', component: Host }]);
    await TestBed.inject(SessionStore).ready();
    await tab.go('/');
  };
  const area = () => document.querySelector<HTMLTextAreaElement>('qd-comment-editor textarea');
  const type = async (text: string) => {
    const field = area();
    if (!field) throw new Error('Nothing is being written.');
    field.value = text;
    field.setSelectionRange(text.length, text.length);
    field.dispatchEvent(new Event('input'));
    await tab.settle();
  };
  beforeEach(() => {
    localStorage.clear();
    TestBed.resetTestingModule();
  });

  it('shows what is open, by what it is about, and the rest on demand', async () => {
    const settled = { at: AT, by: grace };
    await open([
      thread(10, { subject: { kind: 'panel', panelId: 'a' } }),
      thread(20, { subject: { kind: 'panel', panelId: 'gone' } }),
      thread(30, { resolved: settled, comments: [comment(31, { text: 'Done' })] }),
    ]);
    expect(tab.text).toContain('Passengers');
    expect(tab.text).toContain('A panel that was removed');
    expect(tab.text).not.toContain('Resolved by Grace');
    await tab.choose('Resolved');
    expect(tab.text).toContain('Resolved by Grace');
    expect(document.querySelectorAll('qd-thread-card')).toHaveLength(1);
  });

  it('sends a mention by id, chosen by keys', async () => {
    await open([]);
    await tab.press('Ask or say something about this dashboard');
    await type('Look, @gr');
    const enter = new KeyboardEvent('keydown', { key: 'Enter', cancelable: true });
    area()?.dispatchEvent(enter);
    await tab.settle();
    expect([area()?.value, enter.defaultPrevented]).toEqual(['Look, @Grace ', true]);
    wire.set(`POST /api/dashboards/${id(50)}/threads`, { status: 201, json: thread(10) });
    await tab.press('Send');
    expect(wire.bodyOf(`POST /api/dashboards/${id(50)}/threads`)).toEqual({
      subject: { kind: 'dashboard' },
      text: `Look, @[${grace.id}]`,
    });
    expect(document.querySelectorAll('qd-thread-card')).toHaveLength(1);
  });

  it('loses nothing that was typed: not to a refusal, not to a closed page', async () => {
    await open([thread(10)]);
    await tab.press('Answer');
    await type('Because');
    wire.set(`POST /api/dashboards/${id(50)}/threads/${id(10)}/comments`, problem(503, 'server.busy'));
    await tab.press('Send');
    expect(tab.text).toContain('What server.busy means.');
    expect(area()?.value).toBe('Because');
    TestBed.resetTestingModule();
    await open([thread(10)]);
    expect(area()?.value).toBe('Because');
    const answered = thread(10, { comments: [comment(11), comment(12, { text: 'Because', author: ada })] });
    wire.set(`POST /api/dashboards/${id(50)}/threads/${id(10)}/comments`, { status: 201, json: answered });
    await tab.press('Send');
    expect([area(), localStorage.length]).toEqual([null, 0]);
  });

  it('offers to change one’s own and to delete what one may', async () => {
    const comments = [comment(11), comment(12, { author: ada }), comment(13, { text: '', deletedAt: AT })];
    const count = (name: string) => document.querySelectorAll(`qd-comment-card button[aria-label="${name}"]`).length;
    await open([thread(10, { comments })]);
    expect([count('Edit'), count('Delete')]).toEqual([1, 1]);
    expect(tab.text).toContain('This comment was deleted.');
    TestBed.resetTestingModule();
    await open([thread(10, { comments })], 'owner');
    expect([count('Edit'), count('Delete')]).toEqual([1, 2]);
  });

  it('reads again when something was said, and keeps what it shows when that fails', async () => {
    await open([thread(10)]);
    wire.set(THREADS, { json: [thread(10), thread(20)] });
    news.update((times) => times + 1);
    await tab.settle();
    expect(document.querySelectorAll('qd-thread-card')).toHaveLength(2);
    wire.set(THREADS, problem(500, 'http'));
    news.update((times) => times + 1);
    await tab.settle();
    expect(document.querySelectorAll('qd-thread-card')).toHaveLength(2);
    expect(document.querySelector('qd-error-note')).not.toBeNull();
  });

  it('leads to the comment that the address names, also in a thread that is resolved', async () => {
    await open([thread(10, { resolved: { at: AT, by: null } })]);
    expect(document.querySelectorAll('qd-thread-card')).toHaveLength(0);
    Element.prototype.scrollIntoView = () => undefined;
    await tab.go(`/?comment=${id(11)}`);
    await tab.settle();
    expect(document.activeElement?.getAttribute('data-comment')).toBe(id(11));
    expect(tab.address).toBe('/');
  });
});

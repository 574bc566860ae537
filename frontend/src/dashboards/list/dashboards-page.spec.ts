import { Component, inject } from '@angular/core';
import { SessionStore } from '../../api/session.store';
import { openPage } from '../../testing/page';
import { owners, problem, Wire } from '../../testing/wire';
import { DashboardsPage } from './dashboards-page';

const summary = (title: string, panelCount: number) => ({
  id: `0199d1a4-0000-7000-8000-00000000000${panelCount}`,
  title,
  description: `About ${title}.`,
  panelCount,
  updatedAt: new Date(Date.now() - 2 * 86_400_000).toISOString(),
  folderId: null as string | null,
  right: 'edit',
});
const FOLDER = '0199d1a4-0000-7000-8000-0000000000f1';
const folder = { id: FOLDER, name: 'Sales', parentId: null, right: 'edit', restricted: false };
/** What the page reads beside the dashboards. */
const BESIDE = {
  'GET /api/folders': { json: [] as unknown[] },
  'GET /api/library': { json: { favourites: [], recents: [] } },
};

@Component({ selector: 'qd-test-editor', imports: [DashboardsPage], template: '<qd-dashboards-page />' })
class AsEditor {
  constructor() {
    void inject(SessionStore).ready();
  }
}
const openAsEditor = async () => {
  const tab = await openPage(AsEditor);
  await tab.settle();
  return tab;
};

describe('the list of dashboards', () => {
  it('shows what each is about, how large it is and when it was saved', async () => {
    new Wire({ ...BESIDE, 'GET /api/dashboards': { json: [summary('City demand', 7), summary('One number', 1)] } });
    const tab = await openPage(DashboardsPage);
    expect(tab.text).toContain('About City demand. 7 panels · saved 2 days ago');
    expect(tab.text).toContain('1 panel ·');
    const links = [...document.querySelectorAll('a.qd-card')].map((link) => link.getAttribute('href'));
    expect(links).toEqual([7, 1].map((last) => `/dashboards/0199d1a4-0000-7000-8000-00000000000${last}`));
  });

  it('says what would appear where there is none, and offers a viewer nothing to change', async () => {
    new Wire({ ...BESIDE, 'GET /api/dashboards': { json: [] } });
    const tab = await openPage(DashboardsPage);
    expect(tab.text).toContain('once an editor has made one');
    expect(tab.text).not.toContain('New dashboard');
  });

  it('teaches an editor of an empty workspace the first steps, and makes a dashboard of a title', async () => {
    const made = { id: '0199d1a4-0000-7000-8000-000000000009', version: 1, updatedAt: new Date().toISOString() };
    const wire = new Wire({
      ...BESIDE,
      'GET /api/session': { json: owners },
      'GET /api/dashboards': { json: [] },
      'POST /api/dashboards': (document) => ({ status: 201, json: { ...made, document } }),
    });
    const tab = await openAsEditor();
    expect(tab.text).toContain('Bring in numbers');
    await tab.press('New dashboard');
    await tab.press('Create');
    expect(tab.text).toContain('Type a title.');
    await tab.fill('Title', '  Rides ');
    await tab.press('Create');
    expect(wire.bodyOf('POST /api/dashboards')).toMatchObject({ title: 'Rides', panels: [] });
    expect(tab.address).toBe(`/dashboards/${made.id}`);
  });

  it('deletes one only after it was confirmed', async () => {
    const one = summary('City demand', 7);
    const wire = new Wire({
      ...BESIDE,
      'GET /api/session': { json: owners },
      'GET /api/dashboards': { json: [one] },
      [`DELETE /api/dashboards/${one.id}`]: { status: 204 },
    });
    const tab = await openAsEditor();
    const deletions = () => wire.calls.filter(({ route }) => route.startsWith('DELETE')).length;
    for (const answer of ['Cancel', 'Move to the trash']) {
      await tab.press('Actions for City demand');
      await tab.press('Move to the trash');
      expect(deletions()).toBe(0);
      await tab.press(answer);
    }
    expect(deletions()).toBe(1);
    expect(tab.text).not.toContain('7 panels');
  });

  it('says what is wrong, and tries again', async () => {
    const wire = new Wire({ ...BESIDE, 'GET /api/dashboards': problem(500, 'unexpected') });
    const tab = await openPage(DashboardsPage);
    expect(tab.text).toContain('What unexpected means.');
    wire.set('GET /api/dashboards', { json: [summary('City demand', 7)] });
    await tab.press('Try again');
    expect(tab.text).toContain('City demand');
    expect(tab.text).not.toContain('What unexpected means.');
  });

  it('shows folders, what lies in the open one, and finds over all of them', async () => {
    const [top, inside] = [summary('City demand', 7), { ...summary('Orders', 1), folderId: FOLDER }];
    new Wire({
      'GET /api/folders': { json: [folder] },
      'GET /api/library': { json: { favourites: [inside.id], recents: [] } },
      'GET /api/session': { json: owners },
      'GET /api/dashboards': { json: [top, inside] },
      'GET /api/search?q=demand&limit=50': { json: [] },
    });
    const tab = await openAsEditor();
    const cards = () => [...document.querySelectorAll('a.qd-card')].map(({ textContent }) => textContent.trim());
    expect(cards()[0]).toContain('Sales');
    expect(cards().join()).toContain('City demand');
    expect(cards().join()).not.toContain('Orders');
    expect(tab.text).toContain('FavouritesOrders');
    await tab.fill('Find by title, description, panel or metric', 'order');
    expect(cards()).toHaveLength(1);
    expect(cards()[0]).toContain('Orders');
    expect(cards()[0]).toContain('Sales');
    await tab.fill('Find by title, description, panel or metric', 'nothing of this');
    expect(tab.text).toContain('Nothing was found for “nothing of this”');
    await tab.press('Show all again');
    expect(cards()).toHaveLength(2);
  });

  it('moves several that were selected, and clears the selection', async () => {
    const [one, other] = [summary('City demand', 7), summary('Orders', 1)];
    const wire = new Wire({
      ...BESIDE,
      'GET /api/folders': { json: [folder] },
      'GET /api/session': { json: owners },
      'GET /api/dashboards': { json: [one, other] },
      'POST /api/dashboard-moves': { status: 204 },
    });
    const tab = await openAsEditor();
    for (const box of document.querySelectorAll<HTMLInputElement>('.choice')) box.click();
    await tab.settle();
    expect(tab.text).toContain('2 dashboards selected');
    await tab.press('Move to a folder');
    const places = [...document.querySelectorAll<HTMLInputElement>('[name="place"]')];
    expect(places.map(({ checked }) => checked)).toEqual([true, false]);
    places[1]?.click();
    await tab.settle();
    await tab.press('Move here');
    expect(wire.bodyOf('POST /api/dashboard-moves')).toEqual({ dashboards: [one.id, other.id], folderId: FOLDER });
    expect(tab.text).not.toContain('selected');
  });

  it('deletes a folder with what lies in it moving out, after it said so', async () => {
    const wire = new Wire({
      ...BESIDE,
      'GET /api/folders': { json: [folder] },
      'GET /api/session': { json: owners },
      'GET /api/dashboards': { json: [{ ...summary('Orders', 1), folderId: FOLDER }] },
      [`DELETE /api/folders/${FOLDER}?contents=move`]: { status: 204 },
    });
    const tab = await openAsEditor();
    await tab.press('Actions for the folder Sales');
    await tab.press('Delete');
    expect(tab.text).toContain('its dashboards and folders move to Dashboards (top)');
    wire.set('GET /api/folders', { json: [] });
    await tab.press('Delete');
    expect(wire.calls.map(({ route }) => route)).toContain(`DELETE /api/folders/${FOLDER}?contents=move`);
    expect(tab.text).not.toContain('1 dashboard');
  });
});

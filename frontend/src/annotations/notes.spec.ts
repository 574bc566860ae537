import { Component, inject, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { frameOf } from '@quarterdeck/sdk';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import type { Session } from '@quarterdeck/sdk/api/identity';
import { SessionStore } from '../api/session.store';
import { DashboardView } from '../dashboards/view/dashboard-view.store';
import { Composing } from '../dashboards/edit/composing';
import { openPage, type Tab } from '../testing/page';
import { owners, problem, Wire } from '../testing/wire';
import { NotesOverlay } from './notes-overlay';
import { NotesStore } from './notes.store';
import { PanelNotes } from './panel-notes';

const BESIDE = { x: 0, y: 0, width: 0, height: 0 };
const AT = Date.UTC(2026, 0, 1, 18, 30);
const other = { id: '0199d1a4-0000-7000-8000-000000000007', name: 'Grace' };
const note: Annotation = {
  id: '0199d1a4-0000-7000-8000-000000000003',
  dashboardId: null,
  metric: 'taxi',
  labels: {},
  from: new Date(AT).toISOString(),
  to: null,
  text: '**Strike** <img src=x onerror=alert(1)>',
  tags: ['traffic'],
  colour: 'bad',
  source: 'person',
  author: other,
  createdAt: '2026-01-02T00:00:00Z',
  editedAt: '2026-01-03T00:00:00Z',
  version: 1,
};
const notes = signal<readonly Annotation[]>([note]);
let asked = 0;
const view = { dashboard: () => ({ id: 'd' }), panels: { notesAgain: () => asked++ } };

@Component({
  selector: 'qd-test-notes',
  imports: [NotesOverlay],
  providers: [
    NotesStore,
    PanelNotes,
    { provide: DashboardView, useValue: view },
    { provide: Composing, useValue: { isOpen: () => false } },
  ],
  template: '<qd-notes-overlay zone="UTC" [all]="notes()" [frames]="frames" />',
})
class Host {
  readonly notes = notes;
  readonly frames = [frameOf('f', [{ name: 'v', type: 'number', metric: 'taxi', values: new Float64Array(1) }])];
  constructor() {
    panel = inject(PanelNotes);
  }
}
let panel: PanelNotes;

describe('the notes of a panel', () => {
  let tab: Tab;
  let wire: Wire;
  async function open(role: Session['role'] = 'owner'): Promise<void> {
    asked = 0;
    notes.set([note]);
    wire = new Wire({ 'GET /api/session': { json: { ...owners, role } } });
    tab = await openPage(Host);
    await TestBed.inject(SessionStore).ready();
    panel.hasPlot({ from: AT - 1000, to: AT + 1000 });
  }
  const show = async (deed: () => void) => {
    deed();
    await tab.settle();
  };
  const write = () => panel.write({ from: AT, to: null }, BESIDE);

  it('are written on the metric that was pointed at, at the moment that was pointed at', async () => {
    await open();
    await show(write);
    wire.set('POST /api/annotations', { status: 201, json: note });
    await tab.fill('Note', 'Strike');
    await tab.fill('Tags', 'traffic, taxi');
    await tab.press('Add note');
    expect(wire.bodyOf('POST /api/annotations')).toEqual({
      dashboardId: null,
      metric: 'taxi',
      labels: {},
      from: note.from,
      to: null,
      text: 'Strike',
      tags: ['traffic', 'taxi'],
      colour: 'info',
    });
    expect([asked, panel.opened()]).toEqual([1, null]);
  });

  it('say in words what is missing, and send nothing', async () => {
    await open();
    await show(write);
    await tab.fill('When', '');
    await tab.press('Add note');
    expect(tab.text).toContain('Write something.');
    expect(tab.text).toContain('Give both a date and a time.');
    expect(wire.bodyOf('POST /api/annotations')).toBeUndefined();
  });

  it('stay written in the editor when the server refuses them, and the reason stands there', async () => {
    await open();
    await show(write);
    wire.set('POST /api/annotations', problem(403, 'access.denied'));
    await tab.fill('Note', 'Strike');
    await tab.press('Add note');
    expect(tab.text).toContain('What access.denied means.');
    expect(tab.field('Note').value).toBe('Strike');
  });

  it('are listed, and each opens with who wrote it', async () => {
    await open('viewer');
    await show(() => panel.list(BESIDE));
    expect(tab.text).not.toContain('Add a note');
    document.querySelector<HTMLElement>('qd-note-list li button')?.click();
    await tab.settle();
    expect(tab.text).toContain('Grace');
    expect(tab.text).toContain('On taxi');
    expect(document.querySelector('qd-note-card img')).toBeNull();
  });

  it.each([
    ['an owner', 'owner', true],
    ['an editor who did not write it', 'editor', false],
    ['a viewer', 'viewer', false],
  ] as const)('offer to edit and delete, or do not, to %s', async (_who, role, may) => {
    await open(role);
    await show(() => panel.read(note.id, BESIDE));
    expect(document.querySelectorAll('qd-note-card .qd-actions button').length > 0).toBe(may);
  });

  it('that somebody else changed meanwhile are shown beside one’s own, and nothing is overwritten unasked', async () => {
    await open();
    const theirs = { ...note, text: 'Theirs', version: 2 };
    wire.set(`PUT /api/annotations/${note.id}`, (body) =>
      (body as { version: number }).version === 2 ? { json: theirs } : problem(409, 'annotation.changed'),
    );
    wire.set(`GET /api/annotations/${note.id}`, { json: theirs });
    await show(() => panel.read(note.id, BESIDE));
    await tab.press('Edit');
    await tab.fill('Note', 'Mine');
    await tab.press('Save');
    expect(tab.text).toContain('Somebody changed this note while you were writing.');
    expect([tab.field('Note').value, asked]).toEqual(['Mine', 0]);
    await tab.press('Save mine over it');
    expect(wire.bodyOf(`PUT /api/annotations/${note.id}`)).toMatchObject({ text: 'Mine', version: 2 });
    expect([asked, panel.opened()]).toEqual([1, null]);
  });

  it('are listed by tag where one asks for it', async () => {
    await open();
    notes.set([note, { ...note, id: other.id, text: 'Release', tags: ['release'] }]);
    await show(() => panel.list(BESIDE));
    await tab.press('release');
    expect(document.querySelectorAll('qd-note-list li')).toHaveLength(1);
    await tab.press('release');
    expect(document.querySelectorAll('qd-note-list li')).toHaveLength(2);
  });

  it('tell what they said before', async () => {
    await open();
    const before = { ...note, text: 'Slow traffic' };
    wire.set(`GET /api/annotations/${note.id}/history`, {
      json: [{ editor: other, editedAt: note.editedAt, before }],
    });
    await show(() => panel.read(note.id, BESIDE));
    await tab.press('What it said before');
    expect(tab.text).toContain('Slow traffic');
  });

  it('are deleted only after a question', async () => {
    await open();
    wire.set(`DELETE /api/annotations/${note.id}`, { status: 204 });
    await show(() => panel.read(note.id, BESIDE));
    await tab.press('Delete');
    expect(tab.text).toContain('Delete this note?');
    expect(asked).toBe(0);
    await tab.press('Delete');
    expect([asked, panel.opened()]).toEqual([1, null]);
  });

  it('close where somebody else deletes the one that is open', async () => {
    await open();
    await show(() => panel.read(note.id, BESIDE));
    await show(() => notes.set([]));
    expect(panel.opened()).toBeNull();
  });
});

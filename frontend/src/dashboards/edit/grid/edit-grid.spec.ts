import { Component, inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { DashboardDocument, type Dashboard } from '@quarterdeck/sdk/api/dashboards';
import { Realtime, type DashboardWatch } from '../../../api/realtime';
import { openPage, type Tab } from '../../../testing/page';
import { Wire } from '../../../testing/wire';
import { Toasts } from '../../../ui/toasts';
import { DashboardView } from '../../view/dashboard-view.store';
import { PanelsStore } from '../../panel/panels.store';
import { VariablesStore } from '../../../variables/variables.store';
import { ViewAddress } from '../../view/view-address';
import { DashboardEditor } from '../dashboard-editor.store';
import { EditGrid } from './edit-grid';
import { PhoneOrder } from './phone-order';

const panel = (id: string, y: number, where: object = {}) => ({
  id,
  title: `Panel ${id}`,
  widget: 'widget-stat@1',
  place: { x: 0, y, w: 24, h: 4 },
  ...where,
});
const saved = (more: object): Dashboard => ({
  id: '0199d1a4-0000-7000-8000-000000000001',
  version: 1,
  updatedAt: new Date(0).toISOString(),
  document: DashboardDocument.parse({ title: 'Orders', ...more }),
  ...({ folderId: null } as object),
});
let dashboard: Dashboard;
let editor: DashboardEditor;
let view: DashboardView;

@Component({
  selector: 'qd-test-editing',
  imports: [EditGrid, PhoneOrder],
  providers: [DashboardEditor, DashboardView, PanelsStore, VariablesStore, ViewAddress],
  template: `
    @if (editor.side()?.kind === 'phone') {
      <qd-phone-order />
    } @else if (editor.isOpen()) {
      <qd-edit-grid />
    }
  `,
})
class Editing {
  protected readonly editor = (editor = inject(DashboardEditor));

  constructor() {
    view = inject(DashboardView);
    const source = { target: { dashboardId: dashboard.id }, panels: () => new Promise<never>(() => undefined) };
    void view
      .open({
        source: { ...source, annotations: () => Promise.resolve([]), variables: () => Promise.resolve([]) },
        load: () => Promise.resolve({ dashboard, plugins: [] }),
        closed: () => undefined,
      })
      .then(() => {
        editor.begin();
      });
  }
}

/** No server is heard of. */
const SILENT: DashboardWatch = { stop: () => undefined, look: () => undefined };

describe('the grid of the editor', () => {
  let tab: Tab;
  const open = async (document: object) => {
    localStorage.clear();
    dashboard = saved(document);
    new Wire({
      'GET /api/connections': { json: [] },
      'GET /api/metrics': { json: [] },
    });
    TestBed.configureTestingModule({
      providers: [{ provide: Realtime, useValue: { watch: () => SILENT } }],
    });
    tab = await openPage(Editing);
    await tab.settle();
  };
  const key = async (name: string, more: KeyboardEventInit = {}) => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, ...more }));
    await tab.settle();
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await tab.settle();
  };
  const grip = (id: string) => document.querySelector<HTMLElement>(`[data-cell="${id}"] .grip`);
  const paste = async (text: string) => {
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: { getData: () => text } });
    document.activeElement?.dispatchEvent(event);
    await tab.settle();
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await tab.settle();
  };
  const said = () =>
    TestBed.inject(Toasts)
      .toasts()
      .map(({ text }) => text);
  const standing = () => editor.document()?.panels.map(({ id, row, tab: on }) => `${id} ${row ?? on ?? '-'}`);

  it('takes a panel by keys past the edge of its section into the next, and back by undo', async () => {
    await open({ rows: [{ id: 'shops', title: 'Shops', collapsed: true }], panels: [panel('a', 0), panel('b', 4)] });
    grip('b')?.focus();
    await key('ArrowDown');
    expect(standing()).toEqual(['a -', 'b shops']);
    expect(view.isRowOpen({ id: 'shops', title: 'Shops', collapsed: true })).toBe(true);
    expect(document.activeElement).toBe(grip('b'));
    await key('ArrowUp');
    expect(standing()).toEqual(['a -', 'b -']);
    editor.undo();
    expect(standing()).toEqual(['a -', 'b shops']);
  });

  it('adds a row and a tab, whose titles are typed at once, and leaves the focus there', async () => {
    await open({ panels: [panel('a', 0)] });
    await tab.press('Add a row');
    const field = () => document.querySelector<HTMLInputElement>('qd-title-field input');
    expect(field()?.getAttribute('aria-label')).toBe('Title of the row');
    if (field()) (field() as HTMLInputElement).value = 'Shops';
    field()?.focus();
    await key('Enter');
    expect(editor.document()?.rows).toEqual([{ id: 'row-1', title: 'Shops', collapsed: false }]);
    expect(document.activeElement?.textContent).toContain('Shops');
    await tab.press('Add a tab');
    field()?.focus();
    await key('Escape');
    expect(editor.document()?.tabs.map(({ title }) => title)).toEqual(['Overview', 'New tab']);
    expect(tab.address).toContain('tab=tab-2');
    expect(document.activeElement?.textContent.trim()).toBe('New tab');
    editor.undo();
    editor.undo();
    expect([editor.document()?.tabs, editor.document()?.rows[0]?.title]).toEqual([[], 'New row']);
  });

  it('pastes below the panel in focus, tells of a connection that is not here, and of what is no panel', async () => {
    await open({ panels: [panel('a', 0)] });
    const there = '0199d1a4-0000-7000-8000-00000000000f';
    const query = { source: there, kind: 'rows', input: {} };
    const copied = { type: 'quarterdeck.panels/1', panels: [{ ...panel('x', 9), queries: [query] }] };
    grip('a')?.focus();
    await paste(JSON.stringify({ ...copied, connections: { [there]: 'Their shop' } }));
    expect(editor.document()?.panels.map(({ id, place }) => [id, place.y])).toEqual([
      ['a', 0],
      ['panel-1', 4],
    ]);
    expect(document.activeElement).toBe(grip('panel-1'));
    expect(said().at(-1)).toContain('its connection Their shop is not in this workspace');
    await paste('Dear Ada');
    expect(said().at(-1)).toContain('The clipboard holds no panel');
    expect(editor.document()?.panels).toHaveLength(2);
  });

  it('orders the panels for phones by keys, and forgets the order when it is the usual one again', async () => {
    await open({ panels: [panel('a', 0), panel('b', 4), panel('c', 8)] });
    editor.open({ kind: 'phone' });
    await tab.settle();
    const handle = (id: string) => document.querySelector<HTMLElement>(`[data-place="${id}"] .grip`);
    handle('c')?.focus();
    await key('ArrowUp');
    expect(editor.document()?.phoneOrder).toEqual(['a', 'c', 'b']);
    expect(document.activeElement).toBe(handle('c'));
    await key('Home');
    expect(editor.document()?.phoneOrder).toEqual(['c', 'a', 'b']);
    await key('End');
    expect(editor.document()?.phoneOrder).toEqual([]);
  });
});

import { openTab, type Tab } from '../../testing/page';
import { problem, Wire } from '../../testing/wire';
import { SharedPage } from './shared-page';

describe('the page behind a share link', () => {
  const open = async (address: string): Promise<Tab> => {
    const tab = await openTab([{ path: 'shared', component: SharedPage }]);
    await tab.go(address);
    return tab;
  };

  it('says in words that a link has ended, and shows nothing of the dashboard', async () => {
    const wire = new Wire({ 'GET /api/shared': problem(401, 'share-link.ended') });
    const tab = await open('/shared#old-token');
    expect(tab.text).toContain('This link no longer works');
    expect(document.querySelector('qd-panel-grid, header')).toBeNull();
    expect(wire.calls.map(({ route }) => route)).not.toContain('POST /api/shared/panels');
  });

  it('asks for nothing without a token', async () => {
    const wire = new Wire({});
    expect((await open('/shared')).text).toContain('This link no longer works');
    expect(wire.calls).toEqual([]);
  });

  it('takes a silent server for what it is, not for the end of the link', async () => {
    new Wire({});
    const tab = await open('/shared#token');
    expect(tab.text).toContain('The server cannot be reached.');
    expect(tab.text).not.toContain('no longer works');
  });
});

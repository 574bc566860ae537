import { openPage } from '../testing/page';
import { problem, Wire } from '../testing/wire';
import { DashboardsPage } from './dashboards-page';

const summary = (title: string, panelCount: number) => ({
  id: `0199d1a4-0000-7000-8000-00000000000${panelCount}`,
  title,
  description: `About ${title}.`,
  panelCount,
  updatedAt: new Date(Date.now() - 2 * 86_400_000).toISOString(),
});

describe('the list of dashboards', () => {
  it('shows what each is about, how large it is and when it was saved', async () => {
    new Wire({ 'GET /api/dashboards': { json: [summary('City demand', 7), summary('One number', 1)] } });
    const tab = await openPage(DashboardsPage);
    expect(tab.text).toContain('About City demand. 7 panels · saved 2 days ago');
    expect(tab.text).toContain('1 panel ·');
    const links = [...document.querySelectorAll('a.qd-card')].map((link) => link.getAttribute('href'));
    expect(links).toEqual([7, 1].map((last) => `/dashboards/0199d1a4-0000-7000-8000-00000000000${last}`));
  });

  it('says what would appear where there is none, and how to get it', async () => {
    new Wire({ 'GET /api/dashboards': { json: [] } });
    expect((await openPage(DashboardsPage)).text).toContain('POST /api/dashboards');
  });

  it('says what is wrong, and tries again', async () => {
    const wire = new Wire({ 'GET /api/dashboards': problem(500, 'unexpected') });
    const tab = await openPage(DashboardsPage);
    expect(tab.text).toContain('What unexpected means.');
    wire.set('GET /api/dashboards', { json: [summary('City demand', 7)] });
    await tab.press('Try again');
    expect(tab.text).toContain('City demand');
    expect(tab.text).not.toContain('What unexpected means.');
  });
});

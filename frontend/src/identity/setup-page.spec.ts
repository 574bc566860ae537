import { Blank, openTab, type Tab } from '../testing/page';
import { owners, problem, strangers, Wire } from '../testing/wire';
import { SetupPage } from './setup-page';

describe('the first visit', () => {
  let tab: Tab;
  let wire: Wire;

  beforeEach(async () => {
    wire = new Wire({ 'GET /api/session': { json: { ...strangers, setupNeeded: true } } });
    tab = await openTab([
      { path: 'setup', component: SetupPage },
      { path: '', component: Blank },
    ]);
    await tab.go('/setup');
  });

  async function fill(password: string): Promise<void> {
    await tab.fill('Code from the terminal', 'K7QM-4XTR');
    await tab.fill('Your name', 'Ada');
    await tab.fill('Email', 'ada@example.org');
    await tab.fill('Password', password);
    await tab.press('Create owner and open');
  }

  it('makes the owner and opens the product', async () => {
    wire.set('POST /api/setup', { status: 201, json: owners });
    await fill('twelve letters');
    expect(wire.bodyOf('POST /api/setup')).toEqual({
      code: 'K7QM-4XTR',
      name: 'Ada',
      email: 'ada@example.org',
      password: 'twelve letters',
      workspace: 'My workspace',
    });
    expect(tab.address).toBe('/');
  });

  it('refuses a short password before it is sent, and takes the person to it', async () => {
    await fill('short');
    expect(tab.text).toContain('At least 12 characters.');
    expect(document.activeElement).toBe(tab.field('Password'));
    expect(wire.calls).toEqual([]);
  });

  it('shows beside the code what the server says about it', async () => {
    wire.set(
      'POST /api/setup',
      problem(422, 'setup.wrong-code', { errors: [{ path: 'code', message: 'This is not the code.' }] }),
    );
    await fill('twelve letters');
    expect(tab.field('Code from the terminal').getAttribute('aria-invalid')).toBe('true');
    expect(tab.text).toContain('This is not the code.');
  });
});

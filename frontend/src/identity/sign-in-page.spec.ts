import { jest } from '@jest/globals';
import { Blank, openTab, type Tab } from '../testing/page';
import { owners, problem, strangers, Wire } from '../testing/wire';
import { SignInPage } from './sign-in-page';

describe('the sign-in page', () => {
  let tab: Tab;
  let wire: Wire;

  beforeEach(async () => {
    wire = new Wire({ 'GET /api/session': { json: strangers } });
    tab = await openTab([
      { path: 'sign-in', component: SignInPage },
      { path: '**', component: Blank },
    ]);
    await tab.go('/sign-in?returnTo=%2Fsettings');
  });
  afterEach(() => jest.useRealTimers());

  async function signIn(): Promise<void> {
    await tab.fill('Email', 'ada@example.org');
    await tab.fill('Password', 'a long enough secret');
    await tab.press('Sign in');
  }

  it('goes on to where the person wanted to go', async () => {
    wire.set('POST /api/session', { json: owners });
    await signIn();
    expect(wire.bodyOf('POST /api/session')).toEqual({ email: 'ada@example.org', password: 'a long enough secret' });
    expect(tab.address).toBe('/settings');
  });

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example'])(
    'never goes on to another site: %s',
    async (to) => {
      wire.set('POST /api/session', { json: owners });
      await tab.go(`/sign-in?returnTo=${encodeURIComponent(to)}`);
      await signIn();
      expect(tab.address).toBe('/');
    },
  );

  it('says what is missing beside the field, and sends nothing', async () => {
    await tab.press('Sign in');
    expect(tab.text).toContain('Type your email address.');
    expect(tab.field('Email').getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(tab.field('Email').getAttribute('aria-describedby') ?? '')?.textContent).toContain(
      'Type your email address.',
    );
    expect(wire.calls).toEqual([]);
  });

  it('says that email and password do not belong together, and stays', async () => {
    wire.set('POST /api/session', problem(401, 'sign-in.wrong'));
    await signIn();
    expect(tab.text).toContain('do not belong together');
    expect(tab.address).toBe('/sign-in?returnTo=%2Fsettings');
  });

  it('says how long to wait after too many tries, counts down, and lets nobody try before', async () => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'requestAnimationFrame', 'setTimeout', 'performance'] });
    wire.set('POST /api/session', problem(429, 'sign-in.throttled', { retryAfterMs: 30_000 }));
    await signIn();
    expect(tab.text).toContain('try again in 30 s');
    jest.advanceTimersByTime(5000);
    await tab.settle();
    expect(tab.text).toContain('try again in 25 s');
    expect(document.querySelector<HTMLButtonElement>('button.primary')?.disabled).toBe(true);
    jest.advanceTimersByTime(25_000);
    await tab.settle();
    expect(document.querySelector<HTMLButtonElement>('button.primary')?.disabled).toBe(false);
  });

  it('says it when the server cannot be reached', async () => {
    await signIn();
    expect(tab.text).toContain('The server cannot be reached.');
  });

  it('tells who is locked out which command helps', async () => {
    await tab.fill('Email', 'ada@example.org');
    expect(tab.text).toContain('quarterdeck reset-password ada@example.org');
  });
});

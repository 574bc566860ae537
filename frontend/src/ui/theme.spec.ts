import { TestBed } from '@angular/core/testing';
import { darkTheme, lightTheme } from './palette';
import { ThemeService } from './theme';

describe('the theme', () => {
  let systemTurns: (dark: boolean) => void;

  beforeEach(() => {
    localStorage.clear();
    delete document.documentElement.dataset.theme;
    let heard: (event: { matches: boolean }) => void = () => {};
    globalThis.matchMedia = (() => ({
      matches: false,
      addEventListener: (_: string, listener: typeof heard) => (heard = listener),
    })) as never;
    systemTurns = (dark) => {
      heard({ matches: dark });
    };
  });

  it('follows the system until somebody chooses', () => {
    const theme = TestBed.inject(ThemeService);
    expect(theme.theme()).toBe(lightTheme);
    systemTurns(true);
    expect(theme.theme()).toBe(darkTheme);
    theme.choose('light');
    expect(theme.theme()).toBe(lightTheme);
  });

  it('marks the page with the choice and forgets the mark when the system decides again', () => {
    const theme = TestBed.inject(ThemeService);
    theme.choose('dark');
    TestBed.tick();
    expect(document.documentElement.dataset.theme).toBe('dark');
    theme.choose('system');
    TestBed.tick();
    expect(document.documentElement.dataset.theme).toBeUndefined();
  });

  it('remembers the choice on this device', () => {
    localStorage.setItem('quarterdeck.theme', 'dark');
    expect(TestBed.inject(ThemeService).dark()).toBe(true);
  });

  it('does not trust what it finds in the storage', () => {
    localStorage.setItem('quarterdeck.theme', 'purple');
    expect(TestBed.inject(ThemeService).choice()).toBe('system');
  });
});

import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { launch, type Browser } from 'puppeteer-core';
import { isRoot } from '../data-folder.js';
import { upstream } from '../errors.js';
import { isAlive } from '../process-facts.js';
import { findBrowsers, type BrowserProgram, type BrowserSettings } from './find-browser.js';
import { unpackFonts } from './npm-browser.js';

/** A running browser; `close` also removes its profile. */
export interface OpenBrowser {
  browser: Browser;
  program: BrowserProgram;
  /** False where the system forbids Chromium its sandbox (root, some containers). */
  sandboxed: boolean;
  close(): Promise<void>;
}

/** Besides puppeteer's own: what a printer has no use for, and letters placed as designed instead of as a screen would. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
  '--font-render-hinting=none',
];
const PROFILE = 'profile-';
const LAUNCH_MS = 60_000;

/** Opens the first browser that starts; called by the browser service. Throws `upstream` with every reason when none does. */
export async function openBrowser(settings: BrowserSettings): Promise<OpenBrowser> {
  const cache = join(settings.dataDir, 'browser');
  mkdirSync(cache, { recursive: true });
  sweepProfiles(cache);
  const reasons: string[] = [];
  for await (const program of findBrowsers(settings, cache)) {
    try {
      return await open(program, cache);
    } catch (error) {
      reasons.push(`${program.executable}: ${(error as Error).message}`);
    }
  }
  throw noBrowser(reasons);
}

function noBrowser(reasons: string[]): Error {
  const why = reasons.length > 0 ? `No browser could be started (${reasons.join('; ')})` : 'No browser was found';
  return upstream('browser.missing', `${why}: install Chromium or Chrome, or name one with QD_CHROMIUM.`);
}

/** Root gets no sandbox from Chromium; other users do unless the system forbids it, which only trying tells. */
async function open(program: BrowserProgram, cache: string): Promise<OpenBrowser> {
  if (isRoot()) return start(program, cache, false);
  try {
    return await start(program, cache, true);
  } catch (error) {
    if (!/sandbox/i.test((error as Error).message)) throw error;
    return start(program, cache, false);
  }
}

async function start(program: BrowserProgram, cache: string, sandboxed: boolean): Promise<OpenBrowser> {
  const userDataDir = mkdtempSync(join(cache, `${PROFILE}${process.pid}-`));
  const forget = (): void => rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  try {
    const browser = await launch({
      executablePath: program.executable,
      headless: program.origin === 'npm' ? 'shell' : true,
      args: sandboxed ? FLAGS : [...FLAGS, '--no-sandbox'],
      pipe: true, // no port that others on this machine could talk to, and the browser ends with this process
      userDataDir,
      timeout: LAUNCH_MS,
      // This process decides what a signal means, and closes the browser in its turn.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      ...(await environment(program, cache)),
    });
    browser.once('disconnected', forget);
    const close = async (): Promise<void> => {
      await browser.close();
      forget();
    };
    return { browser, program, sandboxed, close };
  } catch (error) {
    forget();
    throw error;
  }
}

/** The browser learns nothing of our own environment, which may hold secrets. Windows programs cannot live without theirs. */
async function environment({ libraries }: BrowserProgram, cache: string): Promise<{ env?: Record<string, string> }> {
  if (process.platform !== 'linux') return {};
  const fonts = await unpackFonts(cache);
  return {
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: cache,
      XDG_CACHE_HOME: join(cache, 'cache'),
      XDG_CONFIG_HOME: join(cache, 'config'),
      LANG: 'en_US.UTF-8', // the locale of pages; C would be "en-US@posix", which Intl refuses
      TZ: 'UTC',
      ...(fonts ? { FONTCONFIG_FILE: fonts } : {}),
      ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}),
    },
  };
}

/** Profiles of processes that were killed. */
function sweepProfiles(cache: string): void {
  for (const name of readdirSync(cache).filter((each) => each.startsWith(PROFILE))) {
    if (!isAlive(Number(name.split('-')[1]))) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

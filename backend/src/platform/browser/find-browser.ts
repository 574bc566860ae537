import { existsSync } from 'node:fs';
import { hasNpmBrowser, lacksLibraries, unpackNpmBrowser } from './npm-browser.js';

/** A browser program that may be tried. */
export interface BrowserProgram {
  origin: 'configured' | 'installed' | 'npm';
  executable: string;
  /** Where libraries are that the system lacks. */
  libraries?: string;
}

/** The part of the configuration that says which browser prints. */
export interface BrowserSettings {
  /** QD_CHROMIUM: the path of a Chromium, Chrome or Edge, or `npm` for the one that came with npm. */
  readonly chromium: string | undefined;
  readonly dataDir: string;
}

const PLACES: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/opt/google/chrome/chrome',
    '/usr/bin/microsoft-edge-stable',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * The browsers that may print, best first: the one that QD_CHROMIUM names, else those installed on the system, else the
 * one that came with npm. They come one by one, because the last has to be unpacked before it can be tried.
 */
export async function* findBrowsers({ chromium }: BrowserSettings, cache: string): AsyncGenerator<BrowserProgram> {
  if (chromium && chromium !== 'npm') {
    yield { origin: 'configured', executable: chromium };
    return;
  }
  if (chromium !== 'npm') yield* installedBrowsers();
  if (hasNpmBrowser()) {
    const { executable, libraries } = await unpackNpmBrowser(cache);
    yield { origin: 'npm', executable, ...(lacksLibraries() ? { libraries } : {}) };
  }
}

/** The browsers found in the usual places of this system. */
export function installedBrowsers(): BrowserProgram[] {
  const found = (PLACES[process.platform] ?? []).filter((path) => existsSync(path));
  return found.map((executable) => ({ origin: 'installed', executable }));
}

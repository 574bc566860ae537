import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createReadStream, createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import { untar } from './untar.js';

/** What npm's browser package is unpacked to. */
export interface NpmBrowser {
  executable: string;
  /** Holds the libraries that a bare system lacks. */
  libraries: string;
}

/** The libraries the browser needs and the package carries. */
const CARRIED = ['libnss3.so', 'libnspr4.so', 'libexpat.so.1'];
const LIBRARY_FOLDERS = [
  '/lib/x86_64-linux-gnu',
  '/usr/lib/x86_64-linux-gnu',
  '/lib64',
  '/usr/lib64',
  '/usr/lib',
  '/lib',
];

/** Whether npm brought a browser for this machine; an image with a Chromium of its own leaves it out. */
export const hasNpmBrowser = (): boolean =>
  process.platform === 'linux' && process.arch === 'x64' && existsSync(join(npmPackage().bin, 'chromium.br'));

/** The browser that came with npm, unpacked into the cache once per version (210 MB, about two seconds). */
export async function unpackNpmBrowser(cache: string): Promise<NpmBrowser> {
  const { bin, version } = npmPackage();
  const folder = await unpackOnce(join(cache, `chromium-${version}`), async (target) => {
    const executable = createWriteStream(join(target, 'chromium'), { mode: 0o755 });
    await pipeline(createReadStream(join(bin, 'chromium.br')), createBrotliDecompress(), executable);
    untar(brotliDecompressSync(readFileSync(join(bin, 'al2023.tar.br'))), target);
  });
  return { executable: join(folder, 'chromium'), libraries: join(folder, 'lib') };
}

/**
 * A fontconfig file that adds Open Sans to whatever fonts the system has: on a system without any, a browser prints no
 * text. Undefined where the package's fonts were left out.
 */
export async function unpackFonts(cache: string): Promise<string | undefined> {
  const { bin, version } = npmPackage();
  const archive = join(bin, 'fonts.tar.br');
  if (!existsSync(archive)) return undefined;
  const folder = await unpackOnce(join(cache, `fonts-${version}`), (target) => {
    untar(brotliDecompressSync(readFileSync(archive)), target);
  });
  const file = join(folder, 'quarterdeck.conf');
  // Written each time: it names its own folder, which may have been moved.
  writeFileSync(file, fontConfiguration(join(folder, 'fonts'), join(folder, 'cache')));
  return file;
}

/** Whether the system lacks one of the libraries that the package carries. */
export const lacksLibraries = (): boolean =>
  !CARRIED.every((name) => LIBRARY_FOLDERS.some((folder) => existsSync(join(folder, name))));

function npmPackage(): { bin: string; version: string } {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { bin: join(folder, 'bin'), version };
}

/** The folder appears under its name only when it is whole; of two processes that unpack at once the first wins. */
async function unpackOnce(folder: string, unpack: (target: string) => Promise<void> | void): Promise<string> {
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true, mode: 0o755 });
  try {
    await unpack(unfinished);
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

const fontConfiguration = (fonts: string, cache: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${escaped(fonts)}</dir>
  <cachedir>${escaped(cache)}</cachedir>
</fontconfig>
`;

const escaped = (path: string): string => path.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

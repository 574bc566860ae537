import { FRAMES_MEDIA_TYPE } from '@quarterdeck/sdk';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { upstream } from '../platform/errors.js';
import { contentType, FRONT_END_FOLDER, withNonce } from '../platform/http/front-end.js';
import { contentSecurityPolicy } from '../platform/http/security-headers.js';

/** One answer to the printing browser. */
export interface PrintFile {
  readonly body: Uint8Array | string;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
}
/** All that the printing browser can load: by decoded path, undefined for everything else. */
export type PrintSite = (path: string) => Promise<PrintFile | undefined>;

export interface PrintSiteParts {
  /** The folder of the built front end; tests have their own. */
  readonly frontEnd?: string;
  readonly snapshot: Uint8Array;
  /** Exactly these versions are served. */
  readonly plugins: readonly Plugin[];
  /** A file of an installed plugin; undefined where that version is not installed or has no such file. */
  readonly pluginFile: (id: string, version: string, path: string) => Promise<Uint8Array | undefined>;
}

const PLUGIN_FILE = /^\/plugins\/([^/]+)\/([^/]+)\/(.+)$/;

/**
 * The little web site that a report is printed from: the front end, the frozen bytes, and the plugins with which they
 * were frozen. There is no API behind it: what is not in the snapshot cannot get onto the paper.
 */
export function printSite({ frontEnd = FRONT_END_FOLDER, snapshot, plugins, pluginFile }: PrintSiteParts): PrintSite {
  return async (path) => {
    if (path === '/print') return page(frontEnd);
    if (path === '/snapshot') return { body: snapshot, contentType: FRAMES_MEDIA_TYPE };
    const [, id = '', version = '', name = ''] = PLUGIN_FILE.exec(path) ?? [];
    if (id === '') return frontEndFile(frontEnd, path);
    if (!plugins.some((plugin) => plugin.id === id && plugin.version === version)) return undefined;
    const body = await pluginFile(id, version, name);
    return body && { body, contentType: contentType(name) };
  };
}

/** Never prints with another version than the one that was frozen: throws a sentence that names what is missing. */
export async function requirePlugins(site: PrintSite, plugins: readonly Plugin[]): Promise<void> {
  for (const { id, version, title, module } of plugins) {
    if (module === undefined || (await site(module))) continue;
    throw upstream(
      'report.plugin-missing',
      `This report was frozen with "${title}" (${id} ${version}), which is no longer installed: install that version again, or ask for a new report.`,
    );
  }
}

async function page(frontEnd: string): Promise<PrintFile> {
  const file = await frontEndFile(frontEnd, '/index.html');
  if (!file)
    throw upstream('report.no-front-end', 'The front end is not built, so nothing can be printed: run npm run build.');
  const nonce = randomBytes(16).toString('base64url');
  const headers = { 'content-security-policy': contentSecurityPolicy(nonce) };
  return { body: withNonce(file.body.toString(), nonce), contentType: file.contentType, headers };
}

async function frontEndFile(folder: string, path: string): Promise<PrintFile | undefined> {
  const file = join(folder, path);
  if (relative(folder, file).split(sep)[0] === '..') return undefined;
  try {
    return { body: await readFile(file), contentType: contentType(path) };
  } catch (error) {
    if (NO_FILE.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

const NO_FILE = new Set(['ENOENT', 'EISDIR', 'ENOTDIR', 'ERR_INVALID_ARG_VALUE']);

import { Manifest, MANIFEST_PATH } from '@quarterdeck/sdk/manifest';
import { createHash } from 'node:crypto';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { nameOf, type BrokenPlugin, type InstalledPlugin } from './installed-plugin.js';
import { satisfies } from './versions.js';

export interface Catalogue {
  readonly installed: readonly InstalledPlugin[];
  readonly broken: readonly BrokenPlugin[];
}

/**
 * Every packed plugin in the folders below these. A folder without a manifest is no plugin; one whose manifest or files are
 * not as they should be is listed as broken, and the rest load.
 */
export async function readCatalogue(folders: readonly string[], sdkVersion: string): Promise<Catalogue> {
  const packages = (await Promise.all(folders.map(packagesIn))).flat();
  const installed = new Map<string, InstalledPlugin>();
  const broken: BrokenPlugin[] = [];
  for (const plugin of await Promise.all(packages.map((folder) => readPlugin(folder, sdkVersion)))) {
    if (plugin === undefined) continue;
    if ('reason' in plugin) broken.push(plugin);
    else if (!installed.has(nameOf(plugin.manifest))) installed.set(nameOf(plugin.manifest), plugin);
    else broken.push(brokenBy(plugin.manifest, 'The same version lies in a second folder.'));
  }
  return { installed: [...installed.values()], broken };
}

async function packagesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  const names = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map(({ name }) => name);
  return names.sort().map((name) => join(folder, name));
}

async function readPlugin(folder: string, sdkVersion: string): Promise<InstalledPlugin | BrokenPlugin | undefined> {
  const text = await readFile(join(folder, MANIFEST_PATH), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = Manifest.safeParse(parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const unnamed = { id: basename(folder), version: '0.0.0', kind: 'widget', title: basename(folder) } as const;
    return brokenBy(unnamed, `Its manifest is not valid at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? ''}`);
  }
  const manifest = parsed.data;
  if (!satisfies(sdkVersion, manifest.sdk)) {
    return brokenBy(manifest, `It was written for SDK ${manifest.sdk}, and this is ${sdkVersion}.`);
  }
  const dist = dirname(join(folder, MANIFEST_PATH));
  const files = await readFiles(dist, manifest);
  if (typeof files === 'string') return brokenBy(manifest, files);
  return { manifest, files, entry: await realpath(join(dist, manifest.entry)) };
}

/** The files with the hashes they should have, or what is wrong with the first that has not. */
async function readFiles(dist: string, { files, entry }: Manifest): Promise<ReadonlyMap<string, Uint8Array> | string> {
  if (!Object.hasOwn(files, entry)) return `Its manifest does not list ${entry}.`;
  const read = new Map<string, Uint8Array>();
  for (const [path, integrity] of Object.entries(files)) {
    const bytes = await readFile(join(dist, path)).catch(() => undefined);
    if (!bytes) return `Its file ${path} is missing.`;
    const found = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
    if (found !== integrity) return `Its file ${path} is not the one it was packed with: pack or install it again.`;
    read.set(path, bytes);
  }
  return read;
}

const brokenBy = ({ id, version, kind, title }: Omit<BrokenPlugin, 'reason'>, reason: string): BrokenPlugin => {
  return { id, version, kind, title, reason };
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

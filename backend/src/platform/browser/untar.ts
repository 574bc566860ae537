import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

const BLOCK = 512;

/** Writes the files of an uncompressed tar archive into a folder. Knows what npm's browser package uses: files and folders. */
export function untar(archive: Buffer, folder: string): void {
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0;) {
    const header = archive.subarray(at, at + BLOCK);
    const size = octal(header, 124, 12);
    if (text(header, 156, 1) === '0') {
      const path = inside(folder, text(header, 0, 100));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, archive.subarray(at + BLOCK, at + BLOCK + size), { mode: octal(header, 100, 8) });
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function inside(folder: string, name: string): string {
  const path = resolve(folder, name);
  if (relative(folder, path).startsWith('..'))
    throw new Error(`The archive wants to write outside of its folder: ${name}`);
  return path;
}

const text = (header: Buffer, start: number, length: number): string =>
  header.toString('latin1', start, start + length).split('\0')[0] ?? '';

const octal = (header: Buffer, start: number, length: number): number =>
  Number.parseInt(text(header, start, length), 8) || 0;

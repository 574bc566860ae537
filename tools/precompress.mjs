#!/usr/bin/env node
/** Lays a `.br` twin beside every text file of a folder, once at build time, so that no request pays for compressing. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const TEXT = new Set(['.js', '.css', '.svg', '.json', '.txt']);
const SMALLEST = 1024;
const OPTIONS = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };

const [folder] = process.argv.slice(2);
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath, entry.name);
  if (extname(file) === '.br') rmSync(file);
  if (!entry.isFile() || !TEXT.has(extname(file))) continue;
  const bytes = readFileSync(file);
  if (bytes.length >= SMALLEST) writeFileSync(`${file}.br`, brotliCompressSync(bytes, OPTIONS));
}

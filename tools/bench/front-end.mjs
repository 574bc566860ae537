/** What a browser must load before the first page is drawn. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { ROOT } from './server.mjs';

const FOLDER = join(ROOT, 'frontend/dist/browser');

export async function measureFrontEnd(report) {
  const index = readFileSync(join(FOLDER, 'index.html'), 'utf8');
  const size = (pattern) =>
    [...new Set([...index.matchAll(pattern)].map(([, name]) => name))]
      .map((name) => brotliCompressSync(readFileSync(join(FOLDER, name))).length)
      .reduce((sum, one) => sum + one, 0) / 1024;
  report('front-end.initial.javascript', { value: size(/(?:src|href)="([^"]+\.js)"/g), unit: 'KiB brotli' });
  report('front-end.initial.css', { value: size(/href="([^"]+\.css)"/g), unit: 'KiB brotli' });
}

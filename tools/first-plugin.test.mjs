// docs/first-plugin.md promises that its files make a plugin. Here they do.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { pack } from './build-plugin.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const page = readFileSync(path.join(root, 'docs/first-plugin.md'), 'utf8');

/** The files of the page: each block of code after a text that begins with the name of its file. */
function files() {
  const named = /(?:^|\n\n)`(?:plugins\/widget-greatest\/)?([\w./]+\.(?:json|ts))`[^]*?\n```\w+\n([^]*?)```/g;
  return [...page.matchAll(named)].map(([, name, text]) => ({ name, text }));
}

describe('the first plugin of the documentation', () => {
  let folder;

  before(() => {
    const cache = path.join(root, 'node_modules/.cache');
    mkdirSync(cache, { recursive: true });
    folder = mkdtempSync(path.join(cache, 'first-plugin-'));
    mkdirSync(path.join(folder, 'src'));
    for (const { name, text } of files()) writeFileSync(path.join(folder, name), text);
    writeFileSync(
      path.join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: path.join(root, 'tsconfig.plugin.json') }),
    );
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is four files', () => {
    assert.deepEqual(
      files().map(({ name }) => name),
      ['package.json', 'src/options.ts', 'src/draw.ts', 'src/index.ts'],
    );
  });

  it('compiles', () => {
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
    assert.equal(stdout, '');
    assert.equal(status, 0);
  });

  it('is packed, and draws the greatest value', async () => {
    const { id, entry } = await pack(folder);
    assert.equal(id, 'widget-greatest');
    const widget = await import(pathToFileURL(path.join(folder, 'dist', entry)).href);
    const draw = widget.draw ?? widget.default;
    const fields = [{ name: 'value', type: 'number', values: Float64Array.of(1, NaN, 3, 2) }];
    assert.deepEqual(draw({ frames: [{ fields }], options: { label: 'Peak' } }), {
      kind: 'stat',
      value: 3,
      label: 'Peak',
    });
    assert.match(draw({ frames: [], options: { label: 'Peak' } }).reason, /No value/);
  });
});

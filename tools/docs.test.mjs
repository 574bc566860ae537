// What the documentation names must exist.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const read = (file) => readFileSync(path.join(root, file), 'utf8');
const pages = globSync(['*.md', 'docs/**/*.md', 'plugins/*/README.md', 'examples/**/*.md'], { cwd: root }).sort();
const settingsIn = (text) => new Set(text.match(/\bQD_[A-Z_]+\b/g));

describe('the documentation', () => {
  for (const page of pages) {
    it(`has no link in ${page} that leads nowhere`, () => {
      const links = [...read(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, target]) => target);
      const missing = links.filter((target) => !existsSync(path.join(root, path.dirname(page), target)));
      assert.deepEqual(missing, []);
    });
  }

  it('names every setting that the program reads, and no other', () => {
    const settings = [...settingsIn(read('backend/src/platform/config.ts'))].sort();
    assert.ok(settings.includes('QD_PORT'));
    for (const file of ['README.md', '.env.example']) {
      assert.deepEqual([...settingsIn(read(file))].sort(), settings, file);
    }
  });

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    for (const page of pages) {
      const named = [...read(page).matchAll(/\bnpm run ([a-z][a-z0-9:-]*)/g)].map(([, name]) => name);
      assert.deepEqual(
        named.filter((name) => !(name in scripts)),
        [],
        page,
      );
    }
  });
});

// The packer: the same bytes from the same sources, and one clear sentence for whatever cannot be packed.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Manifest } from '@quarterdeck/sdk/manifest';
import { pack, Refusal } from './build-plugin.mjs';
import { newPlugin } from './new-plugin.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const cache = path.join(root, 'node_modules/.cache');
let place;
before(() => {
  mkdirSync(cache, { recursive: true });
  place = mkdtempSync(path.join(cache, 'packer-'));
});
after(() => rmSync(place, { recursive: true, force: true }));

/** A copy of a plugin with a file changed. */
function copy(name, from, file, change) {
  const folder = path.join(place, name);
  cpSync(path.join(root, 'plugins', from), folder, { recursive: true });
  rmSync(path.join(folder, 'dist'), { recursive: true, force: true });
  if (file) writeFileSync(path.join(folder, file), change(readFileSync(path.join(folder, file), 'utf8')));
  return folder;
}

describe('a packed plugin', () => {
  for (const id of ['widget-timeseries', 'datasource-json']) {
    it(`is the same twice: ${id}`, async () => {
      const [one, two] = [copy(`${id}-one`, id), copy(`${id}-two`, id)];
      await Promise.all([pack(one), pack(two)]);
      const read = (folder, file) => readFileSync(path.join(folder, 'dist', file), 'utf8');
      const text = read(one, 'quarterdeck.json');
      const manifest = Manifest.parse(JSON.parse(text));
      assert.equal(text, read(two, 'quarterdeck.json'));
      assert.equal(read(one, manifest.entry), read(two, manifest.entry));
      assert.ok(!text.includes(root) && !read(one, manifest.entry).includes(root), 'it names a folder of this machine');
      const hash = createHash('sha512').update(read(one, manifest.entry)).digest('base64');
      assert.deepEqual(manifest.files, { [manifest.entry]: `sha512-${hash}` });
    });
  }

  it('is small and without the schema library where browsers load it', async () => {
    const folder = copy('small', 'widget-timeseries');
    const { bytes } = await pack(folder);
    assert.ok(bytes < 8 * 1024, `${bytes} bytes`);
    assert.doesNotMatch(readFileSync(path.join(folder, 'dist/widget.mjs'), 'utf8'), /zod|safeParse/i);
  });
});

const json = (change) => (text) => JSON.stringify(change(JSON.parse(text)));
const REFUSED = [
  ['no kind', 'package.json', json((about) => ({ ...about, quarterdeck: undefined })), /needs "quarterdeck"/],
  ['no SDK', 'package.json', json((about) => ({ ...about, peerDependencies: undefined })), /"@quarterdeck\/sdk"/],
  ['another name', 'package.json', json((about) => ({ ...about, name: 'gauge' })), /begins with "widget-"/],
  ['no description', 'package.json', json((about) => ({ ...about, description: undefined })), /needs a description/],
  ['dependencies', 'package.json', json((about) => ({ ...about, dependencies: { a: '1' } })), /no dependencies/],
  ['no exact version', 'package.json', json((about) => ({ ...about, version: 'next' })), /"version": A version reads/],
  ['half a file', 'src/draw.ts', (text) => `${text}\n}`, /src\/draw\.ts:\d+: Unexpected "}"/],
  [
    'the schema library',
    'src/draw.ts',
    (text) => `import { z } from 'zod';\n${text}\nexport const s = z.string();`,
    /pulls in zod/,
  ],
  [
    'another draw',
    'src/index.ts',
    (text) => text.replace('  draw,', '  draw: (input) => draw(input),'),
    /must use the `draw`/,
  ],
  [
    'no default export',
    'src/index.ts',
    () => 'export const nothing = 1;',
    /default export of src\/index\.ts is no widget/,
  ],
  [
    'a foreign schema',
    'src/options.ts',
    (text) => text.replace('z.boolean()', 'z.unknown()'),
    /no form can be drawn for options: sparkline/,
  ],
];

describe('the packer refuses', () => {
  for (const [what, file, change, message] of REFUSED) {
    it(`a widget with ${what}`, async () => {
      const folder = copy(what.replaceAll(' ', '-'), 'widget-stat', file, change);
      await assert.rejects(pack(folder), (error) => {
        assert.ok(error instanceof Refusal, String(error));
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      });
    });
  }

  it('a datasource that reaches for a part of Node', async () => {
    const reach = (text) => `import { readFileSync } from 'node:fs';\n${text}\nreadFileSync('/x');`;
    await assert.rejects(
      pack(copy('reaching', 'datasource-json', 'src/index.ts', reach)),
      /src\/index\.ts:1: .*node:fs/,
    );
  });
});

describe('a new plugin', () => {
  for (const kind of ['widget', 'datasource']) {
    it(`of kind ${kind} can be packed as it is`, async () => {
      const folder = path.join(place, `new-${kind}`);
      assert.equal(await newPlugin(kind, 'tide-tables', folder), `${kind}-tide-tables`);
      const { id, version, title } = await pack(folder);
      assert.deepEqual([id, version, title], [`${kind}-tide-tables`, '0.1.0', 'Tide tables']);
      await assert.rejects(newPlugin(kind, 'tide-tables', folder), /already there/);
    });
  }

  it('needs a kind and a plain name', async () => {
    await assert.rejects(newPlugin('insight', 'x'), /Usage/);
    await assert.rejects(newPlugin('widget', '../x'), /Usage/);
    await assert.rejects(newPlugin('widget', undefined), /Usage/);
  });
});

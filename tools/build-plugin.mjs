// `quarterdeck plugin pack`: makes dist/ of the plugin in the current folder (or the one named): one self-contained
// module and quarterdeck.json, the manifest derived from the plugin's code. The same sources give the same bytes.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Manifest, MANIFEST_PATH } from '@quarterdeck/sdk/manifest';
import { outsideSubset } from '@quarterdeck/sdk/schema-subset';

const LARGEST_WIDGET = 128 * 1024;

/** What differs between the kinds: which file becomes which module, and what the manifest says beside the common part. */
const KINDS = {
  datasource: {
    source: 'src/index.ts',
    entry: 'plugin.mjs',
    describe: (plugin, schemaOf) => ({
      config: schemaOf('config', plugin.config),
      secrets: schemaOf('secrets', plugin.secrets),
      queries: Object.fromEntries(
        Object.entries(plugin.queries).map(([name, { title, shape, input }]) => [
          name,
          { title, shape, input: schemaOf(`the query "${name}"`, input) },
        ]),
      ),
      ...(plugin.streams ? { streams: streamsOf(plugin.streams, schemaOf) } : {}),
      needs: plugin.needs,
      auth: plugin.auth ?? { type: 'none' },
      ...(plugin.options ? { options: Object.keys(plugin.options) } : {}),
    }),
  },
  widget: {
    source: 'src/draw.ts',
    entry: 'widget.mjs',
    describe: (plugin, schemaOf) => ({
      options: schemaOf('options', plugin.options),
      accepts: plugin.accepts,
      size: plugin.size,
    }),
  },
};

/** A package that cannot be packed; its message is one sentence that says what to mend. */
export class Refusal extends Error {}

/** Packs the plugin in `folder` and returns the manifest; `dist` is emptied first. */
export async function pack(folder, dist = join(folder, dirname(MANIFEST_PATH))) {
  const about = await readPackage(folder);
  const kind = KINDS[about.kind];
  // Before any of its code runs: what cannot be shipped need not be asked.
  const { standIns, ...named } = about;
  const code = await bundle(folder, kind.source, about.kind, standIns);
  const plugin = await loadPlugin(folder, about.kind, standIns);
  const manifest = Manifest.safeParse({
    manifest: 1,
    ...named,
    entry: kind.entry,
    ...kind.describe(plugin.definition, (name, schema) => jsonSchema(plugin.z, name, schema)),
    files: { [kind.entry]: `sha512-${createHash('sha512').update(code).digest('base64')}` },
  });
  if (!manifest.success) throw new Refusal(sentence(manifest.error));
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  await writeFile(join(dist, kind.entry), code);
  await writeFile(join(dist, basename(MANIFEST_PATH)), `${JSON.stringify(manifest.data, null, 2)}\n`);
  return { ...manifest.data, bytes: code.length };
}

async function readPackage(folder) {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => {
    throw new Refusal('there is no package.json.');
  });
  const { name = '', version, description, quarterdeck = {}, peerDependencies = {}, dependencies } = JSON.parse(text);
  const { kind, title } = quarterdeck;
  const sdk = peerDependencies['@quarterdeck/sdk'];
  const id = name.replace(/^@[^/]+\//, '');
  if (!Object.hasOwn(KINDS, kind)) {
    throw new Refusal(
      `package.json needs "quarterdeck": { "kind", "title" } with a kind of ${Object.keys(KINDS).join(' or ')}.`,
    );
  }
  if (!sdk) throw new Refusal('package.json needs "@quarterdeck/sdk" among its peerDependencies.');
  if (!id.replace(/^[^.]+\./, '').startsWith(`${kind}-`)) {
    throw new Refusal(`package.json names it "${name}"; the name of a ${kind} begins with "${kind}-".`);
  }
  if (!description)
    throw new Refusal('package.json needs a description: one sentence that people read in the catalogue.');
  if (dependencies)
    throw new Refusal('a plugin has no dependencies: what it uses is bundled, so list it as devDependencies.');
  return { id, version, kind, title, description, sdk, standIns: standInsOf(folder, quarterdeck.standIns ?? {}) };
}

/** What a bundled library gets in place of a part of Node or of another package that it asks for. */
function standInsOf(folder, files) {
  for (const [name, file] of Object.entries(files)) {
    if (existsSync(join(folder, file))) continue;
    throw new Refusal(`package.json names ${file} as the stand-in for "${name}", which is not there.`);
  }
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, join(folder, file)]));
}

/** Runs src/index.ts here, together with the schema library it was written with, to ask it for its schemas. */
async function loadPlugin(folder, kind, alias) {
  const draw = kind === 'widget' ? `export { draw } from './src/draw.ts';` : 'export const draw = undefined;';
  const contents = `export { default as definition } from './src/index.ts'; export { z } from 'zod'; ${draw}`;
  const [file] = await run(folder, { stdin: { contents, resolveDir: folder, loader: 'ts' }, platform: 'node', alias });
  const place = await mkdtemp(join(tmpdir(), 'quarterdeck-pack-'));
  try {
    await writeFile(join(place, 'plugin.mjs'), file.contents);
    const loaded = await import(pathToFileURL(join(place, 'plugin.mjs')).href).catch((error) => {
      throw new Refusal(`src/index.ts fails when it is loaded: ${error.message}`);
    });
    if (loaded.definition?.kind !== kind) {
      throw new Refusal(`the default export of src/index.ts is no ${kind}: use ${defineOf(kind)}.`);
    }
    if (kind === 'widget' && loaded.definition.draw !== loaded.draw) {
      throw new Refusal('src/index.ts must use the `draw` that src/draw.ts exports: browsers load only that file.');
    }
    return loaded;
  } finally {
    await rm(place, { recursive: true });
  }
}

/** The module as it is shipped. Built for no platform, so that importing a part of Node is an error. */
async function bundle(folder, entry, kind, alias) {
  const widget = kind === 'widget';
  const [file, inputs] = await run(folder, {
    entryPoints: [join(folder, entry)],
    platform: widget ? 'browser' : 'neutral',
    mainFields: ['module', 'main'],
    minify: widget,
    alias,
  });
  const code = Buffer.from(file.contents);
  if (!widget) return code;
  const heavy = inputs.find((path) => /[\\/]node_modules[\\/]zod[\\/]/.test(path));
  if (heavy)
    throw new Refusal('src/draw.ts pulls in zod: keep the options schema in src/index.ts and import only its type.');
  if (code.length > LARGEST_WIDGET) {
    throw new Refusal(
      `the widget is ${Math.ceil(code.length / 1024)} KiB; at most ${LARGEST_WIDGET / 1024} KiB are allowed.`,
    );
  }
  return code;
}

async function run(folder, options) {
  const result = await build({
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
    legalComments: 'none',
    absWorkingDir: folder,
    outfile: join(folder, 'dist', 'module.mjs'),
    ...options,
  }).catch((error) => {
    const [first] = error.errors ?? [];
    const place = first?.location ? `${first.location.file}:${first.location.line}: ` : '';
    throw new Refusal(`${place}${first?.text ?? error.message}`);
  });
  const [output] = Object.values(result.metafile.outputs);
  const used = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return [result.outputFiles[0], used.map(([path]) => resolve(folder, path))];
}

function jsonSchema(z, name, schema) {
  const document = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const [offence] = outsideSubset(document);
  if (offence) throw new Refusal(`no form can be drawn for ${name}: ${offence}`);
  return document;
}

const streamsOf = (streams, schemaOf) =>
  Object.fromEntries(
    Object.entries(streams).map(([name, { title, description, key, time, cursor, lookbackMs, metrics }]) => [
      name,
      {
        ...{ title, description, key: [key].flat(), time, lookbackMs, metrics },
        cursor: schemaOf(`the cursor of the stream "${name}"`, cursor),
      },
    ]),
  );

const defineOf = (kind) => (kind === 'widget' ? 'defineWidget' : 'defineDataSource');
const sentence = ({ issues: [issue] }) => `its manifest is not valid at "${issue.path.join('.')}": ${issue.message}`;

async function main() {
  const [folder, dist] = [process.argv[2] ?? '.', process.argv[3]].map((path) => path && resolve(path));
  try {
    const { id, version, entry, bytes } = await pack(folder, dist);
    console.log(`${id} ${version}: ${entry}, ${(bytes / 1024).toFixed(1)} KiB`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(`${folder} cannot be packed: ${error.message}`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();

#!/usr/bin/env node
/**
 * Joins the many small chunks of the built front end into few that are loaded together, for each request costs a reader
 * with a slow line more than the bytes that it carries. Called by the build of the front end with the folder that
 * `ng build --stats-json` wrote; what is loaded when does not change, only in how many files.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rolldown } from 'rolldown';

/** What every page of the application stands in, what somebody with a share link waits for, and what draws charts. */
const SHELL = 'src/shell.ts';
const READING = 'src/dashboards/view/shared-page.ts';
const CHARTS = 'src/ui/picture/chart/chart-picture.ts';

const [folder] = process.argv.slice(2);
const site = join(folder, 'browser');
const { outputs } = JSON.parse(readFileSync(join(folder, 'browser-stats.json'), 'utf8'));
const scripts = Object.keys(outputs).filter((path) => path.endsWith('.js'));
const main = scripts.find((path) => /^main-/.test(path));
const groups = groupsOf();
const bundle = await rolldown({ input: join(site, main), preserveEntrySignatures: 'allow-extension' });
const { output } = await bundle.generate({
  minify: { mangle: true, compress: true },
  entryFileNames: 'main-[hash].js',
  chunkFileNames: '[name]-[hash].js',
  codeSplitting: {
    includeDependenciesRecursively: false,
    groups: [
      { debugName: 'joined', name: (id) => (id.includes('rolldown') ? 'start' : (groups.get(basename(id)) ?? null)) },
    ],
  },
});
await bundle.close();

for (const path of scripts) rmSync(join(site, path), { force: true });
for (const { fileName, code } of output) writeFileSync(join(site, fileName), code);
rewriteIndex(output.find(({ isEntry }) => isEntry));
rmSync(join(folder, 'browser-stats.json'));
console.log(`${scripts.length} chunks joined into ${output.length}.`);

/** Which chunk of the build belongs to which file; the others stay where the bundler puts them. */
function groupsOf() {
  const start = closureOf([main]);
  const neededBy = (source) => closureOf(scripts.filter((path) => outputs[path].entryPoint === source));
  const [shell, reading, charts] = [SHELL, READING, CHARTS].map(neededBy);
  const named = new Map();
  for (const path of scripts) {
    if (path === main) continue;
    if (start.has(path)) named.set(path, 'start');
    else if (reading.has(path)) named.set(path, shell.has(path) ? 'page' : 'reading');
    else if (charts.has(path)) named.set(path, 'charts');
  }
  return named;
}

/** Everything that is loaded with these, not later. */
function closureOf(paths) {
  const found = new Set(paths);
  for (const path of found) {
    for (const { path: imported, kind } of outputs[path].imports) {
      if (kind === 'import-statement' && outputs[imported]) found.add(imported);
    }
  }
  return found;
}

function rewriteIndex(entry) {
  const file = join(site, 'index.html');
  const html = readFileSync(file, 'utf8');
  const preload = /<link rel="modulepreload" href="[^"]+"([^>]*)>/g;
  const attributes = [...html.matchAll(preload)][0]?.[1] ?? '';
  const preloads = entry.imports.map((name) => `<link rel="modulepreload" href="${name}"${attributes}>`).join('');
  writeFileSync(
    file,
    html.replace(preload, '').replace(/<script src="main-[^"]+"/, `${preloads}<script src="${entry.fileName}"`),
  );
}

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
    groups: [{ debugName: 'joined', name: (id) => groups.get(basename(id)) ?? null }],
  },
});
await bundle.close();

for (const path of scripts) rmSync(join(site, path), { force: true });
const runtime = output.find(({ fileName }) => fileName.startsWith('rolldown-runtime'));
const files = output.filter((one) => one !== runtime);
for (const { fileName, code } of files) writeFileSync(join(site, fileName), withRuntime(code));
rewriteIndex(files.find(({ isEntry }) => isEntry));
rmSync(join(folder, 'browser-stats.json'));
console.log(`${scripts.length} chunks joined into ${files.length}.`);

/** Which chunk of the build belongs to which file; the others stay where the bundler puts them. */
function groupsOf() {
  const start = closureOf([main]);
  const entries = scripts.filter((path) => outputs[path].entryPoint && path !== main).map((path) => closureOf([path]));
  const neededBy = (source) => closureOf(scripts.filter((path) => outputs[path].entryPoint === source));
  const [shell, reading, charts] = [SHELL, READING, CHARTS].map(neededBy);
  const onlyReading = scripts.filter((path) => reading.has(path) && !shell.has(path) && !start.has(path));
  const onlyCharts = scripts.filter((path) => charts.has(path) && !reading.has(path) && !start.has(path));
  // Charts come to somebody who reads, but what they share with a list of notes must not bring the reading with it.
  const beforeCharts = (path) => (isTheirs(path, onlyReading, entries) ? 'reading' : 'page');
  const named = new Map();
  for (const path of scripts) {
    if (path === main) continue;
    if (start.has(path)) named.set(path, 'start');
    else if (reading.has(path) && shell.has(path)) named.set(path, 'page');
    else if (reading.has(path)) named.set(path, isTheirs(path, onlyReading, entries) ? 'reading' : 'page');
    else if (charts.has(path)) named.set(path, isTheirs(path, onlyCharts, entries) ? 'charts' : beforeCharts(path));
    else if (isIcon(path)) named.set(path, 'icons');
  }
  return named;
}

/** What nobody with a share link sees: a file for each would be a request for a few strokes. */
function isIcon(path) {
  const inputs = Object.keys(outputs[path].inputs);
  return inputs.length > 0 && inputs.every((input) => input.includes('/lucide/dist/esm/icons/'));
}

/** Whether whoever needs the chunk needs most of the group anyway: nobody loads charts for the sake of a button. */
function isTheirs(path, group, entries) {
  const whole = bytesOf(group);
  return entries.every((needed) => !needed.has(path) || bytesOf(group.filter((one) => needed.has(one))) > whole / 2);
}

function bytesOf(paths) {
  return paths.reduce((sum, path) => sum + outputs[path].bytes, 0);
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

/** The bundler's own helper is one line: who needs it has it, and nobody asks for a file that holds nothing else. */
function withRuntime(code) {
  if (!runtime) return code;
  const [, helper, name] = /^(.*)export\s*\{\s*(\w+)\s*\};?\s*$/s.exec(runtime.code);
  const imported = /import\s*\{\s*\w+ as (\w+)\s*\}\s*from\s*"\.\/rolldown-runtime[^"]*";?/;
  return code.replace(imported, (_, local) => `const ${local}=(()=>{${helper}return ${name}})();`);
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

// `node tools/test.mjs <target…>` runs the tests of every project that has the target (`test`, `test:small`, `e2e`) and
// closes with `N passed, N failed`. A project that leaves no fresh result has failed, whatever its exit code says.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { closingLines, count } from './test-results.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const RESULT_FILES = { test: 'test-results.json', 'test:small': 'test-small-results.json', e2e: 'e2e-results.json' };
/** A run that takes longer hangs: it is ended, and what left no result is named. */
const LONGEST_RUN_MS = 40 * 60_000;
const read = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

const targets = process.argv.slice(2);
const unknown = targets.filter((target) => !(target in RESULT_FILES));
if (targets.length === 0 || unknown.length > 0) {
  console.error(`Usage: node tools/test.mjs <${Object.keys(RESULT_FILES).join('|')}>…`);
  process.exit(2);
}

const projects = globSync(
  read('package.json').workspaces.map((pattern) => `${pattern}/package.json`),
  { cwd: root },
)
  .sort()
  .map((file) => ({ folder: path.dirname(file), ...read(file) }));

/** What must have left a result when everything has run. */
const expected = targets.flatMap((target) =>
  projects
    .filter(({ scripts }) => scripts?.[target] !== undefined)
    .map(({ folder, name }) => ({ name: `${name} ${target}`, file: path.join(folder, RESULT_FILES[target]) })),
);

function run(target) {
  const nx = path.join(root, 'node_modules/nx/dist/bin/nx.js');
  const options = { cwd: root, stdio: 'inherit', timeout: LONGEST_RUN_MS };
  const { status } = spawnSync(process.execPath, [nx, 'run-many', '-t', target], options);
  return { target, code: status ?? 1 };
}

function written(file) {
  try {
    return read(file);
  } catch {
    return undefined; // Counted and named as a failure.
  }
}

for (const { file } of expected) rmSync(path.join(root, file), { force: true });
// The browser tests want the whole built product, also the parts that no package depends on.
const runs = targets.flatMap((target) => (target === 'e2e' ? [run('build'), run('e2e')] : [run(target)]));
const broken = runs
  .filter(({ code }) => code !== 0)
  .map(({ target, code }) => `nx run-many -t ${target}: exit code ${code}`);
const outcome = count(
  expected.map(({ name, file }) => ({ name, written: written(file) })),
  { ci: Boolean(process.env.CI) && process.env.CI !== 'false', broken },
);
process.exitCode = Math.max(outcome.failures.length > 0 ? 1 : 0, ...runs.map(({ code }) => code));
console.log(`\n${closingLines(outcome).join('\n')}`);

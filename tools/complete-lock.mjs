/**
 * Completes package-lock.json after an `npm install`: npm leaves an optional package for another platform out when the
 * registry lacks it, and `npm ci` then refuses the whole lock. The missing entries get version, os and cpu from the
 * name; their integrity is unknown here.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('../package-lock.json', import.meta.url);
const SYSTEMS = {
  ...Object.fromEntries(
    ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos'].map((os) => [os, os]),
  ),
  ...Object.fromEntries(['win', 'win32', 'windows'].map((os) => [os, 'win32'])),
};
const PROCESSORS = ['wasm32', 'arm64', 'x64', 'ia32', 'arm', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x'];

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const missing = Object.entries(lock.packages).flatMap(([path, pkg]) =>
  Object.entries(pkg.optionalDependencies ?? {})
    .filter(([name]) => !isLocked(path, name))
    .map(([name, range]) => ({ path, name, range, dev: pkg.dev })),
);
for (const entry of missing) add(entry);
// In npm's own order, so that its next install changes nothing.
const sorted = Object.entries(lock.packages).sort(([one], [other]) => one.localeCompare(other, 'en'));
lock.packages = Object.fromEntries(sorted);
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${missing.length} entries added`);

/** Looks where Node would: beside the package, then in every folder above it. */
function isLocked(path, name) {
  for (let folder = path; ; folder = above(folder)) {
    if (lock.packages[`${folder && `${folder}/`}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

function above(folder) {
  const end = folder.lastIndexOf('/node_modules/');
  return end < 0 ? '' : folder.slice(0, end);
}

function add({ path, name, range, dev }) {
  const words = name.split(/[/-]/);
  const os = words.map((word) => SYSTEMS[word]).find(Boolean);
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (!os && cpu !== 'wasm32')
    throw new Error(`The platform of ${name} cannot be told from its name: add it to the lock by hand.`);
  const beside = path.includes('node_modules/') ? path.slice(0, path.lastIndexOf('node_modules/')) : '';
  lock.packages[`${beside}node_modules/${name}`] = {
    version: range.replace(/^[\^~]/, ''),
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(dev ? { dev: true } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
  };
}

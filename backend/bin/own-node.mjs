/**
 * The project brings its own Node as an npm package, so that a system with an older one will do. Runs on any Node from
 * 18 on and imports nothing but Node, because it stands before everything else.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const REQUIRED_MAJOR = 24;

/** The Node that npm installed for this platform; undefined when there is none. */
export function ownNode() {
  const { optionalDependencies = {} } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  return Object.keys(optionalDependencies)
    .filter((name) => name.startsWith('node-'))
    .map((name) => join(ROOT, 'node_modules', name, 'bin', program))
    .find((path) => existsSync(path));
}

/** Whether the running Node can run the product itself. */
export const isNodeRecent = () => Number(process.versions.node.split('.')[0]) >= REQUIRED_MAJOR;

export const NODE_TOO_OLD = `Node ${process.version} is too old and the project's own Node does not run on this machine: install Node ${REQUIRED_MAJOR} or newer.`;

/** Goes on in this process when its Node is recent enough, else runs the same command again under the project's own. */
export async function underRecentNode(goOn) {
  if (isNodeRecent()) return goOn();
  const program = ownNode();
  if (!program)
    return fail(
      `Node ${process.version} is too old: run "npm ci" to get the project's own, or install Node ${REQUIRED_MAJOR}.`,
    );
  const child = spawn(program, process.argv.slice(1), { stdio: 'inherit' });
  child.once('error', () => fail(NODE_TOO_OLD));
  // Ctrl-C reaches the child by itself, as it does every process of the terminal; the other signals reach only us.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

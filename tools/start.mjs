#!/usr/bin/env node
/** `npm start`: builds what has changed and runs the server in this process, so that signals and exit codes are its own. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ROOT, underRecentNode } from '../backend/bin/own-node.mjs';

const NX = join(ROOT, 'node_modules/nx/dist/bin/nx.js');
/** A build that only finds everything unchanged is not worth a line. */
const WORTH_A_LINE_MS = 2500;

await underRecentNode(async () => {
  if (process.env.npm_lifecycle_event) leaveWithParent();
  await requireFreePort();
  if (existsSync(NX)) await build(); // a production install has no task runner and brings its build along
  process.setSourceMapsEnabled(true);
  await import('../backend/dist/main.js');
});

/** npm passes a SIGTERM on to the shell between us, which dies of it without a word; we notice that it is gone. */
function leaveWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

/** Nobody should wait for a build to learn that the port is taken. Whatever else is wrong the server tells itself. */
function requireFreePort() {
  const { QD_ROLE: role, QD_HOST: host } = process.env;
  const port = Number(process.env.QD_PORT || 4400);
  if (role === 'worker' || !Number.isInteger(port) || port < 0 || port > 65535) return undefined;
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', ({ code }) => {
      if (code !== 'EADDRINUSE') return resolve();
      console.error(`\nPort ${port} is taken: stop what uses it, or choose another with QD_PORT.\n`);
      process.exit(1);
    });
    probe.listen(port, host || '127.0.0.1', () => probe.close(resolve));
  });
}

async function build() {
  const notice = setTimeout(() => console.log('Building …'), WORTH_A_LINE_MS);
  const { code, output } = await run(process.execPath, [NX, 'run-many', '-t', 'build', '--output-style=static']);
  clearTimeout(notice);
  if (code === 0) return;
  console.error(`${output}\nThe build failed: the lines above say why.`);
  process.exit(1);
}

/** Runs a program quietly; Ctrl-C reaches it by itself, and then this process has nothing left to start. */
function run(program, args) {
  const child = spawn(program, args, { cwd: ROOT, env: { ...process.env, NX_TUI: 'false', FORCE_COLOR: '0' } });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
  });
}

#!/usr/bin/env node
/** The `quarterdeck` command. */
import { existsSync } from 'node:fs';
import { underRecentNode } from './own-node.mjs';

const program = new URL('../dist/cli.js', import.meta.url);

if (!existsSync(program)) {
  console.error('Quarterdeck has not been built yet: run "npm run build" first.');
  process.exit(1);
}
await underRecentNode(() => import(program.href));

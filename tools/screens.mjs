#!/usr/bin/env node
/** `npm run screens -- [pattern]`: screenshots of the pages whose file name fits, of all without one, into `screens/`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const frontend = fileURLToPath(new URL('../frontend', import.meta.url));
const jest = join(frontend, '../node_modules/jest/bin/jest.js');
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const { status } = spawnSync(process.execPath, [...flags, jest, '-c', 'e2e/screens.jest.mjs', '--runInBand'], {
  cwd: frontend,
  env: { ...process.env, QD_SCREENS: process.argv[2] ?? '' },
  stdio: 'inherit',
});
process.exit(status ?? 1);

// Bundles the program that every plugin process runs into backend/dist/plugin-child.mjs: one file, so that the process may
// be forbidden to read any other but the plugin.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const backend = fileURLToPath(new URL('../backend/', import.meta.url));

await build({
  absWorkingDir: backend,
  entryPoints: ['src/plugin-host/child/main.ts'],
  outfile: 'dist/plugin-child.mjs',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  legalComments: 'none',
  logLevel: 'warning',
});

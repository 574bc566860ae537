// Proves that no rule about the shape of the code is asleep: plants one offence against each in a small tree of the same
// shape in a temporary folder, and fails when a rule stays silent, or when it complains about a tree without offences.
import angular from 'angular-eslint';
import { Linter } from 'eslint';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';
import { shapes } from '../eslint.config.mjs';
import { clean, codeOffences, importOffences, packages } from './architecture-offences.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const require = createRequire(import.meta.url);
const { forbidden } = require('../.dependency-cruiser.cjs');

function plant(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

/** A tree of the same shape with stub packages, cruised with the real rules. Answers what was found, as `rule file`. */
function cruise(files) {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-architecture-'));
  try {
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.base.json'])
      cpSync(path.join(root, name), path.join(folder, name));
    plant(folder, packages);
    plant(folder, files);
    mkdirSync(path.join(folder, 'node_modules/@quarterdeck'), { recursive: true });
    symlinkSync(path.join(folder, 'sdk'), path.join(folder, 'node_modules/@quarterdeck/sdk'), 'junction');
    const rooms = ['sdk/src', 'migrations/src', 'backend/src', 'frontend/src', 'plugins'];
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...rooms],
      { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    if (!stdout.startsWith('{')) throw new Error(stderr || stdout);
    return JSON.parse(stdout).summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the rules without types say about a text at a path. */
function lint(file, text) {
  const linter = new Linter({ cwd: root });
  const parsers = [
    { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
    { files: ['**/*.html'], languageOptions: { parser: angular.templateParser } },
  ];
  return linter.verify(text, [...parsers, ...shapes], { filename: path.join(root, file) });
}

function* importRules() {
  const planted = Object.assign({}, clean, ...Object.values(importOffences));
  const complaints = cruise(clean);
  if (complaints.length > 0) yield { rule: 'the tree without offences', problem: complaints.join(', ') };
  const found = new Set(cruise(planted));
  for (const { name } of forbidden) {
    const files = Object.keys(importOffences[name] ?? {});
    if (files.length === 0) yield { rule: name, problem: 'no offence is planted against it' };
    else
      yield { rule: name, problem: files.some((file) => found.has(`${name} ${file}`)) ? undefined : 'stayed silent' };
  }
}

/** The rules of `shapes`: a restricted syntax is told by its message, the others by their name. */
function codeRules() {
  const names = shapes.flatMap(({ rules }) =>
    Object.entries(rules).flatMap(([rule, [, ...options]]) =>
      rule === 'no-restricted-syntax' ? options.map(({ message }) => message) : [rule],
    ),
  );
  return [...new Set(names)].map((rule) => ({ rule, problem: codeProblem(rule) }));
}

function codeProblem(rule) {
  const offence = codeOffences[rule];
  if (offence === undefined) return 'no offence is planted against it';
  const marks = (file) => lint(file, offence.text).some(({ ruleId, message }) => ruleId === rule || message === rule);
  if (!marks(offence.at)) return 'stayed silent';
  return offence.notAt && marks(offence.notAt) ? `complained about ${offence.notAt}` : undefined;
}

const seen = [...importRules(), ...codeRules()];
const asleep = seen.filter(({ problem }) => problem !== undefined);
for (const { rule, problem } of asleep) console.error(`${rule}: ${problem}`);
if (asleep.length === 0) console.log(`${seen.length} rules, each seen to fail`);
process.exitCode = asleep.length === 0 ? 0 : 1;

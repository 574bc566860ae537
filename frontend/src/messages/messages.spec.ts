import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from './en';

const root = join(import.meta.dirname, '..');
const rooms = Object.keys(en).join('|');
const KEY = new RegExp(`['"\`]((?:${rooms})(?:\\.\\w+)+)['"\`]`, 'g');

const keys = new Map<string, string>();
collect(en, '');
const used = new Map<string, string>();
for (const file of globSync('**/*.{ts,html}', { cwd: root, exclude: ['**/*.spec.ts', 'testing/**'] })) {
  const source = readFileSync(join(root, file), 'utf8');
  for (const [, key = ''] of source.matchAll(KEY)) used.set(key, file);
  for (const [, key = ''] of source.matchAll(/'([\w.]+)'\s*\|\s*transloco/g)) used.set(key, file);
}

/** Keys are written whole wherever they are used, so that reading the source finds them all. */
describe('the messages', () => {
  it('has a text for every key that is used', () => {
    const missing = [...used].filter(([key]) => !keys.has(key)).map(([key, file]) => `${key} in ${file}`);
    expect(missing).toEqual([]);
  });

  it('has no text that nobody uses', () => {
    expect([...keys.keys()].filter((key) => !used.has(key))).toEqual([]);
  });

  it('has no empty text', () => {
    expect([...keys].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

function collect(node: object, path: string): void {
  for (const [name, value] of Object.entries(node) as [string, string | object][]) {
    const key = path ? `${path}.${name}` : name;
    if (typeof value === 'string') keys.set(key, value);
    else collect(value, key);
  }
}

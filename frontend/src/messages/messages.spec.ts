import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { en } from './en';
import { reading } from './en-reading';

const root = join(import.meta.dirname, '..');
const rooms = Object.keys(en).join('|');
const IMPORTED = /(?:^|\n)(?:import|export) (?!type )[^;]*? from '(\.[^']+)';|import\('(\.[^']+)'\)/g;
const KEY = new RegExp(`['"\`]((?:${rooms})(?:\\.\\w+)+)['"\`]`, 'g');

/** What opens without a session, and so without the texts of those who work. */
const READERS = ['dashboards/view/shared-page.ts', 'reports/print-page.ts', 'ui/failed-opening.ts', 'ui/error-note.ts'];

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

  it('has every text that readers may meet among those that come with the first chunk', () => {
    const files = reachedFrom(READERS.map((file) => join(root, file)));
    expect(files.size).toBeGreaterThan(100);
    const late = [...files].flatMap((file) =>
      [...textOf(file).matchAll(KEY)].flatMap(([, key = '']) =>
        Object.hasOwn(reading, key.split('.')[0] ?? '') ? [] : [`${key} in ${file.slice(root.length)}`],
      ),
    );
    expect(late).toEqual([]);
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

/** All files of ours that these import, at once or later. */
function reachedFrom(files: readonly string[]): Set<string> {
  const reached = new Set(files);
  for (const file of reached) {
    for (const [, from, late] of readFileSync(file, 'utf8').matchAll(IMPORTED)) {
      const imported = join(dirname(file), `${from ?? late ?? ''}.ts`);
      if (existsSync(imported) && !imported.includes('/messages/')) reached.add(imported);
    }
  }
  return reached;
}

/** With the template, where it stands in a file of its own. */
function textOf(file: string): string {
  const source = readFileSync(file, 'utf8');
  const template = /templateUrl: '([^']+)'/.exec(source)?.[1];
  return template ? source + readFileSync(join(dirname(file), template), 'utf8') : source;
}

// `npm run new:plugin -- widget gauge` begins a plugin as a copy of one that works, so that the template cannot rot.
import { existsSync } from 'node:fs';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const plugins = fileURLToPath(new URL('../plugins/', import.meta.url));
const TEMPLATES = { datasource: 'datasource-json', widget: 'widget-stat' };
const USAGE = `Usage: npm run new:plugin -- <${Object.keys(TEMPLATES).join('|')}> <name-in-kebab-case>`;

/** Copies the template of a kind to `target` and gives it its name; returns the id. */
export async function newPlugin(kind, name, target = path.join(plugins, `${kind}-${name}`)) {
  if (!Object.hasOwn(TEMPLATES, kind) || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name ?? '')) throw new RangeError(USAGE);
  if (existsSync(target)) throw new RangeError(`${target} is already there.`);
  const template = TEMPLATES[kind];
  const id = `${kind}-${name}`;
  const source = path.join(plugins, template);
  await cp(source, target, {
    recursive: true,
    filter: (file) => !/(^|[/\\])(dist|node_modules|[\w-]+-results\.json)$/.test(file),
  });
  for (const file of await filesIn(target)) {
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll(template, id));
  }
  await rename(target, name);
  return id;
}

/** The title and the version; that the rest is still the template's, the README says first of all. */
async function rename(folder, name) {
  const title = name[0].toUpperCase() + name.slice(1).replaceAll('-', ' ');
  const about = path.join(folder, 'package.json');
  const text = await readFile(about, 'utf8');
  const { quarterdeck, version } = JSON.parse(text);
  await writeFile(
    about,
    text.replace(`"title": "${quarterdeck.title}"`, `"title": "${title}"`).replace(version, '0.1.0'),
  );
  const readme = path.join(folder, 'README.md');
  await writeFile(readme, (await readFile(readme, 'utf8')).replace(/^# .*/, `# ${title}`));
}

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , kind, name] = process.argv;
  try {
    const id = await newPlugin(kind, name);
    console.log(`plugins/${id} is a copy that works. Next: npm install, then npm test -w @quarterdeck/${id}`);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

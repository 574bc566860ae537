import { PluginError } from '@quarterdeck/sdk';

type Step = string | number;
const STEP = /^(?:\.?([^.[\]]+)|\[(\d+)\]|\["([^"]*)"\])/;

/** `data.items[0]["odd key"]` as its steps; the empty path has none. Throws a PluginError for what is no path. */
export function parsePath(path: string): Step[] {
  const steps: Step[] = [];
  for (let rest = path.trim(); rest !== '';) {
    const found = STEP.exec(rest);
    if (!found) throw new PluginError('config', `"${path}" is no path: write it like data.items[0].`);
    const [whole, name, index, quoted] = found;
    steps.push(index === undefined ? (name ?? quoted ?? '') : Number(index));
    rest = rest.slice(whole.length);
  }
  return steps;
}

/** What stands at the path; undefined where the document has no such place. */
export function valueAt(document: unknown, steps: readonly Step[]): unknown {
  let here = document;
  for (const step of steps) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<Step, unknown>)[step];
  }
  return here;
}

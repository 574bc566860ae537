import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Account } from '../data-folder.js';

interface Happening {
  log?: string;
  url?: string;
  error?: string;
  name?: string;
}

/** A process that owns an embedded database and can be killed; see embedded-postgres.process.mjs. */
export interface OwnerProcess {
  child: ChildProcess;
  /** How its start ended: `url`, or `error` with the name of the error's class. */
  outcome: Promise<Happening>;
  /** What it told the person at the terminal so far. */
  notes: string[];
  exited: Promise<number | null>;
}

/** Starts the database of a data folder in a process of its own, as another user when one is given. */
export function startOwner(dataDir: string, account?: Account): OwnerProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'embedded-postgres.process.mjs'), dataDir], {
    ...account,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const notes: string[] = [];
  const outcome = new Promise<Happening>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const happening = JSON.parse(line) as Happening;
      if (happening.log === undefined) resolve(happening);
      else notes.push(happening.log);
    });
    child.once('exit', (code) => reject(new Error(`the owner left with ${code} before its database was up`)));
  });
  outcome.catch(() => undefined); // a killed owner may leave without one, and not every test asks
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, outcome, notes, exited };
}

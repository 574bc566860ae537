import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'backend/dist/main.js');
/** A worker has no address. */
const READY = /Quarterdeck (?:is ready at (http:\S+)|works in the background)/;
const CODE = /one-time code:\s+(\S+)/;
const START_MS = 90_000;
const STOP_MS = 20_000;

/** The owner that {@link startProduct} sets up unless told otherwise. */
export const OWNER = { email: 'owner@example.com', password: 'a long and quiet watch' };

export interface ProductOptions {
  /** Where its data lives; a new temporary folder unless told otherwise. Hand in the folder of a killed product to start it again. */
  readonly dataDir?: string;
  /** Further settings. An empty `QD_OWNER_EMAIL` and `QD_OWNER_PASSWORD` leave the first visit to the test. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The whole built product in a process of its own, as `npm start` runs it. */
export class Product {
  private constructor(
    private readonly child: ChildProcess,
    private readonly lines: string[],
    readonly url: string,
    readonly dataDir: string,
  ) {}

  /** Starts it on a free port and waits until it says that it is ready. */
  static async start({ dataDir = newDataDir(), env = {} }: ProductOptions = {}): Promise<Product> {
    const lines: string[] = [];
    const child = spawn(process.execPath, [MAIN], {
      cwd: ROOT,
      env: { ...withoutSettings(process.env), ...settings(dataDir), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const collect = (chunk: Buffer) => lines.push(chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    return new Product(child, lines, await readyAddress(child, lines), dataDir);
  }

  /** Everything it has written so far. */
  get output(): string {
    return this.lines.join('');
  }

  /** The code that the first visit asks for. Fails where there is an owner already. */
  get setupCode(): string {
    const code = CODE.exec(this.output)?.[1];
    if (code === undefined) throw new Error(`Quarterdeck printed no one-time code:\n${this.output}`);
    return code;
  }

  /** As Ctrl-C does, or a service manager. Fails when it does not end by itself, or with another exit code than 0. */
  async stop(signal: 'SIGINT' | 'SIGTERM' = 'SIGINT'): Promise<void> {
    const code = await this.end(signal);
    if (code !== 0) throw new Error(`Quarterdeck ended with exit code ${code}:\n${this.output}`);
  }

  /** As a power cut does: no chance to tidy up. */
  async kill9(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Stops it where it still runs and removes its data. For `afterAll`. */
  async remove(): Promise<void> {
    try {
      if (this.isRunning) await this.stop();
    } finally {
      rmSync(this.dataDir, { recursive: true, force: true });
    }
  }

  private get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    if (!this.isRunning) return this.child.exitCode;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    const patience = setTimeout(() => {
      this.lines.push(`\n(still running ${STOP_MS / 1000} s after ${signal}: killed)`);
      this.child.kill('SIGKILL');
    }, STOP_MS);
    await ended;
    clearTimeout(patience);
    return this.child.exitCode;
  }
}

/** The embedded database may run as another user than the one who runs the tests, and must get through. */
function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-e2e-'));
  chmodSync(folder, 0o755);
  return folder;
}

const settings = (dataDir: string) => ({
  QD_PORT: '0',
  QD_HOST: '127.0.0.1',
  QD_DATA_DIR: dataDir,
  QD_OWNER_EMAIL: OWNER.email,
  QD_OWNER_PASSWORD: OWNER.password,
  QD_LOG_LEVEL: 'warn',
});

/** What the developer has set for herself must not change a test; which browser there is may. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => name === 'QD_CHROMIUM' || (!name.startsWith('QD_') && name !== 'NODE_OPTIONS'),
    ),
  );
}

async function readyAddress(child: ChildProcess, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(patience);
      child.kill('SIGKILL');
      reject(new Error(`Quarterdeck did not start: ${why}\n${lines.join('')}`));
    };
    const patience = setTimeout(() => fail(`not ready after ${START_MS / 1000} s`), START_MS);
    child.stdout?.on('data', () => {
      const ready = READY.exec(lines.join(''));
      if (!ready) return;
      clearTimeout(patience);
      resolve(ready[1] ?? '');
    });
    child.once('exit', (code) => fail(`exit code ${code ?? 'none'}`));
    child.once('error', ({ message }) => fail(message));
  });
}

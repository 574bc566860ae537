import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';

const SERVER = join(import.meta.dirname, '../../backend/src/platform/testing/embedded-postgres.process.mjs');

/** A PostgreSQL server that is not Quarterdeck's: what a team has of its own. */
export class OwnPostgres {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly url: string,
  ) {}

  static async start(): Promise<OwnPostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-e2e-'));
    chmodSync(folder, 0o755);
    const child = spawn(process.execPath, [SERVER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout)) {
      const { url, error } = JSON.parse(line) as { url?: string; error?: string };
      if (error !== undefined) throw new Error(error);
      if (url !== undefined) return new OwnPostgres(child, folder, url);
    }
    throw new Error('The server ended before it was ready.');
  }

  /** With the password in it. */
  get address(): string {
    return this.url;
  }

  /** Of its administrator, who may do everything. */
  get access(): { host: string; port: string; database: string; user: string; password: string } {
    const { hostname, port, pathname, username, password } = new URL(this.url);
    const [database, user] = [pathname.slice(1), username].map(decodeURIComponent) as [string, string];
    return { host: hostname, port, database, user, password: decodeURIComponent(password) };
  }

  async run(sql: string): Promise<void> {
    const client = new Client({ connectionString: this.url });
    await client.connect();
    await client.query(sql);
    await client.end();
  }

  async remove(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

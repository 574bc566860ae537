import {
  appendFileSync,
  chmodSync,
  cpSync,
  lchownSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRoot } from '../data-folder.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../database/embedded-postgres.js';
import { clusterFolder } from '../database/postgres-cluster.js';

/** A primary and a streaming replica of it, on this machine. */
export interface Replicated {
  readonly primaryUrl: string;
  readonly replicaUrl: string;
  stopReplica(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts both from the embedded binaries. The copy is made while the primary rests, so that it takes no other program than
 * these. They are as durable as real ones: what was acknowledged must stand in the log that the replica follows.
 */
export async function startReplicated(): Promise<Replicated> {
  const folders = [newFolder(), newFolder()] as const;
  const [dataDir, replicaDir] = folders;
  await (await startEmbeddedPostgres({ dataDir })).stop();
  cpSync(dataDir, replicaDir, { recursive: true, preserveTimestamps: true });
  const primary = await startEmbeddedPostgres({ dataDir });
  follow(clusterFolder(replicaDir), clusterFolder(dataDir), primary.url);
  let replica: EmbeddedPostgres | undefined = await startEmbeddedPostgres({ dataDir: replicaDir });
  return {
    primaryUrl: primary.url,
    replicaUrl: replica.url,
    async stopReplica() {
      await replica?.stop();
      replica = undefined;
    },
    async stop() {
      await replica?.stop();
      await primary.stop();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-replica-'));
  if (isRoot()) chmodSync(folder, 0o755);
  return folder;
}

function follow(folder: string, of: string, primaryUrl: string): void {
  writeFileSync(join(folder, 'standby.signal'), '');
  appendFileSync(join(folder, 'postgresql.auto.conf'), `primary_conninfo = '${primaryUrl}'\n`);
  chmodSync(folder, 0o700);
  if (!isRoot()) return;
  const { uid, gid } = statSync(of); // a copy belongs to who made it
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const path of [folder, ...names.map((name) => join(folder, name))]) lchownSync(path, uid, gid);
}

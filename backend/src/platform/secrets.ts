import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from './config.js';
import { StartupError } from './startup-error.js';

const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts what connections keep secret (AES-256-GCM) with a key that is not in the database: QD_SECRET_KEY, or a file in
 * the data folder that is made at the first start. A copy of the database alone gives nothing away.
 */
@Injectable()
export class Secrets {
  private readonly key: Buffer;

  constructor(config: Config) {
    this.key = createHash('sha256')
      .update(config.secretKey ?? ownKey(config))
      .digest();
  }

  /** `context` binds the secret to its place: moved to another row, it cannot be read. */
  encrypt(plain: string, context: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, iv).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), body]);
  }

  /** Throws when the key is not the one that encrypted, the bytes were changed, or the context differs. */
  decrypt(encrypted: Buffer, context: string): string {
    if (encrypted[0] !== VERSION) throw new Error('This secret was written by another version.');
    const iv = encrypted.subarray(1, 1 + IV_BYTES);
    const tag = encrypted.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
    const decipher = createDecipheriv(ALGORITHM, this.key, iv).setAAD(Buffer.from(context)).setAuthTag(tag);
    return decipher.update(encrypted.subarray(1 + IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }
}

function ownKey({ databaseUrl, dataDir, role }: Config): string {
  const file = join(dataDir, 'secret.key');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (databaseUrl !== undefined && role !== 'all') {
    throw new StartupError(
      'Several processes must share one key: set QD_SECRET_KEY to the same 32 characters or more in each.',
    );
  }
  mkdirSync(dataDir, { recursive: true });
  const key = randomBytes(32).toString('base64url');
  writeFileSync(file, `${key}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return key;
}

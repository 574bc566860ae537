import { Client } from 'pg';
import { moveToTimescale } from './store/storage-move.js';

/** Zones as the store has them, and no end to statements: months may be long. */
const OPTIONS = '-c timezone=UTC -c statement_timeout=0 -c jit=off';

/** Called by `quarterdeck storage upgrade`. `say` is told what has been done, line by line. */
export async function upgradeToTimescale(url: string, say: (line: string) => void): Promise<void> {
  const client = new Client({
    connectionString: url,
    options: OPTIONS,
    application_name: 'quarterdeck storage upgrade',
  });
  await client.connect();
  try {
    await moveToTimescale(client, say);
  } finally {
    await client.end();
  }
}

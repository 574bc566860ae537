import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSourceManifest } from '@quarterdeck/sdk/manifest';
import { pino } from 'pino';
import { Egress } from '../platform/egress.js';
import { PluginRunner } from './plugin-runner.js';
import { unpacked } from './wire.js';

/** Streams read from plugins in the process that any plugin gets. */
const place = await mkdtemp(join(tmpdir(), 'quarterdeck-streams-'));
const runners: PluginRunner[] = [];
const SETTINGS = { config: {}, secrets: {} };
const never = new AbortController().signal;

afterAll(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
  await rm(place, { recursive: true });
});

/** A plugin whose stream `rows` is read by this body, with `context` and `from` at hand. Its log says what it does. */
async function reading(body: string) {
  const entry = join(place, `plugin-${runners.length}.mjs`);
  const schema = '{ safeParse: (data) => ({ success: true, data }) }';
  const stream = `{ cursor: ${schema}, async *read(context, from) { ${body} } }`;
  const about = `kind: 'datasource', config: ${schema}, queries: {}, check: () => new Promise((done) => setTimeout(done, 100, {}))`;
  await writeFile(entry, `export default { ${about}, streams: { rows: ${stream} } };`);
  const said: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void said.push((JSON.parse(line) as Line).msg) });
  const manifest = {
    ...{ manifest: 1, id: 'datasource-rows', version: '1.0.0', kind: 'datasource', title: 'Rows', description: '' },
    ...{ sdk: '*', entry: 'plugin.mjs', files: {}, config: {}, secrets: {}, queries: {} },
    ...{ needs: { http: [] }, auth: { type: 'none' } },
  } satisfies Partial<DataSourceManifest> as DataSourceManifest;
  const parts = { egress: new Egress([]), logger, now: () => Date.now() };
  const runner = new PluginRunner({ entry, files: new Map(), manifest }, parts);
  runners.push(runner);
  return { runner, said };
}
interface Line {
  readonly msg: string;
}

const NUMBERS = `
  for (let n = (from.cursor?.n ?? 0) + 1; n <= 4; n++) {
    context.log('info', 'yields ' + n);
    yield { records: [{ id: n }], cursor: { n } };
  }
  context.log('info', 'ends');`;

const from = (cursor: unknown, take: (payload: Buffer) => Promise<void>) => ({
  stream: 'rows',
  cursor,
  since: 0,
  take,
});
const cursorIn = (payload: Buffer) => (unpacked(payload).value as { cursor: { n: number } }).cursor.n;

describe('a stream', () => {
  it('comes batch by batch from behind its cursor, the next one only when the one before is stored', async () => {
    const { runner, said } = await reading(NUMBERS);
    const stored: number[] = [];
    const saidWhenStoring: number[] = [];
    const storing = from({ n: 1 }, async (payload) => {
      await runner.ask({ act: 'check' }, SETTINGS, 5_000, never); // time enough for a plugin that does not wait
      saidWhenStoring.push(said.length);
      stored.push(cursorIn(payload));
    });
    await runner.read(storing, SETTINGS, 5_000, never);
    expect(stored).toEqual([2, 3, 4]);
    expect(saidWhenStoring).toEqual([1, 2, 3]);
    expect(said.at(-1)).toBe('ends');
  });

  it('has its deadline for each batch, and the time of storing does not count', async () => {
    const { runner } = await reading(NUMBERS);
    await runner.ask({ act: 'check' }, SETTINGS, 5_000, never);
    const slow = from(null, async () => {
      for (let times = 0; times < 11; times++) await runner.ask({ act: 'check' }, SETTINGS, 5_000, never);
    });
    await expect(runner.read(slow, SETTINGS, 1_000, never)).resolves.toBeUndefined();
    const { runner: stuck } = await reading(`${NUMBERS} await new Promise(() => undefined);`);
    await stuck.ask({ act: 'check' }, SETTINGS, 5_000, never);
    const refused = stuck.read(
      from(null, () => Promise.resolve()),
      SETTINGS,
      300,
      never,
    );
    await expect(refused).rejects.toMatchObject({ kind: 'transient', message: expect.stringContaining('0.3 seconds') });
  });

  it('ends with what storing fails with, and lets the plugin tidy up', async () => {
    const { runner, said } = await reading(`try { ${NUMBERS} } finally { context.log('info', 'tidied'); }`);
    const failing = from(null, () => Promise.reject(new Error('the disk is full')));
    await expect(runner.read(failing, SETTINGS, 5_000, never)).rejects.toThrow('the disk is full');
    await runner.ask({ act: 'check' }, SETTINGS, 5_000, never);
    expect(said).toEqual(['yields 1', 'tidied']);
  });

  it('ends when nobody wants it any more, but not before the batch in hand is stored', async () => {
    const { runner } = await reading(NUMBERS);
    const leaving = new AbortController();
    const stored: number[] = [];
    const cancelled = from(null, async (payload) => {
      leaving.abort(new Error('cancelled'));
      await runner.ask({ act: 'check' }, SETTINGS, 5_000, never);
      stored.push(cursorIn(payload));
    });
    await expect(runner.read(cancelled, SETTINGS, 5_000, leaving.signal)).rejects.toThrow('cancelled');
    expect(stored).toEqual([1]);
  });

  it('ends with the process, and says so', async () => {
    const { runner } = await reading(
      `${NUMBERS} setTimeout(() => { throw new Error('late'); }); await new Promise(() => {});`,
    );
    const dying = runner.read(
      from(null, () => Promise.resolve()),
      SETTINGS,
      5_000,
      never,
    );
    await expect(dying).rejects.toMatchObject({ kind: 'bug', message: expect.stringContaining('ended with code 1') });
  });
});

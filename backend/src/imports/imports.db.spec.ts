import { importRoutes, type Import, type ImportMapping } from '@quarterdeck/sdk/api/imports';
import { metricsRoutes } from '@quarterdeck/sdk/api/metrics';
import { queryRoutes } from '@quarterdeck/sdk/api/queries';
import type { z } from 'zod';
import { describeResource } from '../platform/testing/describe-resource.js';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 5);
type Mapping = z.input<typeof ImportMapping>;

const mappingOf = (metric: string, more: Partial<Mapping> = {}): Mapping => ({
  ...{ delimiter: ',', quote: '"', header: true, decimalComma: false },
  ...{ timeColumn: 0, timeFormat: 'iso', timezone: 'UTC', values: [{ column: 1, metric }], labels: [] },
  ...more,
});
const bodyOf = (mapping: Mapping) => ({ fileName: 'orders.csv', fileBytes: 1000, mapping });
const timeAt = (row: number) => new Date(START + row * MINUTE).toISOString();
const fileOf = (text: string) => new File([text], 'orders.csv');

describe('imports', () => {
  let app: TestApp;
  let ours: TestWorkspace;
  beforeAll(async () => {
    app = await testApp();
    ours = await app.workspace();
  });
  afterAll(() => app.stop());

  const create = (mapping: Mapping, client: TestClient = ours.editor) =>
    client.call(importRoutes.create, { body: bodyOf(mapping) });
  const send = async (mapping: Mapping, text: string, client: TestClient = ours.editor): Promise<Import> => {
    const { id } = await create(mapping, client);
    return client.call(importRoutes.content, { params: { id }, body: fileOf(text) });
  };
  const refusedOf = ({ id }: Import) => ours.editor.call(importRoutes.refused, { params: { id } });
  const valuesOf = async (metric: string, minutes = 60) => {
    const range = { from: START, to: START + minutes * MINUTE };
    const input = { metric, aggregate: 'sum' };
    const body = { range, maxPoints: 10_000, queries: [{ source: 'metrics' as const, input }] };
    const [answer] = await ours.editor.frames(queryRoutes.run, { body });
    return (answer?.frames ?? [])
      .filter(({ length }) => length > 0)
      .map(({ fields }) => [...(fields[1]?.values ?? [])]);
  };
  const until = async (id: string, holds: (one: Import) => boolean): Promise<Import> => {
    for (;;) {
      const one = await ours.editor.call(importRoutes.get, { params: { id } });
      if (holds(one)) return one;
    }
  };

  describeResource('an import', () => app, {
    path: '/api/imports',
    body: bodyOf(mappingOf('orders')),
    badBodies: [
      {},
      { ...bodyOf(mappingOf('orders')), fileName: '' },
      bodyOf(mappingOf('7 days')),
      bodyOf(mappingOf('orders', { values: [] })),
      bodyOf(mappingOf('orders', { timeColumn: 1 })),
      bodyOf(mappingOf('orders', { labels: [{ column: 1, name: 'shop' }] })),
      bodyOf(mappingOf('orders', { timezone: 'Mars/Olympus' })),
      bodyOf(mappingOf('orders', { timeFormat: 'lunar' as 'iso' })),
      bodyOf(mappingOf('orders', { delimiter: '#' as ',' })),
    ],
    creator: 'editor',
  });

  it('store the good rows of a file and name the others by their line', async () => {
    const rows = Array.from({ length: 10_000 }, (_, row) =>
      row % 1000 === 500 ? `${timeAt(row)},many` : `${timeAt(row)},${row}`,
    );
    const done = await send(mappingOf('large'), `time,value\n${rows.join('\n')}\n`);
    expect(done).toMatchObject({ status: 'done', rows: 10_000, refused: 10, added: 9990, replaced: 0, series: 1 });
    expect(done).toMatchObject({ metrics: ['large'], from: timeAt(0), to: timeAt(9999), undoable: true });
    expect((await valuesOf('large', 20_000))[0]).toHaveLength(9990);
    const refused = await refusedOf(done);
    expect(refused.map(({ line }) => line).slice(0, 2)).toEqual([502, 1502]);
    expect(refused[0]).toMatchObject({
      reason: 'The value is no number: column 2 holds “many”.',
      row: `${timeAt(500)},many`,
    });
    const file = await ours.editor.call(importRoutes.refusedFile, { params: { id: done.id } });
    expect((await file.text()).split('\r\n')).toHaveLength(12);
  });

  it('read several values, labels, a decimal comma and local times', async () => {
    const mapping = mappingOf('net', {
      ...{ delimiter: ';', decimalComma: true, timeFormat: 'day.month.year', timezone: 'Europe/Berlin' },
      values: [
        { column: 2, metric: 'net', unit: 'currency:EUR' },
        { column: 3, metric: 'gross' },
      ],
      labels: [{ column: 1, name: 'shop' }],
    });
    const text = 'Tag;Laden;Netto;Brutto\r\n05.01.2026 01:00;"Nord; See";1.234,5;2\r\n05.01.2026 01:01;Süd;;3\r\n';
    expect(await send(mapping, text)).toMatchObject({ status: 'done', rows: 2, refused: 0, added: 3, series: 4 });
    expect(await valuesOf('net')).toEqual([[1234.5]]);
    expect((await valuesOf('gross')).flat().sort()).toEqual([2, 3]);
    const metrics = await ours.viewer.call(metricsRoutes.list, {});
    expect(metrics.find(({ name }) => name === 'net')).toMatchObject({ unit: 'currency:EUR' });
  });

  it('say what was there before: new, replaced and unchanged points', async () => {
    await send(mappingOf('twice'), `t,v\n${timeAt(0)},1\n${timeAt(1)},2\n`);
    const again = await send(mappingOf('twice'), `t,v\n${timeAt(0)},1\n${timeAt(1)},7\n${timeAt(2)},3\n`);
    expect(again).toMatchObject({ added: 1, replaced: 1, unchanged: 1, undoable: false });
    expect(await valuesOf('twice')).toEqual([[1, 7, 3]]);
    await expect(ours.editor.call(importRoutes.undo, { params: { id: again.id } })).rejects.toMatchObject({
      status: 409,
    });
    expect(await valuesOf('twice')).toEqual([[1, 7, 3]]);
  });

  it('are undone as a whole, but for a value that was changed since', async () => {
    await send(mappingOf('undo'), `t,v\n${timeAt(0)},1\n`);
    const more = await send(mappingOf('undo'), `t,v\n${timeAt(1)},2\n${timeAt(2)},3\n${timeAt(2)},4\n${timeAt(3)},5\n`);
    expect(more).toMatchObject({ added: 3, undoable: true });
    const changed = [{ metric: 'undo', time: START + 3 * MINUTE, value: 50 }];
    await app.client(ours.pointsKey).request('POST', '/api/points', changed);
    const undo = () => ours.editor.call(importRoutes.undo, { params: { id: more.id } });
    expect(await undo()).toMatchObject({ status: 'undone', undoable: false });
    expect(await valuesOf('undo')).toEqual([[1, 50]]);
    expect(await undo()).toMatchObject({ status: 'undone' });
  });

  it('stop when they are cancelled, and keep and tell what was stored', async () => {
    const { id } = await create(mappingOf('stopped'));
    let row = 0;
    const chunk = () => Array.from({ length: 5000 }, () => `${timeAt(row)},${row++}\n`).join('');
    let goOn = () => {};
    const cancelled = new Promise<void>((resolve) => (goOn = resolve));
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (row >= 60_000) await cancelled;
        controller.enqueue(new TextEncoder().encode(chunk()));
        if (row >= 120_000) controller.close();
      },
    });
    const headers = { cookie: ours.editor.cookie, 'content-type': 'text/csv' };
    const init = { method: 'PUT', headers, body, duplex: 'half' } as RequestInit;
    const sending = fetch(`${app.url}/api/imports/${id}/content`, init);
    await until(id, ({ added }) => added >= 20_000);
    await ours.editor.call(importRoutes.cancel, { params: { id } });
    goOn();
    const answer = importRoutes.content.answer?.parse(await (await sending).json()) as Import;
    expect(answer).toMatchObject({ id, status: 'cancelled', undoable: true });
    expect(answer.added).toBeLessThan(119_999);
    expect((await valuesOf('stopped', 200_000)).flat().length).toBeGreaterThan(0);
    const count = await ours.editor.call(importRoutes.get, { params: { id } });
    expect(count.seconds).toBeGreaterThan(0);
  });

  it('keep what had arrived when the sender goes away', async () => {
    const { id } = await create(mappingOf('gone'));
    const gone = new AbortController();
    const text = Array.from({ length: 25_000 }, (_, row) => `${timeAt(row)},1\n`).join('');
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
    });
    const headers = { cookie: ours.editor.cookie, 'content-type': 'text/csv' };
    const init = { method: 'PUT', headers, body, duplex: 'half', signal: gone.signal } as RequestInit;
    const sending = fetch(`${app.url}/api/imports/${id}/content`, init);
    await until(id, ({ added }) => added > 0);
    gone.abort();
    await expect(sending).rejects.toThrow();
    const ended = await until(id, ({ seconds }) => seconds !== null);
    expect(ended).toMatchObject({ status: 'failed', problem: expect.stringContaining('ended before the file did') });
    expect(ended.added).toBeGreaterThan(0);
  });

  it.each([
    ['a row of a megabyte', `${timeAt(1)},${'9'.repeat(1024 * 1024)}\n`, 'import.row-too-long', 'line 3'],
    ['a quote that is never closed', `${timeAt(1)},"1\n${timeAt(2)},2\n`, 'import.quote-open', 'never closed'],
  ])('refuse %s, and keep the rows before it', async (what, bad, code, says) => {
    const { id } = await create(mappingOf(what));
    const sent = ours.editor.call(importRoutes.content, {
      params: { id },
      body: fileOf(`t,v\n${timeAt(0)},1\n${bad}`),
    });
    await expect(sent).rejects.toMatchObject({ status: 422, problem: { code, detail: expect.stringContaining(says) } });
    expect(await until(id, () => true)).toMatchObject({ status: 'failed', added: 1 });
  });

  it('take their content once, as CSV, from an editor', async () => {
    const { id } = await send(mappingOf('once'), `t,v\n${timeAt(0)},1\n`);
    const put = (client: TestClient, type: string, at = id) =>
      client.request('PUT', `/api/imports/${at}/content`, `t,v\n`, { 'content-type': type });
    expect((await put(ours.editor, 'text/csv')).status).toBe(409);
    expect((await put(ours.editor, 'application/json')).status).toBe(415);
    expect((await put(ours.viewer, 'text/csv')).status).toBe(403);
    expect((await put(app.client(), 'text/csv')).status).toBe(401);
  });

  it('do not exist for another workspace', async () => {
    const theirs = await app.workspace('Theirs');
    const { id } = await send(mappingOf('private'), `t,v\n${timeAt(0)},1\nnever,2\n`);
    const asked = ['', '/refused', '/refused/file'].map((path) =>
      theirs.owner.request('GET', `/api/imports/${id}${path}`),
    );
    asked.push(theirs.owner.request('POST', `/api/imports/${id}/undo`));
    asked.push(theirs.owner.request('PUT', `/api/imports/${id}/content`, 'x', { 'content-type': 'text/csv' }));
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(await valuesOf('private')).toEqual([[1]]);
  });

  it('run one at a time in a workspace', async () => {
    const { id } = await create(mappingOf('first'));
    let close = () => {};
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('t,v\n'));
        close = () => controller.close();
      },
    });
    const headers = { cookie: ours.editor.cookie, 'content-type': 'text/csv' };
    const sending = fetch(`${app.url}/api/imports/${id}/content`, {
      ...{ method: 'PUT', headers, body, duplex: 'half' },
    });
    await until(id, ({ status }) => status === 'running');
    await expect(send(mappingOf('second'), `t,v\n`)).rejects.toMatchObject({ problem: { code: 'import.busy' } });
    close();
    expect((await sending).status).toBe(200);
  });
});

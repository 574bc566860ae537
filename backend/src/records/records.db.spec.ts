import { testApp, type TestApp, type TestWorkspace } from '../platform/testing/test-app.js';
import { readRecords, RecordsService, type FoundStream } from './records.service.js';

const AT = Date.UTC(2026, 0, 5, 12, 0, 0);

describe('records', () => {
  let app: TestApp;
  let ours: TestWorkspace;
  let records: RecordsService;
  beforeAll(async () => {
    app = await testApp();
    ours = await app.workspace('Ours');
    records = app.app.get(RecordsService);
  });
  afterAll(() => app.stop());

  const put = (stream: FoundStream, rows: unknown[]) =>
    app.database.asSystem(() => records.put(stream, readRecords(rows).records));
  const stored = (stream: FoundStream) =>
    app.database.asSystem(() =>
      app.database.sql<{ key: string; ts: Date; body: unknown }>(
        'select key, ts, body from record where stream_id = $1 order by key',
        [stream.id],
      ),
    );

  it('stay two where two have the same millisecond, and are replaced by key', async () => {
    const stream = await records.ensure(ours.actor, { name: 'payments' });
    const rows = [
      { key: 'a', time: AT, body: { amount: 10 } },
      { key: 'b', time: AT, body: { amount: 12 } },
    ];
    expect(await put(stream, rows)).toEqual({ added: 2, changed: 0, same: 0 });
    expect(await put(stream, rows)).toEqual({ added: 0, changed: 0, same: 2 });
    const later = { key: 'b', time: AT + 1, body: { amount: 12 } };
    expect(await put(stream, [rows[0], later, { key: 3, time: AT, body: {} }])).toEqual({
      added: 1,
      changed: 1,
      same: 1,
    });
    expect(await stored(stream)).toEqual([
      { key: '3', ts: new Date(AT), body: {} },
      { key: 'a', ts: new Date(AT), body: { amount: 10 } },
      { key: 'b', ts: new Date(AT + 1), body: { amount: 12 } },
    ]);
  });

  it('write nothing where a batch is sent again', async () => {
    const stream = await records.ensure(ours.actor, { name: 'again' });
    const rows = [{ key: 'a', time: AT, body: { amount: 1.0, nested: { b: [1, 2], a: null } } }];
    await put(stream, rows);
    const version = () =>
      app.database.asSystem(() =>
        app.database.sql('select xmin::text, ctid::text from record where stream_id = $1', [stream.id]),
      );
    const before = await version();
    const reordered = [{ key: 'a', time: AT, body: { nested: { a: null, b: [1, 2] }, amount: 1 } }];
    expect(await put(stream, reordered)).toEqual({ added: 0, changed: 0, same: 1 });
    expect(await version()).toEqual(before);
  });

  it('are committed together with what else the transaction holds, or not at all', async () => {
    const stream = await records.ensure(ours.actor, { name: 'together' });
    const failing = app.database.asSystem(async () => {
      await records.put(stream, readRecords([{ key: 'a', time: AT, body: {} }]).records);
      throw new Error('the cursor could not be kept');
    });
    await expect(failing).rejects.toThrow('the cursor');
    expect(await stored(stream)).toEqual([]);
  });

  it('of a stream are changed by one transaction at a time, and none is lost', async () => {
    const stream = await records.ensure(ours.actor, { name: 'crowded' });
    const batch = (nth: number) =>
      Array.from({ length: 200 }, (_, at) => ({ key: `k${String(at)}`, time: AT + nth, body: { nth } }));
    const answers = await Promise.all([1, 2, 3, 4].map((nth) => put(stream, batch(nth))));
    expect(answers.map(({ added }) => added).sort((a, b) => b - a)).toEqual([200, 0, 0, 0]);
    expect(await stored(stream)).toHaveLength(200);
  });

  it('cannot be put into a stream of another workspace', async () => {
    const stream = await records.ensure(ours.actor, { name: 'mine' });
    const theirs = await app.workspace('Theirs');
    await expect(records.require(theirs.actor, 'mine')).rejects.toMatchObject({ code: 'stream.not-found' });
    await expect(put({ ...stream, workspaceId: theirs.id }, [{ key: 'a', time: AT, body: {} }])).rejects.toMatchObject({
      code: 'stream.not-found',
    });
  });
});

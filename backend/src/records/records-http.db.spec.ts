import { testApp, type TestApp, type TestWorkspace } from '../platform/testing/test-app.js';

const AT = Date.UTC(2026, 0, 5, 12, 0, 0);
const charge = (key: string, amount: number, time: number | string = AT) => ({ key, time, body: { amount } });

interface Answer {
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly { readonly path: string }[];
}

describe('the routes of records', () => {
  let app: TestApp;
  let ours: TestWorkspace;
  let theirs: TestWorkspace;
  beforeAll(async () => {
    app = await testApp();
    ours = await app.workspace('Ours');
    theirs = await app.workspace('Theirs');
  });
  afterAll(() => app.stop());

  const send = async (
    stream: string,
    body: unknown,
    { by = app.client(ours.pointsKey), query = '', type = '' } = {},
  ) => {
    const headers = type ? { 'content-type': type } : {};
    const reply = await by.request('POST', `/api/records/${stream}${query}`, body, headers);
    return { status: reply.status, answer: (await reply.json()) as Answer };
  };
  const streams = async (by = ours.viewer) =>
    (await (await by.request('GET', '/api/streams')).json()) as { streams: Record<string, unknown>[]; next: string };

  it('take batches of a key or an editor, and say what they met', async () => {
    const rows = [charge('a', 1), charge('b', 2, '2026-01-05T12:00:00Z')];
    expect(await send('charges', rows)).toMatchObject({ status: 200, answer: { added: 2, changed: 0, same: 0 } });
    expect(await send('charges', rows, { by: ours.editor })).toMatchObject({
      answer: { added: 0, changed: 0, same: 2 },
    });
    expect((await send('charges', rows, { by: ours.viewer })).status).toBe(403);
    expect((await send('charges', rows, { by: app.client() })).status).toBe(401);
    expect((await streams()).streams).toMatchObject([
      { name: 'charges', rows: 2, lastAt: '2026-01-05T12:00:00.000Z', connectionId: null },
    ]);
  });

  it('take one record a line', async () => {
    const lines = `${JSON.stringify(charge('x', 5))}\n\n${JSON.stringify(charge('y', 6))}\n`;
    const type = 'application/x-ndjson';
    expect((await send('lines', lines, { type })).answer).toMatchObject({ added: 2, refused: 0 });
    const broken = await send('lines', `${lines}{"key": "z"`, { type });
    expect(broken.status).toBe(422);
    expect(broken.answer.detail).toContain('Record 2: This is no record');
    expect((await send('lines', `${lines}{"key": "z"`, { type, query: '?partial=true' })).answer).toMatchObject({
      same: 2,
      refused: 1,
      errors: [{ index: 2, code: 'record-unreadable' }],
    });
  });

  it('store all of a batch or nothing, and name each record at fault', async () => {
    const rows = [
      charge('a', 1),
      { time: AT, body: {} },
      { key: 'c', time: 'soon', body: {} },
      { key: 'd', time: AT },
      { key: 'e', time: AT, body: [1] },
      { key: 'f', time: AT, body: { long: 'x'.repeat(70_000) } },
      { key: 'g', time: AT + 0.5, body: {} },
    ];
    const refused = await send('faulty', rows);
    expect(refused.status).toBe(422);
    expect(refused.answer).toMatchObject({ code: 'records.invalid' });
    expect(refused.answer.errors.map(({ path }) => path)).toEqual([
      ...['1.key', '2.time', '3.body', '4.body', '5.body', '6.time'],
    ]);
    expect((await streams()).streams.map(({ name }) => name)).not.toContain('faulty');
    const partial = await send('faulty', rows, { query: '?partial=true' });
    expect(partial.answer).toMatchObject({ added: 1, refused: 6 });
  });

  it('make a stream only where that is wanted', async () => {
    expect(await send('typo', [charge('a', 1)], { query: '?create=false' })).toMatchObject({
      status: 404,
      answer: { code: 'stream.not-found' },
    });
  });

  it('know the fields of what came last', async () => {
    await send('events', [
      { key: 1, time: AT, body: { who: 'ada', at: { place: 'Nice', floor: 3 }, tags: ['a'], gone: null } },
      { key: 2, time: AT, body: { who: 'bob', paid: true } },
    ]);
    expect(await (await ours.viewer.request('GET', '/api/streams/events/fields')).json()).toEqual([
      { name: 'who', types: ['text'], share: 1 },
      { name: 'at.floor', types: ['number'], share: 0.5 },
      { name: 'at.place', types: ['text'], share: 0.5 },
      { name: 'gone', types: [], share: 0.5 },
      { name: 'paid', types: ['boolean'], share: 0.5 },
      { name: 'tags', types: ['list'], share: 0.5 },
    ]);
  });

  it('delete a record by its key, and a stream with all of its own', async () => {
    await send('going', [charge('a/1', 1), charge('b', 2)]);
    const gone = () => ours.editor.request('DELETE', `/api/records/going/${encodeURIComponent('a/1')}`);
    expect((await ours.viewer.request('DELETE', '/api/records/going/b')).status).toBe(403);
    expect((await gone()).status).toBe(204);
    expect((await gone()).status).toBe(404);
    expect(await (await ours.viewer.request('GET', '/api/streams/going')).json()).toMatchObject({ rows: 1 });
    expect((await ours.editor.request('DELETE', '/api/streams/going')).status).toBe(204);
    expect((await ours.viewer.request('GET', '/api/streams/going')).status).toBe(404);
    expect((await send('going', [charge('b', 2)])).answer).toMatchObject({ added: 1, same: 0 });
  });

  it('show nothing of another workspace', async () => {
    await send('secret', [charge('a', 1)]);
    expect((await streams(theirs.owner)).streams).toEqual([]);
    for (const [method, path] of [
      ['GET', '/api/streams/secret'],
      ['GET', '/api/streams/secret/fields'],
      ['DELETE', '/api/streams/secret'],
      ['DELETE', '/api/records/secret/a'],
    ] as const) {
      expect([path, (await theirs.owner.request(method, path)).status]).toEqual([path, 404]);
    }
    const same = await send('secret', [charge('a', 9)], { by: app.client(theirs.pointsKey) });
    expect(same.answer).toMatchObject({ added: 1, changed: 0 });
    const mine = await ours.viewer.request('GET', '/api/streams/secret');
    expect(await mine.json()).toMatchObject({ rows: 1 });
  });

  it('come in pages by name', async () => {
    const many = await app.workspace('Many');
    for (let nth = 0; nth < 52; nth++) {
      await send(`s${String(nth).padStart(2, '0')}`, [charge('a', nth)], { by: app.client(many.pointsKey) });
    }
    const first = await streams(many.owner);
    expect([first.streams.length, first.next]).toEqual([50, 's49']);
    const rest = (await (await many.owner.request('GET', '/api/streams?cursor=s49')).json()) as typeof first;
    expect(rest.streams.map(({ name }) => name)).toEqual(['s50', 's51']);
    expect(rest.next).toBeNull();
  });
});

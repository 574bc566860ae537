import { cellAt, type Frame, type PluginContext, type TimeRange } from '@quarterdeck/sdk';
import { describeDataSource, type Service } from '@quarterdeck/sdk/testing';
import orders from '../fixtures/orders.json' with { type: 'json' };
import source from './index.js';
import type { Config, RowsInput, Secrets } from './schemas.js';

const COLUMNS: RowsInput['columns'] = [
  { name: 'at', path: 'at', type: 'time' },
  { name: 'amount', path: 'price.amount', type: 'number', unit: 'currency:EUR' },
  { name: 'tag', path: 'tags[0]', type: 'string' },
  { name: 'paid', path: '["paid"]', type: 'boolean' },
];
const QUESTION = { path: 'orders', rowsPath: 'data.orders', columns: COLUMNS };
const RANGE: TimeRange = {
  ...{ from: Date.UTC(2026, 0, 5), to: Date.UTC(2026, 0, 7), timezone: 'UTC', maxPoints: 600 },
};

describeDataSource(source, {
  config: { baseUrl: 'https://api.example.com/v1' },
  service: () => Response.json(orders),
  questions: { rows: QUESTION },
});

interface Asked {
  readonly service?: Service;
  readonly config?: Partial<Config>;
  readonly token?: string;
}

function contextOf({
  service = () => Response.json(orders),
  config = {},
  token,
}: Asked): PluginContext<Config, Secrets> {
  return {
    config: source.config.parse({ baseUrl: 'https://api.example.com/v1', ...config }),
    secrets: token === undefined ? {} : { token: { toString: () => token } },
    signal: new AbortController().signal,
    fetch: async (address, init) => service(new Request(address, init), null),
    log: () => undefined,
    variables: {},
    now: () => Date.UTC(2026, 0, 7),
  };
}

async function ask(question: Partial<RowsInput> = {}, asked: Asked = {}): Promise<Frame> {
  const input = source.queries.rows.input.parse({ ...QUESTION, ...question });
  const [frame] = [await source.queries.rows.run(contextOf(asked), { input, range: RANGE })].flat();
  if (!frame) throw new Error('There was no frame.');
  return frame;
}

const rowsOf = (frame: Frame) =>
  Array.from({ length: frame.length }, (_, row) => frame.fields.map((field) => cellAt(field, row)));

async function requestOf(question: Partial<RowsInput>, asked: Asked = {}): Promise<Request> {
  let sent: Request | undefined;
  const service: Service = (request) => ((sent = request), Response.json([]));
  await ask({ rowsPath: '', ...question }, { ...asked, service });
  if (!sent) throw new Error('Nothing was asked.');
  return sent;
}

describe('rows', () => {
  it('are mapped by their paths, oldest first, within the range', async () => {
    const frame = await ask();
    expect(rowsOf(frame)).toEqual([
      [Date.UTC(2026, 0, 5, 9), 5, null, false],
      [Date.UTC(2026, 0, 5, 12), 19.9, 'new', true],
      [Date.UTC(2026, 0, 6, 9), null, 'app', null],
    ]);
    expect(frame.fields[1]).toMatchObject({ unit: 'currency:EUR' });
    expect(frame).toMatchObject({ truncated: false });
  });

  it('outside the range stay when that is asked for', async () => {
    expect((await ask({ onlyRange: false })).length).toBe(4);
  });

  it('may count time in seconds', async () => {
    const columns = [{ name: 'at', path: '[0]', type: 'time' as const }];
    const service: Service = () => Response.json([[RANGE.from / 1000]]);
    expect(rowsOf(await ask({ columns, rowsPath: '', epoch: 's' }, { service }))).toEqual([[RANGE.from]]);
  });

  it('beyond ten thousand are left out, and the frame says so', async () => {
    const service: Service = () => Response.json(Array.from({ length: 10_001 }, (_, n) => ({ n })));
    const frame = await ask({ rowsPath: '', columns: [{ name: 'n', path: 'n', type: 'number' }] }, { service });
    expect(frame).toMatchObject({ length: 10_000, truncated: true });
  });

  it('beyond ten thousand are the newest ones, where they have a time', async () => {
    const many = Array.from({ length: 10_001 }, (_, row) => ({ at: RANGE.from + row }));
    const columns: RowsInput['columns'] = [{ name: 'at', path: 'at', type: 'time' }];
    const frame = await ask({ rowsPath: '', columns }, { service: () => Response.json(many) });
    const at = rowsOf(frame).map(([time]) => time);
    expect([at[0], at.at(-1)]).toEqual([RANGE.from + 1, RANGE.from + 10_000]);
  });

  it('say which column was nowhere to be found', async () => {
    const frame = await ask({ columns: [...COLUMNS, { name: 'vat', path: 'price.vat', type: 'number' }] });
    expect(frame.notices).toEqual([{ level: 'warning', text: 'Column "vat": no number found at "price.vat".' }]);
  });

  it('say when all of them lie outside the range', async () => {
    const service: Service = () => Response.json([{ at: '2020-01-01T00:00:00Z' }]);
    const frame = await ask({ rowsPath: '', columns: [{ name: 'at', path: 'at', type: 'time' }] }, { service });
    expect(frame.notices).toEqual([{ level: 'info', text: 'None of the 1 rows lies in this time range.' }]);
  });

  it('that are no list are a mistake of the question, which names what is there', async () => {
    await expect(ask({ rowsPath: 'data' })).rejects.toMatchObject({
      kind: 'config',
      field: 'rowsPath',
      message: 'What stands at "data" is no list. The answer has: data, next.',
    });
  });

  it.each(['a..b', 'a[', 'a[x]', '[0'])('cannot be found by "%s", which is no path', async (rowsPath) => {
    await expect(ask({ rowsPath })).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringContaining('no path'),
    });
  });

  it('never come from a prototype', async () => {
    await expect(ask({ rowsPath: 'constructor.prototype' })).rejects.toMatchObject({ kind: 'config' });
  });
});

describe('the request', () => {
  it('goes below the address, with the range in its parameters', async () => {
    const params = { since: '{from}', until: '{to.s}', page: '1' };
    const { url } = await requestOf({ path: '/orders?sort=at', params });
    const seconds = RANGE.to / 1000;
    const search = new URLSearchParams({
      sort: 'at',
      since: '2026-01-05T00:00:00.000Z',
      until: `${seconds}`,
      page: '1',
    });
    expect(url).toBe(`https://api.example.com/v1/orders?${search.toString()}`);
  });

  it.each(['../v2/orders', '..', '%2e%2e/v1-old/x', '\\..\\..\\x'])(
    'never leaves the address by "%s"',
    async (path) => {
      await expect(requestOf({ path })).rejects.toMatchObject({ kind: 'config', field: 'path' });
    },
  );

  it.each(['//evil.example/x', 'https://evil.example/x', '@evil.example'])(
    'never leaves the host by "%s"',
    async (path) => {
      const { url } = await requestOf({ path });
      expect(new URL(url).host).toBe('api.example.com');
    },
  );

  it('carries the token as a bearer, or plainly in a header of its own', async () => {
    const bearer = await requestOf({}, { token: 'T' });
    expect(bearer.headers.get('authorization')).toBe('Bearer T');
    const own = await requestOf({}, { token: 'T', config: { tokenHeader: 'X-Api-Key' } });
    expect([own.headers.get('x-api-key'), own.headers.get('authorization')]).toEqual(['T', null]);
    expect((await requestOf({})).headers.get('authorization')).toBeNull();
  });
});

describe('a failed answer', () => {
  it.each([
    [404, 'not-found'],
    [400, 'config'],
    [403, 'auth'],
  ])('of %i is of kind %s', async (status, kind) => {
    await expect(ask({}, { service: () => new Response('', { status }) })).rejects.toMatchObject({ kind });
  });

  it('may name the date until which to wait', async () => {
    const headers = { 'retry-after': new Date(Date.UTC(2026, 0, 7, 0, 0, 30)).toUTCString() };
    const service: Service = () => new Response('', { status: 429, headers });
    await expect(ask({}, { service })).rejects.toMatchObject({ kind: 'rate-limit', retryAfterMs: 30_000 });
  });

  it('that is no JSON says what it is instead', async () => {
    const service: Service = () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
    await expect(ask({}, { service })).rejects.toMatchObject({
      kind: 'config',
      message: 'https://api.example.com/v1/orders answered with text/html content that is no JSON.',
    });
  });
});

import { decodeFrames, type Frame } from '@quarterdeck/sdk';
import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { folderRoutes } from '@quarterdeck/sdk/api/folders';
import { patched } from '@quarterdeck/sdk/api/frame-deltas';
import { libraryRoutes } from '@quarterdeck/sdk/api/library';
import { LiveNumbers, type LivePlace, type WatchAnswer } from '@quarterdeck/sdk/api/live';
import { sharingRoutes } from '@quarterdeck/sdk/api/sharing';
import { io, type Socket } from 'socket.io-client';
import { SeriesStore } from '../../metrics/series-store.js';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../../platform/testing/test-app.js';

const SCOPE = { range: { from: 'now-1h', to: 'now' }, timezone: 'UTC', maxPoints: 1000 };
const panel = (id: string, metric: string) => ({
  id,
  widget: 'widget-timeseries@1',
  place: { x: 0, y: 0, w: 6, h: 4 },
  queries: [{ source: 'metrics' as const, input: { metric } }],
});

/** A page as it applies what it is told. */
class Page {
  readonly heard: LiveNumbers[] = [];
  frames: readonly Frame[] = [];
  seq = 0;
  private waiting: (() => void)[] = [];

  constructor(readonly socket: Socket) {
    socket.on('numbers', (header: unknown, bytes: Uint8Array) => this.take(LiveNumbers.parse(header), bytes));
  }

  async watch(dashboardId: string | undefined, panels: readonly string[], more: object = {}): Promise<WatchAnswer> {
    return this.socket.emitWithAck('watch', {
      dashboardId,
      live: { ...SCOPE, panels, since: Date.now() + 60_000, ...more },
    });
  }

  /** Resolves once it shows this many rows, or more, in its first frame. */
  async shows(rows: number): Promise<void> {
    while ((this.frames[0]?.length ?? 0) < rows) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  values(): number[] {
    return [...(this.frames[0]?.fields[1]?.values ?? [])];
  }

  private take(header: LiveNumbers, bytes: Uint8Array): void {
    this.heard.push(header);
    if (header.base !== null && header.base !== this.seq) throw new Error('A gap.');
    const { frames } = decodeFrames(new Uint8Array(bytes));
    const before = header.base === null ? [] : this.frames;
    this.frames = frames.map((frame, at) =>
      patched(before[at], { frame, ...(header.deltas[at] as { head: number; keep: [number, number] }) }),
    );
    this.seq = header.seq;
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

describe('the numbers of an open dashboard', () => {
  let app: TestApp;
  let ours: TestWorkspace;
  const pages: Page[] = [];
  beforeAll(async () => {
    app = await testApp();
    ours = await app.workspace();
  });
  afterEach(() => {
    for (const { socket } of pages.splice(0)) socket.disconnect();
  });
  afterAll(() => app.stop());

  const connect = (how: { cookie?: string; token?: string }) => {
    const page = new Page(
      io(app.url, {
        ...{ path: '/api/live', transports: ['websocket'], forceNew: true, reconnection: false },
        ...(how.cookie ? { extraHeaders: { cookie: how.cookie } } : { auth: { token: how.token } }),
      }),
    );
    pages.push(page);
    return page;
  };
  const open = (client: TestClient) => connect({ cookie: client.cookie });
  const create = (panels: object[], of = ours) =>
    of.owner.call(dashboardRoutes.create, { body: { title: 'Live', panels: panels as never } });
  let sent = 0;
  const begun = Date.now() - 600_000;
  const send = async (metric: string, value: number, of = ours) => {
    const points = [{ metric, time: begun + 1000 * sent++, value }];
    expect((await app.client(of.pointsKey).request('POST', '/api/points', points)).status).toBe(200);
  };

  it('are told whole once, and then in the rows that changed; together they are what a request would answer', async () => {
    const { id } = await create([panel('a', 'told')]);
    await send('told', 1);
    const page = open(ours.viewer);
    expect(await page.watch(id, ['a'])).toMatchObject({ ok: true, live: { a: expect.any(String) } });
    for (const value of [2, 3, 4]) {
      await send('told', value);
      await page.shows(value);
    }
    expect(page.values()).toEqual([1, 2, 3, 4]);
    const bases = page.heard.map(({ base }) => base);
    expect(bases).toEqual([null, ...page.heard.slice(0, -1).map(({ seq }) => seq)]);
    expect(page.heard.at(-1)?.deltas).toEqual([{ head: 0, keep: [0, 3] }]);
    const body = { range: page.heard.at(-1)?.window ?? { from: 0, to: 1 }, panels: ['a'] };
    const [answer] = await ours.viewer.frames(dashboardRoutes.panels, { params: { id }, body });
    const bare = ({ asOf: _, ...frame }: Frame) => frame;
    expect(page.frames.map(bare)).toEqual(answer?.frames.map(bare));
  });

  it('are read once for all who look at the same, also on another dashboard', async () => {
    const dashboards = await Promise.all([create([panel('a', 'shared')]), create([panel('b', 'shared')])]);
    await send('shared', 1);
    const all = Array.from({ length: 12 }, () => open(ours.viewer));
    const rooms = await Promise.all(
      all.map(async (page, at) => Object.values((await page.watch(dashboards[at % 2]?.id, ['a', 'b'])).live ?? {})),
    );
    expect(new Set(rooms.flat()).size).toBe(1);
    const store = app.app.get(SeriesStore);
    const readRaw = store.readRaw.bind(store);
    let reads = 0;
    store.readRaw = (...asked) => {
      reads++;
      return readRaw(...asked);
    };
    await send('shared', 2);
    await Promise.all(all.map((page) => page.shows(2)));
    store.readRaw = readRaw;
    // The first point may have been told late; it is never one for each of them.
    expect(reads).toBeLessThan(4);
  });

  it('go on where they were after the connection was lost, without those that were told meanwhile being lost', async () => {
    const { id } = await create([panel('a', 'away')]);
    await send('away', 1);
    const [first, stays] = [open(ours.viewer), open(ours.viewer)];
    const { live } = await first.watch(id, ['a']);
    await stays.watch(id, ['a']);
    await send('away', 2);
    await Promise.all([first.shows(2), stays.shows(2)]);
    first.socket.disconnect();
    await send('away', 3);
    await stays.shows(3);
    const again = open(ours.viewer);
    Object.assign(again, { frames: first.frames, seq: first.seq });
    const known: LivePlace = { room: live?.a ?? '', seq: first.seq };
    await again.watch(id, ['a'], { known: { a: known } });
    await again.shows(3);
    expect(again.heard[0]?.base).toBe(known.seq);
    // Of a room that is no more, or in another process, she is told all.
    const stranger = open(ours.viewer);
    await stranger.watch(id, ['a'], { known: { a: { room: 'gone', seq: 7 } } });
    await stranger.shows(3);
    expect(stranger.heard[0]?.base).toBeNull();
    expect(stranger.values()).toEqual([1, 2, 3]);
  });

  it('are told to who lacks what was stored just before she looked', async () => {
    const { id } = await create([panel('a', 'just')]);
    await send('just', 1);
    const page = open(ours.viewer);
    await page.watch(id, ['a'], { since: Date.now() - 1000 });
    await page.shows(1);
    expect(page.values()).toEqual([1]);
  });

  it('come at most once a second', async () => {
    const { id } = await create([panel('a', 'often')]);
    const page = open(ours.viewer);
    await page.watch(id, ['a']);
    const began = performance.now();
    for (let value = 1; value <= 12; value++) await send('often', value);
    await page.shows(12);
    expect(page.heard.length).toBeLessThanOrEqual(2 + (performance.now() - began) / 1000);
  });

  it('are only told of panels of that dashboard, through a share link as well', async () => {
    const { id } = await create([panel('a', 'linked')]);
    await send('linked', 1);
    const body = { expiresAt: new Date(Date.now() + 86_400_000).toISOString() };
    const { token } = await ours.owner.call(sharingRoutes.create, { params: { id }, body });
    const page = connect({ token });
    const { live } = await page.watch((await create([panel('other', 'linked')])).id, ['a', 'other']);
    expect(Object.keys(live ?? {})).toEqual(['a']);
    await send('linked', 2);
    await page.shows(2);
  });

  it('are not told any more to whom the dashboard is hidden', async () => {
    const { id } = await create([panel('a', 'hidden')]);
    await send('hidden', 1);
    const [viewer, owner] = [open(ours.viewer), open(ours.owner)];
    for (const page of [viewer, owner]) expect(await page.watch(id, ['a'])).toMatchObject({ ok: true });
    const { id: folderId } = await ours.owner.call(folderRoutes.create, { body: { name: 'Closed' } });
    await ours.owner.call(folderRoutes.grant, { params: { id: folderId }, body: { everybody: 'none', members: [] } });
    const closed = new Promise<void>((resolve) => viewer.socket.once('closed', () => resolve()));
    await ours.owner.call(libraryRoutes.move, { body: { dashboards: [id], folderId } });
    await closed;
    const heard = viewer.heard.length;
    await send('hidden', 2);
    await owner.shows(2);
    expect(viewer.heard).toHaveLength(heard);
  });

  it('of another workspace are told to nobody here, whatever its metrics are called', async () => {
    const theirs = await app.workspace();
    const [mine, other] = [await create([panel('a', 'twin')]), await create([panel('a', 'twin')], theirs)];
    const [page, their] = [open(ours.viewer), open(theirs.viewer)];
    await page.watch(mine.id, ['a']);
    await their.watch(other.id, ['a']);
    await send('twin', 5, theirs);
    await their.shows(1);
    await send('twin', 6);
    await page.shows(1);
    expect([page.values(), their.values()]).toEqual([[6], [5]]);
  });

  it('come also when the news of them were lost with the connection that brings them', async () => {
    const { id } = await create([panel('a', 'lost')]);
    await send('lost', 1);
    const page = open(ours.viewer);
    await page.watch(id, ['a']);
    await app.database.asSystem(() =>
      app.database.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'quarterdeck broadcast' and datname = current_database()`,
      ),
    );
    await send('lost', 2);
    await page.shows(2);
    expect(page.values()).toEqual([1, 2]);
  });
});

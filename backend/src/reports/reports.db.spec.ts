import { decodeFrames } from '@quarterdeck/sdk';
import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { metricsRoutes } from '@quarterdeck/sdk/api/metrics';
import { SnapshotContent, reportRoutes, type Report } from '@quarterdeck/sdk/api/reports';
import { Clock } from '../platform/clock.js';
import { Events } from '../platform/events.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import { testApp, type TestApp, type TestClient, type TestWorkspace } from '../platform/testing/test-app.js';
import { PrintRuns } from './print-runs.service.js';
import { ReportCancelled, ReportRequested } from './reports.events.js';
import { SnapshotsService } from './snapshots.service.js';

const MISSING = '00000000-0000-4000-8000-00000000dead';
const FROM = Date.parse('2014-07-01T00:00:00Z');
const RANGE = { from: FROM, to: Date.parse('2014-07-03T00:00:00Z') };
const place = { x: 0, y: 0, w: 12, h: 8 };
const DOCUMENT = {
  title: 'City demand',
  panels: [
    {
      id: 'trips',
      title: 'Trips',
      widget: 'widget-timeseries@1',
      queries: [{ source: 'metrics', input: { metric: 'trips' } }],
      place,
    },
    { id: 'orders', title: 'Orders', widget: 'widget-table@1', queries: [{ source: MISSING, input: {} }], place },
  ],
};

async function send(test: TestApp, { pointsKey }: TestWorkspace, value: number): Promise<void> {
  const points = [{ metric: 'trips', time: FROM, value }];
  await test.client(pointsKey).call(metricsRoutes.sendPoints, { body: points });
}
const makeDashboard = async ({ editor }: TestWorkspace): Promise<string> =>
  (await editor.call(dashboardRoutes.create, { body: DOCUMENT })).id;
const ask = (client: TestClient, dashboardId: string): Promise<Report> =>
  client.call(reportRoutes.create, { body: { dashboardId, range: RANGE, timezone: 'UTC' } });
const read = (client: TestClient, { id }: Report): Promise<Report> => client.call(reportRoutes.get, { params: { id } });
const cancel = (client: TestClient, { id }: Report) => client.call(reportRoutes.cancel, { params: { id } });

describe('reports, before they are printed', () => {
  let test: TestApp;
  let here: TestWorkspace;
  let dashboardId: string;
  let snapshots: SnapshotsService;
  let runs: PrintRuns;
  const content = async ({ snapshotId }: Report) => decodeFrames(await snapshots.requireBytes(here.actor, snapshotId));

  beforeAll(async () => {
    test = await testApp({ QD_ROLE: 'web', QD_SECRET_KEY: 'a key that only this spec ever uses' });
    snapshots = test.app.get(SnapshotsService, { strict: false });
    runs = test.app.get(PrintRuns, { strict: false });
    here = await test.workspace('Harbour');
    await send(test, here, 42);
    dashboardId = await makeDashboard(here);
  });
  afterAll(() => test.stop());

  it('are accepted at once, with the title and the days they show', async () => {
    const response = await here.viewer.request('POST', '/api/reports', { dashboardId, range: RANGE, timezone: 'UTC' });
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({
      title: 'City demand 2014-07-01 – 2014-07-02',
      status: 'queued',
      progress: 0,
      problem: null,
      finishedAt: null,
    });
  });

  it('freeze the document, its frames and what failed', async () => {
    const { frames, meta } = await content(await ask(here.viewer, dashboardId));
    const { document, workspace, panels, plugins } = SnapshotContent.parse(meta);
    expect([document.title, workspace]).toEqual(['City demand', 'Harbour']);
    expect(frames.map(({ fields }) => Array.from(fields[1]!.values))).toEqual([[42]]);
    expect(panels).toMatchObject([
      { frames: [0], problem: null },
      { frames: [], problem: { code: expect.any(String) } },
    ]);
    expect(plugins.map(({ id }) => id)).toEqual(['widget-table', 'widget-timeseries']);
  });

  it('hold the earlier time that the reader compared with, read by the same way', async () => {
    const later = { from: RANGE.from + 7 * 86_400_000, to: RANGE.to + 7 * 86_400_000 };
    const body = { dashboardId, range: later, timezone: 'UTC', comparison: 'week' } as const;
    const { frames, meta } = await content(await here.viewer.call(reportRoutes.create, { body }));
    const { range, compared } = SnapshotContent.parse(meta);
    expect([range, compared?.range]).toEqual([later, RANGE]);
    const values = compared?.panels[0]?.frames.map((place) => Array.from(frames[place]!.fields[1]!.values));
    expect(values).toEqual([[42]]);
  });

  it('hold the numbers as they were known at an earlier moment, and say so', async () => {
    const asKnownAt = '2001-01-01T00:00:00.000Z';
    const body = { dashboardId, range: RANGE, timezone: 'UTC', asKnownAt };
    const { frames, meta } = await content(await here.viewer.call(reportRoutes.create, { body }));
    expect(SnapshotContent.parse(meta).asKnownAt).toBe(asKnownAt);
    expect(frames.flatMap(({ fields }) => Array.from(fields[1]?.values ?? []))).toEqual([]);
  });

  it('do not change when the numbers do', async () => {
    const report = await ask(here.viewer, dashboardId);
    const before = await snapshots.requireBytes(here.actor, report.snapshotId);
    await send(test, here, 43);
    const again = await ask(here.viewer, dashboardId);
    expect(await snapshots.requireBytes(here.actor, report.snapshotId)).toEqual(before);
    expect(again.snapshotId).not.toBe(report.snapshotId);
    expect((await content(again)).frames[0]!.fields[1]!.values[0]).toBe(43);
  });

  it('show the numbers that a screen shows, also where points were put together', async () => {
    const points = Array.from({ length: 1800 }, (_, minute) => [0, FROM + minute * 60_000, minute % 7]);
    const body = { series: [{ metric: 'trips', labels: { by: 'minute' } }], points };
    await test.client(here.pointsKey).request('POST', '/api/points', body);
    const seen = { range: RANGE, panels: ['trips'] };
    const screen = await here.viewer.request('POST', `/api/dashboards/${dashboardId}/panels`, seen);
    const { answers } = (await screen.json()) as { answers: { frames: { fields: { values: number[] }[] }[] }[] };
    const { frames } = await content(await ask(here.viewer, dashboardId));
    expect(frames.map(({ fields }) => Array.from(fields[1]!.values))).toEqual(
      answers[0]!.frames.map(({ fields }) => fields[1]!.values),
    );
  });

  it('share one snapshot when the same is frozen twice', async () => {
    const clock = test.app.get(Clock);
    const now = clock.now();
    clock.now = () => now;
    const [one, other] = [await ask(here.viewer, dashboardId), await ask(here.owner, dashboardId)];
    Reflect.deleteProperty(clock, 'now');
    expect(one.id).not.toBe(other.id);
    expect(one.snapshotId).toBe(other.snapshotId);
  });

  it('have no file yet, and say so', async () => {
    const { id } = await ask(here.viewer, dashboardId);
    const response = await here.viewer.request('GET', `/api/reports/${id}/file`);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'report.not-done', detail: expect.stringContaining('waits') });
  });

  it('give their file under a name of their own once it is printed', async () => {
    const report = await ask(here.viewer, dashboardId);
    await runs.begin(here.actor, report.id);
    await runs.finish(here.actor, report.id, Buffer.from('%PDF-1.7'));
    const response = await here.viewer.request('GET', `/api/reports/${report.id}/file`);
    expect(await response.text()).toBe('%PDF-1.7');
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''City%20demand%202014-07-01%20%E2%80%93%202014-07-02.pdf`,
    );
    expect(await read(here.viewer, report)).toMatchObject({ status: 'done', progress: 1 });
  });

  it('are cancelled, everywhere, and then are not printed any more', async () => {
    const heard = new Promise<string>((resolve) => {
      test.app.get(Broadcast).on(ReportCancelled, ({ reportId }) => resolve(reportId));
    });
    const report = await ask(here.viewer, dashboardId);
    await runs.begin(here.actor, report.id);
    await cancel(here.viewer, report);
    expect(await runs.progress(here.actor, report.id, 0.8)).toBe(false);
    expect(await runs.finish(here.actor, report.id, Buffer.from('late'))).toBe(false);
    expect(await runs.begin(here.actor, report.id)).toBeUndefined();
    expect(await read(here.viewer, report)).toMatchObject({ status: 'cancelled', progress: 0.1 });
    expect(await heard).toBe(report.id);
  });

  it('stay as they are when they are cancelled after their end', async () => {
    const report = await ask(here.viewer, dashboardId);
    await runs.fail(here.actor, report.id, 'No paper.');
    await cancel(here.viewer, report);
    expect(await read(here.viewer, report)).toMatchObject({ status: 'failed', problem: 'No paper.' });
  });

  it('are cancelled by their author or an editor, not by other viewers', async () => {
    const report = await ask(here.owner, dashboardId);
    await expect(cancel(here.viewer, report)).rejects.toMatchObject({
      status: 403,
      problem: { code: 'report.not-yours' },
    });
    await cancel(here.editor, report);
    expect((await read(here.viewer, report)).status).toBe('cancelled');
  });

  it('are not there for another workspace, and neither are its dashboards', async () => {
    const there = await test.workspace();
    const report = await ask(here.viewer, dashboardId);
    const path = `/api/reports/${report.id}`;
    const answers = [
      await there.owner.request('GET', path),
      await there.owner.request('GET', `${path}/file`),
      await there.owner.request('DELETE', path),
      await there.owner.request('POST', '/api/reports', { dashboardId, range: RANGE, timezone: 'UTC' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await read(here.viewer, report)).status).toBe('queued');
  });

  it.each([
    ['a range that ends before it begins', { range: { from: 2, to: 1 } }],
    ['a zone that does not exist', { timezone: 'Mars/Olympus' }],
    ['an id that is none', { dashboardId: '../1' }],
  ])('are refused for %s', async (_, wrong) => {
    const body = { dashboardId, range: RANGE, timezone: 'UTC', ...wrong };
    expect((await here.viewer.request('POST', '/api/reports', body)).status).toBe(422);
  });

  it('do not pile up: with twenty waiting the next is told to come back', async () => {
    const there = await test.workspace();
    const id = await makeDashboard(there);
    const body = { dashboardId: id, range: RANGE, timezone: 'UTC' };
    for (let waiting = 0; waiting < 20; waiting++) await ask(there.viewer, id);
    const refused = await there.viewer.request('POST', '/api/reports', body);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect(await refused.json()).toMatchObject({ code: 'report.too-many' });
  });

  it('are nothing for strangers and for keys that send points', async () => {
    const strangers = [test.client(), test.client(here.pointsKey)];
    const answers = strangers.map((client) => client.request('GET', `/api/reports/${MISSING}`));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([401, 403]);
  });
});

describe('a report that cannot be printed', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await testApp({ QD_CHROMIUM: '/nowhere/chromium' });
  });
  afterAll(() => test.stop());

  /** Asks until the answer is there, for at most 20 seconds: every question is a round trip, so this does not spin. */
  async function until<T>(question: () => Promise<T>, isAnswered: (answer: T) => boolean): Promise<T> {
    const deadline = performance.now() + 20_000;
    for (;;) {
      const answer = await question();
      if (isAnswered(answer) || performance.now() > deadline) return answer;
    }
  }
  const ended = (client: TestClient, report: Report) =>
    until(
      () => read(client, report),
      ({ finishedAt }) => finishedAt !== null,
    );
  const jobs = ({ id }: Report) =>
    test.database.asSystem(() =>
      test.database.sql<{ id: string; state: string }>(
        `select id, state::text from pgboss.job where data ->> 'reportId' = $1`,
        [id],
      ),
    );

  it('says why, and is not queued again when its event is delivered again', async () => {
    const here = await test.workspace();
    const report = await ask(here.viewer, await makeDashboard(here));
    const failed = await ended(here.viewer, report);
    expect(failed).toMatchObject({ status: 'failed', problem: expect.stringContaining('QD_CHROMIUM') });

    const events = test.app.get(Events);
    const again = new Promise<void>((resolve) => events.on(ReportRequested, async () => resolve()));
    const body = { workspaceId: here.id, reportId: report.id };
    await test.database.within(here.actor, () => events.announce(ReportRequested, body));
    await again;
    expect(await jobs(report)).toMatchObject([{ id: report.id }]);
    expect(await read(here.viewer, report)).toEqual(failed);
  });

  it('gives up, and says so, once two processes have died of it', async () => {
    const here = await test.workspace();
    const dashboardId = await makeDashboard(here);
    const report = await ask(here.viewer, dashboardId);
    await until(
      () => jobs(report),
      ([job]) => job?.state === 'completed',
    );
    // What two crashes leave behind: the row still says running, and the queue hands the job out for the third time.
    await test.database.asSystem(async () => {
      await test.database.sql(`update reports set status = 'running', finished_at = null where id = $1`, [report.id]);
      await test.database.sql(
        `update pgboss.job set state = 'retry', retry_count = 2, start_after = now(), completed_on = null where id = $1`,
        [report.id],
      );
    });
    await ask(here.viewer, dashboardId); // wakes the queue, which would look by itself within half a minute
    expect(await ended(here.viewer, report)).toMatchObject({
      status: 'failed',
      problem: expect.stringContaining('interrupted twice'),
    });
  });
});

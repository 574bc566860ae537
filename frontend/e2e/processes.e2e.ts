import { Balancer } from './balancer.js';
import { Asker, countOf, OpenPage, Sender } from './load.js';
import { OwnPostgres } from './own-postgres.js';
import { asOwner, type Owner } from './owner.js';
import { Product } from './product.js';

type Role = 'web' | 'worker';
interface Report {
  readonly id: string;
  readonly status: string;
  readonly problem: string | null;
}

const REPORTS = 6;
const ROWS = 4000;

/** Two web processes and two workers over one database, behind a balancer, as docs/operations.md tells to run them. */
describe('two web processes and two workers', () => {
  let postgres: OwnPostgres;
  let balancer: Balancer;
  let owner: Owner;
  let dashboardId: string;
  const processes: Record<Role, Product[]> = { web: [], worker: [] };
  const senders: Sender[] = [];
  const askers: Asker[] = [];
  const pages: OpenPage[] = [];

  const start = (role: Role) =>
    Product.start({
      env: {
        QD_ROLE: role,
        QD_DATABASE_URL: postgres.address,
        QD_SECRET_KEY: 'the one key that all of them share here',
        QD_DRAIN_SECONDS: '1',
        QD_DEMO: 'off',
      },
    });

  beforeAll(async () => {
    [postgres, balancer] = await Promise.all([OwnPostgres.start(), Balancer.start()]);
    // All at once: whoever comes first makes the tables and the owner, the others wait.
    [processes.web, processes.worker] = await Promise.all([
      Promise.all([start('web'), start('web')]),
      Promise.all([start('worker'), start('worker')]),
    ]);
    await Promise.all(processes.web.map(({ url }) => balancer.add(url)));
    owner = await asOwner(balancer.url);
    const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'load' });
    senders.push(...['one', 'two'].map((name) => new Sender(balancer.url, secret, name)));
    await owner.sendPoints(secret, [{ metric: 'load', labels: { sender: 'first' }, time: 0, value: 0 }]);
    ({ id: dashboardId } = await owner.json<{ id: string }>('POST', '/api/dashboards', DASHBOARD));
    pages.push(...Array.from({ length: 6 }, () => new OpenPage(balancer.url, owner.cookie, dashboardId)));
    askers.push(...senders.map((sender) => new Asker(owner, sender)));
    for (const one of [...senders, ...askers]) one.start();
  });

  afterAll(async () => {
    for (const page of pages) page.close();
    await Promise.all([...senders, ...askers].map((one) => one.stop()));
    await Promise.all([...processes.web, ...processes.worker].map((product) => product.remove()));
    balancer.close();
    await postgres.remove();
  });

  /** Every look is a question to the server, so this waits no faster than it answers. */
  async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
    const patience = AbortSignal.timeout(60_000);
    while (!(await holds())) {
      if (patience.aborted) throw new Error(`Waited in vain until ${what}.\n${output()}`);
      await fetch(`${balancer.url}/healthz`).catch(() => undefined);
    }
  }
  const output = () => [...processes.web, ...processes.worker].map((product) => product.output).join('\n');

  /** The load goes on: points are stored and questions answered that were sent after this was called. */
  async function goesOn(): Promise<void> {
    const before = [...senders.map(({ acknowledged }) => acknowledged), ...askers.map(({ answers }) => answers)];
    const now = () => [...senders.map(({ acknowledged }) => acknowledged), ...askers.map(({ answers }) => answers)];
    await until('the load goes on', () => now().every((count, place) => count > (before[place] ?? 0) + 1));
  }

  async function replace(role: Role, place: number): Promise<void> {
    const old = processes[role][place] as Product;
    const next = await start(role);
    processes[role][place] = next;
    if (role === 'web') {
      balancer.remove(old.url);
      await balancer.add(next.url);
    }
    await old.remove();
  }

  const askForReport = () =>
    owner.json<Report>('POST', '/api/reports', { dashboardId, range: { from: 0, to: 1000 }, timezone: 'UTC' });

  it('lose and double nothing while each of them is killed in turn', async () => {
    await until('all pages watch', () => pages.every(({ isWatching }) => isWatching));
    const reports: Report[] = [];
    while (reports.length < REPORTS) reports.push(await askForReport());
    const states = () => Promise.all(reports.map(({ id }) => owner.json<Report>('GET', `/api/reports/${id}`)));

    const running = async () => (await states()).filter(({ status }) => status === 'running').length;
    await until('one of the workers prints', async () => (await running()) > 0);
    await processes.worker[0]?.kill9();
    await goesOn();
    const importing = importFile(owner);
    await replace('worker', 0);

    await processes.web[0]?.kill9();
    await goesOn();
    await replace('web', 0);
    await processes.worker[1]?.kill9();
    await goesOn();
    await replace('worker', 1);
    await processes.web[1]?.kill9();
    await goesOn();
    await replace('web', 1);
    await goesOn();

    const open = new Set(['queued', 'running']);
    await until('all reports have ended', async () => (await states()).every(({ status }) => !open.has(status)));
    expect((await states()).map(({ status, problem }) => problem ?? status)).toEqual(reports.map(() => 'done'));
    expect(senders.reduce((sum, { failures }) => sum + failures, 0)).toBeGreaterThan(0);
    expect(askers.flatMap(({ lacking }) => lacking)).toEqual([]);
    await importing;
    await requireOnce('ReportRequested', reports);
  });

  it('let nobody down while each of them is stopped and started again', async () => {
    const failures = () => [...senders, ...askers].map((one) => one.failures);
    const before = failures();
    for (const place of [0, 1]) {
      await Promise.all(
        (['web', 'worker'] as const).map(async (role) => {
          await processes[role][place]?.stop('SIGTERM');
          await replace(role, place);
        }),
      );
      await goesOn();
    }
    expect(failures()).toEqual(before);
  });

  it('have every acknowledged point once, and open pages that are told of the next', async () => {
    await until('all pages watch again', () => pages.every(({ isWatching, arrivals }) => isWatching && arrivals > 1));
    const told = pages.map((page) => page.told);
    await goesOn();
    await until('each page was told', () => pages.every((page, place) => page.told > (told[place] ?? 0)));
    await Promise.all([...senders, ...askers].map((one) => one.stop()));
    for (const sender of senders) {
      const n = sender.acknowledged;
      expect(await countOf(owner, sender)).toEqual({ count: n, sum: (n * (n - 1)) / 2 });
    }
  });

  /** What an event sets going is done by whoever gets it; here the line in the audit. */
  async function requireOnce(kind: string, things: readonly { readonly id: string }[]): Promise<void> {
    interface Page {
      readonly entries: readonly { readonly subject: { readonly id: string } }[];
    }
    const ids = async () =>
      (await owner.json<Page>('GET', `/api/audit?kind=${kind}`)).entries.map(({ subject }) => subject.id);
    await until('the audit knows all', async () => (await ids()).length >= things.length);
    expect((await ids()).sort()).toEqual(things.map(({ id }) => id).sort());
  }
});

/** Uploads a file while the server comes and goes, as a person would: whose upload is cut off imports it again. */
async function importFile(owner: Owner): Promise<void> {
  const rows = Array.from({ length: ROWS }, (_, n) => `${new Date(n * 60_000).toISOString()},${n}`);
  const content = ['time,imported', ...rows].join('\n');
  const wanted = { fileName: 'imported.csv', fileBytes: content.length, mapping: MAPPING };
  for (;;) {
    const done = await owner
      .json<{ id: string }>('POST', '/api/imports', wanted)
      .then(({ id }) => owner.sendFile(`/api/imports/${id}/content`, content, 'text/csv'))
      .catch(() => undefined);
    if (done) break;
  }
  const body = {
    range: { from: 0, to: ROWS * 60_000 },
    maxPoints: 1000,
    queries: [{ source: 'metrics', input: { metric: 'imported', aggregate: 'count' } }],
  };
  const { answers } = await owner.json<{ answers: { frames: { fields: { values: number[] }[] }[] }[] }>(
    'POST',
    '/api/queries',
    body,
  );
  const counts = answers[0]?.frames[0]?.fields[1]?.values ?? [];
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(ROWS);
}

const MAPPING = {
  ...{ delimiter: ',', quote: '"', header: true, decimalComma: false, timeColumn: 0, timeFormat: 'iso' },
  ...{ timezone: 'UTC', values: [{ column: 1, metric: 'imported' }], labels: [] },
};

const DASHBOARD = {
  title: 'Load',
  range: { from: 'now-1h', to: 'now' },
  panels: [
    {
      ...{ id: 'load', title: 'Load', widget: 'widget-stat@1', options: { reduce: 'last' } },
      queries: [{ source: 'metrics', input: { metric: 'load', aggregate: 'last' } }],
      place: { x: 0, y: 0, w: 8, h: 6 },
    },
  ],
};

import { metricsRoutes } from '@quarterdeck/sdk/api/metrics';
import { Problem } from '@quarterdeck/sdk/api/problem';
import { queryRoutes } from '@quarterdeck/sdk/api/queries';
import { gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { testApp, type TestApp, type TestWorkspace } from '../../platform/testing/test-app.js';
import { TELEGRAF_LINES } from '../testing/telegraf-lines.js';
import { request2, snappy, writeRequest, type SentSeries } from '../testing/remote-write-messages.js';

const AT = Date.UTC(2026, 0, 31, 12);
const NS = '000000';
const V1 = 'application/x-protobuf';
const V2 = 'application/x-protobuf;proto=io.prometheus.write.v2.Request';
const WRITTEN = 'x-prometheus-remote-write-samples-written';
const series = (name: string, samples: SentSeries['samples'], more: Partial<SentSeries> = {}): SentSeries => ({
  labels: { __name__: name, job: 'node' },
  samples,
  ...more,
});

describe('points in protocols of others', () => {
  let app: TestApp;
  let ours: TestWorkspace;
  beforeAll(async () => {
    app = await testApp();
    ours = await app.workspace();
  });
  afterAll(() => app.stop());

  const post = (path: string, body: Buffer | string, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/api/${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : new Uint8Array(body),
      headers: { authorization: `Bearer ${ours.pointsKey}`, ...headers },
    });
  const remoteWrite = (message: Buffer, headers: Record<string, string> = {}) =>
    post('prometheus/write', snappy(message), { 'content-type': V1, 'content-encoding': 'snappy', ...headers });
  const lines = (text: string | Buffer, query = '', headers: Record<string, string> = {}) =>
    post(`influx/write${query}`, text, headers);
  const valuesOf = async (metric: string, workspace = ours) => {
    const query = { source: 'metrics', kind: 'metrics', input: { metric } };
    const body = { range: { from: AT - 60_000, to: AT + 3_600_000 }, queries: [query] };
    const [answer] = await workspace.editor.frames(queryRoutes.run, { body });
    return answer?.frames.map(({ fields }) => [fields[1]?.labels, ...(fields[1]?.values ?? [])]) ?? [];
  };
  const problemOf = async (reply: Response) => Problem.loose().parse(await reply.json());
  const metricOf = async (metric: string) =>
    (await ours.viewer.call(metricsRoutes.list, {})).find(({ name }) => name === metric);

  describe('remote write', () => {
    it.each([
      ['1', 'one', writeRequest, V1],
      ['2', 'two', request2, V2],
    ])('%s is stored and answered with nothing but how many samples were', async (_, name, write, type) => {
      const sent = [
        series(`${name}_seconds_total`, [
          [1, AT],
          [2, AT + 15_000],
        ]),
        series(`${name}_other`, [[3, AT]]),
      ];
      const reply = await remoteWrite(write(sent), { 'content-type': type });
      expect([reply.status, reply.headers.get(WRITTEN), await reply.text()]).toEqual([204, '3', '']);
      expect(reply.headers.get('x-prometheus-remote-write-histograms-written')).toBe('0');
      expect(reply.headers.get('x-prometheus-remote-write-exemplars-written')).toBe('0');
      expect(await valuesOf(`${name}_seconds_total`)).toEqual([[{ job: 'node' }, 1, 2]]);
      expect(await metricOf(`${name}_seconds_total`)).toMatchObject({ unit: 's', kind: 'counter' });
    });

    it('sent again changes nothing, and samples may come in any order', async () => {
      const sent = (samples: SentSeries['samples']) => remoteWrite(writeRequest([series('again', samples)]));
      await sent([[3, AT + 30_000]]);
      await sent([[1, AT]]);
      await sent([[2, AT + 15_000]]);
      expect(
        (
          await sent([
            [3, AT + 30_000],
            [1, AT],
          ])
        ).status,
      ).toBe(204);
      expect(await valuesOf('again')).toEqual([[{ job: 'node' }, 1, 2, 3]]);
    });

    it('takes what version 2 tells of a metric with its samples', async () => {
      const sent = series('told_joules', [[1, AT]], { metadata: { type: 1, unit: 'joules' } });
      await remoteWrite(request2([sent]), { 'content-type': V2 });
      const told = { unit: 'joules', kind: 'counter', defaultAggregate: 'last', description: 'What it is.' };
      expect(await metricOf('told_joules')).toMatchObject(told);
    });

    it('takes what version 1 tells of metrics that there are, apart from their samples', async () => {
      await remoteWrite(writeRequest([series('family_count', [[1, AT]]), series('plain', [[1, AT]])]));
      const families = [
        { type: 5, metricFamilyName: 'family', help: 'A summary.' },
        { type: 1, metricFamilyName: 'plain' },
        { type: 1, metricFamilyName: 'never_sent\0' },
      ];
      const reply = await remoteWrite(writeRequest([], families));
      expect([reply.status, reply.headers.get(WRITTEN)]).toEqual([204, '0']);
      expect(await metricOf('family_count')).toMatchObject({ kind: 'counter', description: 'A summary.' });
      expect(await metricOf('plain')).toMatchObject({ kind: 'counter', defaultAggregate: 'last' });
      expect((await ours.viewer.call(metricsRoutes.list, {})).map(({ name }) => name).join()).not.toContain('never');
    });

    it('takes what can be taken, answers 400 for the rest and says how many samples were written', async () => {
      const sent = [
        series('partly', [
          [1, AT],
          [Infinity, AT + 1],
          [NaN, AT + 2],
        ]),
        { ...series('', [[1, AT]]) },
      ];
      const reply = await remoteWrite(request2(sent), { 'content-type': V2 });
      expect([reply.status, reply.headers.get(WRITTEN)]).toEqual([400, '2']);
      const { code, detail, errors } = await problemOf(reply);
      expect(code).toBe('points.partly-refused');
      expect(detail).toContain('Sample 1: The value is no number: partly{job="node"} holds “+Inf”.');
      expect(errors).toHaveLength(2);
      expect(await valuesOf('partly')).toEqual([[{ job: 'node' }, 1]]);
    });

    it('says that histograms and exemplars are not kept, and keeps the samples', async () => {
      const sent = [series('ornate', [[1, AT]], { exemplars: 1 }), series('native', [], { histograms: 1 })];
      const reply = await remoteWrite(request2(sent), { 'content-type': V2 });
      expect([reply.status, reply.headers.get(WRITTEN)]).toEqual([400, '1']);
      expect((await problemOf(reply)).detail).toMatch(/Native histograms .* Exemplars /);
      expect(await valuesOf('ornate')).toHaveLength(1);
    });

    it('answers 415 for messages and encodings that it does not know, before it reads them', async () => {
      const message = writeRequest([series('never', [[1, AT]])]);
      const v3 = 'application/x-protobuf;proto=io.prometheus.write.v3.Request';
      for (const headers of [
        { 'content-type': v3 },
        { 'content-encoding': 'gzip' },
        { 'content-type': 'text/plain' },
      ]) {
        expect((await problemOf(await remoteWrite(message, headers))).status).toBe(415);
      }
      expect(await metricOf('never')).toBeUndefined();
    });

    it('answers 400 for what is none, and 413 for too much', async () => {
      const bodies = { 'not-snappy': Buffer.from('{}'), unreadable: snappy(Buffer.from([0x0a, 9, 1])) };
      for (const [code, body] of Object.entries(bodies)) {
        const problem = await problemOf(await post('prometheus/write', body, { 'content-type': V1 }));
        expect(problem).toMatchObject({ status: 400, code: `remote-write.${code}` });
      }
      const many = Array.from({ length: 100_001 }, (_, at): [number, number] => [at, AT + at]);
      expect((await remoteWrite(writeRequest([series('many', many)]))).status).toBe(413);
    });
  });

  describe('lines', () => {
    it('are stored at the address of version 1 and of version 2, packed or not', async () => {
      const first = await lines(gzipSync(`cpu,host=a idle=1,user=2i ${String(AT)}${NS}`), '?db=telegraf', {
        'content-encoding': 'gzip',
        'content-type': 'text/plain; charset=utf-8',
      });
      const second = await post(
        'influx/api/v2/write?org=acme&bucket=b&precision=s',
        `cpu,host=a idle=3 ${String(AT / 1000 + 15)}`,
        { authorization: `Token ${ours.pointsKey}` },
      );
      expect([first.status, await first.text(), second.status]).toEqual([204, '', 204]);
      expect(await valuesOf('cpu.idle')).toEqual([[{ host: 'a' }, 1, 3]]);
      expect(await valuesOf('cpu.user')).toEqual([[{ host: 'a' }, 2]]);
    });

    it('that are at fault are named in the words of InfluxDB and of POST /api/points; the others are stored', async () => {
      const reply = await lines(`mem used=1 ${String(AT)}${NS}\nmem used=abc\nmem used`);
      expect(reply.status).toBe(400);
      const problem = await problemOf(reply);
      expect(problem.detail).toBe(
        '2 refused, 1 points stored. Line 2: The value is no number: used holds “abc”. ' +
          'Line 3: The line is no measurement with fields and a time: it holds “mem used”.',
      );
      expect([problem.error, problem.message]).toEqual(Array(2).fill(`partial write: ${problem.detail}`));
      expect(problem.errors?.map(({ path }) => path)).toEqual(['2.used', '3']);
      expect(await valuesOf('mem.used')).toEqual([[{}, 1]]);
    });

    it('may hold texts that are passed over where the sender prefers it', async () => {
      const text = `system uptime_format="1:02",load1=0.5 ${String(AT)}${NS}`;
      expect((await lines(text)).status).toBe(400);
      expect((await lines(text, '', { prefer: 'handling=lenient' })).status).toBe(204);
    });

    it('are stored as Telegraf sends them, except for what is no number', async () => {
      const sent = gzipSync(TELEGRAF_LINES(AT));
      const headers = { 'content-encoding': 'gzip', 'content-type': 'text/plain; charset=utf-8' };
      const { errors } = await problemOf(await lines(sent, '?db=telegraf', headers));
      expect(errors?.map(({ path }) => path)).toEqual(['9.uptime_format', '11.health_status', '12.result_type']);
      const lenient = await lines(sent, '', { ...headers, prefer: 'handling=lenient' });
      expect([lenient.status, lenient.headers.get('preference-applied')]).toEqual([204, 'handling=lenient']);
      const cpu = { cpu: 'cpu0', host: 'web-1' };
      expect(await valuesOf('cpu.usage_idle')).toContainEqual([cpu, 94.75]);
      expect(await valuesOf('disk.used_percent')).toEqual([[expect.objectContaining({ label: 'the big one' }), 44.2]]);
      expect(await valuesOf('diskio.read_bytes')).toEqual([[{ host: 'web-1', name: 'sda' }, 2 ** 64]]);
      const match = { method: 'GET', server: 'https://example.com/?a=b,c', status_code: '200', host: 'web-1' };
      expect(await valuesOf('http_response.content_match')).toEqual([[match, 1]]);
      expect(await valuesOf('win_perf.Percent_Idle_Time')).toEqual([
        [expect.objectContaining({ instance: String.raw`C:\Windows` }), 99.2],
      ]);
    });

    it('without a time are of now', async () => {
      await lines('now value=1');
      const metric = await metricOf('now.value');
      expect(Math.abs(Date.parse(metric?.lastAt ?? '') - Date.now())).toBeLessThan(60_000);
    });

    it('are refused as a whole where they cannot be read at all, and say nothing of a partial write', async () => {
      const statuses = await Promise.all([
        lines('m f=1', '?precision=year'),
        lines(Buffer.from('6d20663dff', 'hex')),
        lines('not packed', '', { 'content-encoding': 'gzip' }),
        lines('m f=1', '', { 'content-encoding': 'br' }),
        lines('m f=1,g=2\n'.repeat(50_001)),
      ]);
      expect(statuses.map(({ status }) => status)).toEqual([400, 400, 400, 415, 413]);
      for (const reply of statuses) expect(await reply.text()).not.toContain('partial write');
    });

    it('that unpack to more than was promised are refused', async () => {
      const bomb = gzipSync(Buffer.alloc(33 * 1024 * 1024, '\n'));
      expect((await lines(bomb, '', { 'content-encoding': 'gzip' })).status).toBe(413);
    });
  });

  it('are taken with a key in each of the forms that senders know, and with no other', async () => {
    const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
    const statusWith = async (authorization: string) => (await lines('auth value=1', '', { authorization })).status;
    for (const way of [`Bearer ${ours.pointsKey}`, `Token ${ours.pointsKey}`, basic(`prometheus:${ours.pointsKey}`)]) {
      expect(await statusWith(way)).toBe(204);
    }
    const wrong = `${ours.pointsKey.slice(0, -2)}xx`;
    for (const way of ['', `Token ${wrong}`, basic(`prometheus:${wrong}`), basic('a:b'), basic(ours.pointsKey)]) {
      expect(await statusWith(way)).toBe(401);
    }
    const reply = await ours.owner.request('POST', '/api/influx/write', 'auth value=1');
    expect(reply.status).toBe(403);
  });

  it('are refused with 500 while the database fails, so that senders keep them, and taken when it is well', async () => {
    const administrator = new Client({ connectionString: app.databaseUrl });
    await administrator.connect();
    const send = async () => [
      (await lines(`away value=1 ${String(AT)}${NS}`)).status,
      (await remoteWrite(writeRequest([series('away_too', [[1, AT]])]))).status,
    ];
    await administrator.query('alter table series rename to series_elsewhere');
    const failed = await send();
    await administrator.query('alter table series_elsewhere rename to series');
    await administrator.end();
    expect([failed, await send()]).toEqual([
      [500, 500],
      [204, 204],
    ]);
    expect([await valuesOf('away.value'), await valuesOf('away_too')]).toEqual([[[{}, 1]], [[{ job: 'node' }, 1]]]);
  });

  it('belong to the workspace of the key alone', async () => {
    const theirs = await app.workspace();
    const headers = { authorization: `Bearer ${theirs.pointsKey}` };
    await lines(`apart value=1 ${String(AT)}${NS}`);
    await lines(`apart value=2 ${String(AT)}${NS}`, '', headers);
    await remoteWrite(writeRequest([series('apart_too', [[2, AT]])]), headers);
    expect(await valuesOf('apart.value')).toEqual([[{}, 1]]);
    expect(await valuesOf('apart.value', theirs)).toEqual([[{}, 2]]);
    expect(await valuesOf('apart_too')).toEqual([]);
  });
});

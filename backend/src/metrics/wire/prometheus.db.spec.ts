import { metricsRoutes } from '@quarterdeck/sdk/api/metrics';
import { queryRoutes } from '@quarterdeck/sdk/api/queries';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testApp, type TestApp, type TestWorkspace } from '../../platform/testing/test-app.js';
import { Gate } from '../testing/gate.js';

const MINUTE = 60_000;
const installed = spawnSync('prometheus', ['--version']).error === undefined;

/** What a program tells Prometheus: `ticks_total` counts how often it was asked. The last one is told three times only. */
const exposition = (tick: number): string => `
# HELP ticks_total Scrapes so far.
# TYPE ticks_total counter
ticks_total{zone="north"} ${String(tick)}
# TYPE temperature_celsius gauge
temperature_celsius 21.5
# TYPE latency_seconds summary
latency_seconds{quantile="0.5"} NaN
latency_seconds_sum ${String(tick / 2)}
latency_seconds_count ${String(tick)}
# TYPE size_bytes histogram
size_bytes_bucket{le="100"} ${String(tick)}
size_bytes_bucket{le="+Inf"} ${String(tick)}
size_bytes_sum ${String(tick * 10)}
size_bytes_count ${String(tick)}
${tick <= 3 ? 'short_lived 7\n' : ''}`;

const configOf = (target: string, receiver: string, key: string): string => `
global: { scrape_interval: 200ms, scrape_timeout: 200ms }
scrape_configs: [{ job_name: test, static_configs: [{ targets: ['${target}'] }] }]
remote_write:
  - url: ${receiver}/api/prometheus/write
    basic_auth: { username: prometheus, password: ${key} }
    queue_config: { batch_send_deadline: 200ms, min_backoff: 30ms, max_backoff: 200ms }
    metadata_config: { send_interval: 1s }
`;

if (!installed) {
  // eslint-disable-next-line no-restricted-syntax -- says by name what this machine cannot show
  it.skip('Prometheus writes to us (skipped: no Prometheus is installed)', () => undefined);
} else {
  describe('Prometheus', () => {
    let app: TestApp;
    let ours: TestWorkspace;
    let gate: Gate;
    let prometheus: ChildProcess;
    let tick = 0;
    const target = createServer((_, response) => {
      tick++;
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(exposition(tick));
    });
    const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-prometheus-'));

    beforeAll(async () => {
      app = await testApp();
      ours = await app.workspace();
      gate = new Gate(app.url);
      await gate.open();
      await once(target.listen(0, '127.0.0.1'), 'listening');
      const address = `127.0.0.1:${String((target.address() as AddressInfo).port)}`;
      const config = join(folder, 'prometheus.yml');
      writeFileSync(config, configOf(address, gate.url, ours.pointsKey));
      const settings = ['--web.listen-address=127.0.0.1:0', `--storage.tsdb.path=${join(folder, 'data')}`];
      prometheus = spawn('prometheus', [`--config.file=${config}`, ...settings], { stdio: 'ignore' });
    });
    afterAll(async () => {
      prometheus.kill('SIGKILL');
      await once(prometheus, 'exit');
      target.closeAllConnections();
      target.close();
      await gate.close();
      await app.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    const valuesOf = async (metric: string, labels: object = {}): Promise<number[]> => {
      const query = { source: 'metrics', kind: 'metrics', input: { metric, labels } };
      const body = {
        range: { from: Date.now() - 5 * MINUTE, to: Date.now() + MINUTE },
        maxPoints: 5000,
        queries: [query],
      };
      const [answer] = await ours.editor.frames(queryRoutes.run, { body });
      return [...(answer?.frames[0]?.fields[1]?.values ?? [])] as number[];
    };
    const stored = async (count: number) => {
      while ((await valuesOf('ticks_total')).length < count) await gate.nextAnswer();
    };
    const scrapes = async (count: number) => {
      for (let left = count; left > 0; left--) await once(target, 'request');
    };
    const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

    it('writes to us, and loses nothing while we are away or our answers are', async () => {
      await stored(4);
      await gate.close();
      await scrapes(5);
      await gate.open('answers-lost');
      await gate.nextAnswer();
      await gate.nextAnswer();
      await gate.open('open');
      await scrapes(1);
      const asked = tick;
      await stored(asked);
      expect((await valuesOf('ticks_total')).slice(0, asked)).toEqual(upTo(asked));
      expect(await valuesOf('temperature_celsius', { job: 'test' })).toContain(21.5);
    }, 60_000);

    it('is never refused, whatever it says of series that end and of values that are none', async () => {
      await stored(5);
      expect(new Set(gate.statuses)).toEqual(new Set([204]));
      expect(await valuesOf('short_lived')).toEqual([7, 7, 7]);
      expect(await valuesOf('latency_seconds')).toEqual([]);
    }, 60_000);

    it('tells what its metrics are', async () => {
      const metrics = async () => ours.viewer.call(metricsRoutes.list, {});
      const kindOf = async (wanted: string) => (await metrics()).find(({ name }) => name === wanted)?.kind;
      while ((await kindOf('size_bytes_bucket')) !== 'counter') await gate.nextAnswer();
      const told = new Map(
        (await metrics()).map(({ name, kind, unit, description }) => [name, [kind, unit, description]]),
      );
      expect(told.get('ticks_total')).toEqual(['counter', '', 'Scrapes so far.']);
      expect(told.get('temperature_celsius')).toEqual(['gauge', '', '']);
      expect(told.get('latency_seconds_sum')).toEqual(['counter', 's', '']);
      expect(told.get('size_bytes_sum')).toEqual(['counter', 'bytes', '']);
    }, 60_000);
  });
}

/** The same points in protocols of others, against the columnar form of `POST /api/points`: one connection, new points. */
import { Agent, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { median } from './server.mjs';

const BATCHES = 20;
const ROUNDS = 5;
const MINUTE = 60_000;
const START = Date.UTC(2031, 0, 2);
/** As programs send that write a lot, and as Prometheus does: one sample of each series. */
const SHAPES = [
  { name: '', series: 1000, times: 10 },
  { name: ', a sample a series', series: 2000, times: 1 },
];

export async function measureWire(report, server) {
  const { secret } = await server.owner.json('POST', '/api/api-keys', { name: 'bench' });
  const forms = await makeForms();
  for (const shape of SHAPES) {
    const rates = new Map(forms.map(({ name }) => [name, []]));
    for (const [at, { send }] of forms.entries()) await post(server.url, secret, send(shape, batchOf(shape, at, 0, 0)));
    for (let round = 1; round <= ROUNDS; round++) {
      const order = round % 2 === 0 ? [...forms] : [...forms].reverse();
      for (const form of order) {
        const at = forms.indexOf(form);
        rates.get(form.name).push(await rateOf(server.url, secret, form, shape, at, round));
      }
    }
    tell(report, shape, rates);
  }
}

function tell(report, { name: shape }, rates) {
  const columnar = rates.get('columnar');
  for (const [name, all] of rates) {
    if (name !== 'columnar') {
      const ratios = all.map((rate, round) => rate / columnar[round]);
      report(`wire.${name} / columnar${shape}`, { value: median(ratios), unit: 'ratio' });
    }
    report(`wire.${name}${shape}`, { value: median(all), unit: 'points/s' });
  }
}

/** The bodies are made before the clock starts: a sender's own work is not the server's. */
async function rateOf(url, secret, form, shape, at, round) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const calls = Array.from({ length: BATCHES }, (_, batch) => form.send(shape, batchOf(shape, at, round, batch)));
  const began = performance.now();
  for (const call of calls) await post(url, secret, call, agent);
  const rate = (BATCHES * shape.series * shape.times) / ((performance.now() - began) / 1000);
  agent.destroy();
  return rate;
}

/** Every form, round and batch has minutes of its own. */
function batchOf({ times }, form, round, batch) {
  const first = ((form * (ROUNDS + 1) + round) * BATCHES + batch) * times;
  return Array.from({ length: times }, (_, at) => START + (first + at) * MINUTE);
}

const valueOf = (n, time) => Math.round(Math.sin(n + time) * 10_000) / 100;
const numbers = (length) => Array.from({ length }, (_, n) => n);
const labelsOf = (n) => ({ instance: `10.0.0.${n % 100}:9100`, job: 'node', path: `/api/items/${n}` });

async function makeForms() {
  const messages = await import('../../backend/dist/metrics/testing/remote-write-messages.js');
  const sampled = ({ series }, times) =>
    numbers(series).map((n) => ({
      labels: { __name__: 'bench_wire', ...labelsOf(n) },
      samples: times.map((time) => [valueOf(n, time), time]),
      metadata: { type: 2 },
    }));
  const remote = (write, proto) => (shape, times) => ({
    path: '/api/prometheus/write',
    type: `application/x-protobuf;proto=${proto}`,
    body: messages.snappy(write(sampled(shape, times))),
  });
  const lines = (shape, times) => ({
    path: '/api/influx/write?precision=ms',
    type: 'text/plain',
    ...linesOf(shape, times),
  });
  return [
    { name: 'columnar', send: columnar },
    { name: 'remote write 1', send: remote((series) => messages.writeRequest(series), 'prometheus.WriteRequest') },
    { name: 'remote write 2', send: remote(messages.request2, 'io.prometheus.write.v2.Request') },
    { name: 'lines', send: lines },
  ];
}

const columnar = ({ series }, times) => ({
  path: '/api/points',
  type: 'application/json',
  body: JSON.stringify({
    series: numbers(series).map((n) => ({ metric: 'bench_wire', labels: labelsOf(n) })),
    points: times.flatMap((time) => numbers(series).map((n) => [n, time, valueOf(n, time)])),
  }),
});

/** Ten fields a line, packed as Telegraf packs them. */
function linesOf({ series }, times) {
  const fields = (n, time) =>
    numbers(10)
      .map((field) => `f${field}=${valueOf(n * 10 + field, time)}`)
      .join(',');
  const text = times.flatMap((time) =>
    numbers(series / 10).map(
      (n) => `bench,instance=10.0.0.${n}:9100,job=node,path=/api/items/${n} ${fields(n, time)} ${time}`,
    ),
  );
  return { body: gzipSync(text.join('\n')), encoding: 'gzip' };
}

function post(url, secret, { path, type, body, encoding }, agent) {
  const headers = {
    authorization: `Bearer ${secret}`,
    'content-type': type,
    ...(encoding ? { 'content-encoding': encoding } : {}),
  };
  return new Promise((resolve, reject) => {
    const call = request(url + path, { method: 'POST', agent, headers }, (reply) => {
      reply.resume();
      reply.on('end', () => (reply.statusCode < 300 ? resolve() : reject(new Error(`${path}: ${reply.statusCode}`))));
    });
    call.on('error', reject);
    call.end(body);
  });
}

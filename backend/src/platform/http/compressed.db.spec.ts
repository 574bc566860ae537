import { decodeFrames, FRAMES_MEDIA_TYPE } from '@quarterdeck/sdk';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { testApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

const START = Date.UTC(2026, 0, 1);
const POINTS = 500;

describe('answers', () => {
  let app: TestApp;
  let workspace: TestWorkspace;
  beforeAll(async () => {
    app = await testApp();
    workspace = await app.workspace();
    const points = Array.from({ length: POINTS }, (_, n) => [0, START + n * 60_000, Math.round(100 * Math.sin(n))]);
    const body = { series: [{ metric: 'squeezed' }], points };
    await app.client(workspace.pointsKey).request('POST', '/api/points', body);
  });
  afterAll(() => app.stop());

  const ask = (headers: Record<string, string>) => {
    const range = { from: START, to: START + POINTS * 60_000 };
    const body = { range, queries: [{ source: 'metrics', input: { metric: 'squeezed' } }] };
    return raw(`${app.url}/api/queries`, { cookie: workspace.owner.cookie, ...headers }, JSON.stringify(body));
  };

  it('of frames come compressed where the reader can open them, with the same numbers', async () => {
    const accept = { accept: FRAMES_MEDIA_TYPE };
    const plain = await ask(accept);
    const squeezed = await ask({ ...accept, 'accept-encoding': 'br' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(squeezed.headers['content-encoding']).toBe('br');
    expect(squeezed.bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(decodeFrames(brotliDecompressSync(squeezed.bytes)).frames[0]?.fields).toEqual(
      decodeFrames(plain.bytes).frames[0]?.fields,
    );
  });

  it('that are small stay as they are', async () => {
    const { headers } = await raw(`${app.url}/healthz`, { 'accept-encoding': 'br' });
    expect(headers['content-encoding']).toBeUndefined();
  });
});

/** Without the client's own opening of what is compressed. */
function raw(address: string, headers: Record<string, string>, body?: string) {
  return new Promise<{ headers: IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const call = httpRequest(address, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...headers, ...type },
    });
    call.once('error', reject);
    call.once('response', (reply) => {
      reply.toArray().then((parts) => {
        resolve({ headers: reply.headers, bytes: Buffer.concat(parts as Buffer[]) });
      }, reject);
    });
    call.end(body);
  });
}

import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Egress, type EgressAnswer, type EgressLimits, type EgressRequest } from './egress.js';

const open: { server: Server[]; egress: Egress[] } = { server: [], egress: [] };

afterEach(async () => {
  await Promise.all(open.egress.splice(0).map((egress) => egress.onApplicationShutdown()));
  await Promise.all(open.server.splice(0).map((server) => new Promise((done) => void server.close(done))));
});

/** A server on loopback, with the headers of every request it got. */
async function serve(answer: RequestListener): Promise<{ port: number; asked: IncomingHttpHeaders[] }> {
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers);
    answer(request, response);
  });
  open.server.push(server);
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
  return { port: (server.address() as AddressInfo).port, asked };
}

function ask(
  url: string,
  allow: string[],
  request: Partial<EgressRequest> = {},
  limits?: EgressLimits,
): Promise<EgressAnswer> {
  const egress = new Egress(allow, limits);
  open.egress.push(egress);
  const anywhere = { mayReach: () => true, sign: (headers: Readonly<Record<string, string>>) => ({ ...headers }) };
  return egress.fetch({
    url,
    method: 'GET',
    headers: {},
    signal: new AbortController().signal,
    ...anywhere,
    ...request,
  });
}

async function textOf({ body }: EgressAnswer): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const redirect =
  (location: string): RequestListener =>
  (request, response) => {
    if (request.url === '/') response.writeHead(302, { location });
    response.end(request.method);
  };

describe('a request for somebody else', () => {
  it('reaches a host that the operator named, and gives its answer unpacked', async () => {
    const { port, asked } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'x-own': '1' }).end(gzipSync('hello'));
    });
    const answer = await ask(`http://localhost:${port}/`, [`localhost:${port}`]);
    expect(answer.status).toBe(200);
    expect(answer.headers).toContainEqual(['x-own', '1']);
    expect(answer.headers.map(([name]) => name)).not.toContain('content-encoding');
    expect(await textOf(answer)).toBe('hello');
    expect(asked[0]).toMatchObject({ 'user-agent': 'Quarterdeck', host: `localhost:${port}` });
  });

  it('reaches a network that the operator named', async () => {
    const { port } = await serve((_, response) => void response.end('in'));
    expect(await textOf(await ask(`http://127.0.0.1:${port}/`, ['127.0.0.0/8']))).toBe('in');
  });

  it.each([
    ...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0', 'localhost', 'LOCALHOST', '127.0.0.1.'],
    ...['[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]'],
    ...['169.254.169.254', '10.0.0.1', '192.168.0.1', '[fd00::1]', '[fe80::1]', '①②⑦.0.0.1'],
  ])('never reaches %s', async (host) => {
    const { port, asked } = await serve((_, response) => void response.end('inside'));
    await expect(ask(`http://${host}:${port}/`, [`localhost:${port + 1}`])).rejects.toMatchObject({
      name: 'EgressError',
      reason: 'forbidden',
    });
    expect(asked).toEqual([]);
  });

  it.each([
    'file:///etc/passwd',
    'ftp://localhost/',
    'data:,x',
    'gopher://localhost',
    'no address',
    'http://a:b@localhost/',
  ])('does not take %s for an address', async (url) => {
    await expect(ask(url, [])).rejects.toMatchObject({ reason: 'forbidden' });
  });

  it('asks only the hosts it may reach', async () => {
    const { port, asked } = await serve((_, response) => void response.end());
    const refused = ask(`http://localhost:${port}/`, [`localhost:${port}`], { mayReach: () => false });
    await expect(refused).rejects.toMatchObject({ reason: 'forbidden', message: expect.stringContaining('not among') });
    expect(asked).toEqual([]);
  });

  it('has no say in the headers of the connection', async () => {
    const { port, asked } = await serve((_, response) => void response.end());
    const headers = { Host: 'admin.internal', Connection: 'upgrade', 'Proxy-Authorization': 'x', 'X-Own': 'y' };
    await ask(`http://localhost:${port}/`, [`localhost:${port}`], { headers });
    expect(asked[0]).toMatchObject({ host: `localhost:${port}`, 'x-own': 'y' });
    expect(asked[0]).not.toHaveProperty('proxy-authorization');
  });
});

describe('a redirect', () => {
  const sign = (headers: Readonly<Record<string, string>>) => ({ ...headers, authorization: 'Bearer real' });

  it('is followed within the origin, credentials and all', async () => {
    const { port, asked } = await serve(redirect('/next'));
    const answer = await ask(`http://localhost:${port}/`, [`localhost:${port}`], { sign });
    expect(await textOf(answer)).toBe('GET');
    expect(asked.map(({ authorization }) => authorization)).toEqual(['Bearer real', 'Bearer real']);
  });

  it('to another origin takes no credentials along', async () => {
    const other = await serve((_, response) => void response.end('other'));
    const { port } = await serve(redirect(`http://localhost:${other.port}/`));
    const allow = [`localhost:${port}`, `localhost:${other.port}`];
    const headers = { 'x-api-key': 'placeholder', accept: 'application/json' };
    expect(await textOf(await ask(`http://localhost:${port}/`, allow, { sign, headers }))).toBe('other');
    expect(other.asked[0]).toMatchObject({ accept: 'application/json' });
    expect(other.asked[0]).not.toHaveProperty('authorization');
    expect(other.asked[0]).not.toHaveProperty('x-api-key');
  });

  it('to a private address is refused', async () => {
    const inside = await serve((_, response) => void response.end('inside'));
    const { port } = await serve(redirect(`http://127.0.0.1:${inside.port}/`));
    await expect(ask(`http://localhost:${port}/`, [`localhost:${port}`])).rejects.toMatchObject({
      reason: 'forbidden',
    });
    expect(inside.asked).toEqual([]);
  });

  it('to a host it may not reach is refused', async () => {
    const { port } = await serve(redirect('http://elsewhere.example/'));
    const mayReach = (url: URL) => url.port === `${port}`;
    await expect(ask(`http://localhost:${port}/`, [`localhost:${port}`], { mayReach })).rejects.toMatchObject({
      reason: 'forbidden',
    });
  });

  it('to another scheme is refused', async () => {
    const { port } = await serve(redirect('file:///etc/passwd'));
    await expect(ask(`http://localhost:${port}/`, [`localhost:${port}`])).rejects.toMatchObject({
      reason: 'forbidden',
    });
  });

  it('in a circle ends', async () => {
    const { port, asked } = await serve(redirect('/'));
    await expect(ask(`http://localhost:${port}/`, [`localhost:${port}`])).rejects.toMatchObject({
      reason: 'forbidden',
    });
    expect(asked.length).toBe(6);
  });

  it('after a POST is a GET without the body', async () => {
    const { port } = await serve(redirect('/next'));
    const post = { method: 'POST', body: Buffer.from('{}') };
    expect(await textOf(await ask(`http://localhost:${port}/`, [`localhost:${port}`], post))).toBe('GET');
  });
});

describe('an answer', () => {
  it('that grows too large is cut off, packed ones by their unpacked size', async () => {
    const { port } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(3_000_000)));
    });
    const limits = { bytes: 1024 * 1024, ms: 10_000 };
    const answer = await ask(`http://localhost:${port}/`, [`localhost:${port}`], {}, limits);
    await expect(textOf(answer)).rejects.toMatchObject({
      reason: 'too-large',
      message: expect.stringContaining('1 MiB'),
    });
  });

  it('that takes too long is given up', async () => {
    const { port } = await serve(() => undefined);
    const limits = { bytes: 1024, ms: 50 };
    await expect(ask(`http://localhost:${port}/`, [`localhost:${port}`], {}, limits)).rejects.toMatchObject({
      reason: 'too-slow',
    });
  });

  it('that nobody waits for any more is given up with the reason of the caller', async () => {
    const controller = new AbortController();
    const { port } = await serve(() => controller.abort(new Error('gone')));
    const asked = ask(`http://localhost:${port}/`, [`localhost:${port}`], { signal: controller.signal });
    await expect(asked).rejects.toThrow('gone');
  });

  it('that never comes says that the host cannot be reached, and no header', async () => {
    const { port } = await serve((request) => request.socket.destroy());
    const sign = () => ({ authorization: 'Bearer real' });
    const asked = ask(`http://localhost:${port}/`, [`localhost:${port}`], { sign });
    await expect(asked).rejects.toMatchObject({ reason: 'unreachable', message: expect.not.stringContaining('real') });
  });
});

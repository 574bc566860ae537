import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { closeWithin } from './last-answers.js';

describe('a server that stops', () => {
  const listening = async (answer: Parameters<typeof createServer>[1]): Promise<Server> => {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  const urlOf = (server: Server) => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const closing = (graceMs: number, server: Server) =>
    closeWithin(graceMs, server, promisify(server.close.bind(server)));

  it('cuts off a client that fell asleep in the middle of its request', async () => {
    const server = await listening((request) => request.resume());
    const sleeper = connect((server.address() as AddressInfo).port, '127.0.0.1');
    sleeper.on('error', () => undefined);
    sleeper.write('POST / HTTP/1.1\r\nhost: here\r\ncontent-length: 100\r\n\r\nhalf');
    await once(server, 'request');
    await closing(50, server);
    await once(sleeper, 'close');
    expect(server.listening).toBe(false);
  });

  it('answers what is under way', async () => {
    const server = await listening((_, response) => {
      setImmediate(() => response.end('stored'));
    });
    const reply = fetch(urlOf(server), { headers: { connection: 'close' } });
    await once(server, 'request');
    await closing(60_000, server);
    expect(await (await reply).text()).toBe('stored');
  });
});

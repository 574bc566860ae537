import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where an answer of the server behind the gate went. */
type Way = 'open' | 'answers-lost';

/**
 * Stands between a sender and the server, and can be away: nobody listens at its address then. Or it passes requests on
 * and cuts the connection instead of answering, so that the sender does not know what became of them.
 */
export class Gate {
  /** The status of every answer that the server gave, in order. */
  readonly statuses: number[] = [];
  private readonly events = new EventEmitter();
  private readonly server: Server;
  private way: Way = 'open';
  private port = 0;

  constructor(private readonly behind: string) {
    this.server = createServer((request, response) => void this.pass(request, response));
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  async open(way: Way = 'open'): Promise<void> {
    this.way = way;
    if (this.server.listening) return;
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  /** Resolves when the server behind has answered once more. */
  async nextAnswer(): Promise<void> {
    await once(this.events, 'answered');
  }

  private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const reply = await fetch(this.behind + (request.url ?? ''), {
      method: request.method ?? 'POST',
      headers: headers as Record<string, string>,
      body: Buffer.concat(chunks),
    });
    const text = await reply.text();
    this.statuses.push(reply.status);
    if (this.way === 'open') response.writeHead(reply.status).end(text);
    else response.destroy();
    this.events.emit('answered');
  }
}

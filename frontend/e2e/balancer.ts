import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

const LOOKS_EVERY_MS = 200;

interface Target {
  readonly url: string;
  readonly port: number;
  isReady: boolean;
}

/**
 * What stands in front of several web processes: hands each new connection to the next one that says it is ready, and asks
 * them at /readyz, as any balancer does. A connection stays where it is until one of its ends closes it.
 */
export class Balancer {
  private readonly targets: Target[] = [];
  private readonly open = new Set<Socket>();
  private readonly looking: NodeJS.Timeout;
  private turn = 0;

  private constructor(private readonly server: Server) {
    server.on('connection', (client: Socket) => {
      this.hold(client);
      this.forward(client, this.targets.length);
    });
    this.looking = setInterval(() => void this.look(), LOOKS_EVERY_MS);
  }

  static async start(): Promise<Balancer> {
    const server = createServer({ pauseOnConnect: true });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Balancer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Only now is it asked whether it is ready; resolves when it is. */
  async add(url: string): Promise<void> {
    this.targets.push({ url, port: Number(new URL(url).port), isReady: false });
    while (!this.targets.some((target) => target.url === url && target.isReady)) await this.look();
  }

  /** For one that will not come back under this address. */
  remove(url: string): void {
    const place = this.targets.findIndex((target) => target.url === url);
    if (place >= 0) this.targets.splice(place, 1);
  }

  close(): void {
    clearInterval(this.looking);
    for (const socket of this.open) socket.destroy();
    this.server.close();
  }

  private async look(): Promise<void> {
    await Promise.all(
      this.targets.map(async (target) => {
        const asked = fetch(`${target.url}/readyz`, { headers: { connection: 'close' } });
        target.isReady = await asked.then(({ ok }) => ok).catch(() => false);
      }),
    );
  }

  /** Whoever does not accept the connection, such as one that was just killed, is passed over. */
  private forward(client: Socket, tries: number): void {
    const target = this.next();
    if (!target || tries === 0) {
      client.destroy();
      return;
    }
    const upstream = connect(target.port, '127.0.0.1');
    const passOver = () => {
      target.isReady = false;
      this.forward(client, tries - 1);
    };
    upstream.once('error', passOver);
    upstream.once('connect', () => {
      upstream.off('error', passOver);
      this.hold(upstream);
      client.on('close', () => upstream.destroy());
      // What it said before it closed still goes out.
      upstream.on('close', () => client.end());
      upstream.pipe(client);
      client.pipe(upstream);
    });
  }

  private next(): Target | undefined {
    const ready = this.targets.filter(({ isReady }) => isReady);
    return ready[this.turn++ % Math.max(1, ready.length)];
  }

  private hold(socket: Socket): void {
    this.open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.open.delete(socket));
  }
}

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface TestMailServer {
  readonly letters: { readonly to: string[]; readonly text: string }[];
  /** Settings with which the application sends its mail there. */
  readonly settings: Record<string, string>;
  stop(): Promise<void>;
}

/** A real mail server on loopback that keeps what it gets. */
export async function testMailServer(): Promise<TestMailServer> {
  const letters: { to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const text = unquoted(Buffer.concat(chunks).toString('latin1'));
        letters.push({ to: envelope.rcptTo.map(({ address }) => address), text });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    letters,
    settings: {
      ...{ QD_SMTP_URL: `smtp://127.0.0.1:${String(port)}`, QD_MAIL_FROM: 'deck@example.com' },
      QD_PUBLIC_URL: 'http://deck.example.com',
    },
    stop: () => new Promise<void>((end) => server.close(end)),
  };
}

/** What stands in a letter whose transfer encoding is quoted-printable. */
const unquoted = (sent: string): string =>
  Buffer.from(
    sent
      .replaceAll('=\r\n', '')
      .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  ).toString();

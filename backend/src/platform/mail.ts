import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Config } from './config.js';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  /** Plain text: links are written out, so that everybody sees where they lead. */
  readonly text: string;
}

const PATIENCE_MS = 15_000;

/** Mail over SMTP, where the settings name a server. Never call it inside a transaction. */
@Injectable()
export class Mail implements OnApplicationShutdown {
  private readonly transport: Transporter | undefined;

  constructor(private readonly config: Config) {
    const { smtp } = config;
    if (!smtp) return;
    const patience = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
    this.transport = createTransport({ url: smtp.url, ...patience }, { from: smtp.from });
  }

  get isSet(): boolean {
    return this.transport !== undefined;
  }

  /** Resolves when the server has taken it. Throws where it has not, or where there is none. */
  async send({ to, subject, text }: Letter): Promise<void> {
    if (!this.transport) throw new Error('No SMTP server is set.');
    // An address as an object is taken as it is: nothing in it can become a second receiver.
    await this.transport.sendMail({ to: { name: '', address: to }, subject, text });
  }

  /** An address of this server as people reach it: `/reset#…`. From the settings alone, never from what a request says. */
  address(path: string): string {
    return `${this.config.publicUrl ?? ''}${path}`;
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }
}

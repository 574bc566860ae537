import { Injectable } from '@nestjs/common';
import type { Setup } from '@quarterdeck/sdk/api/identity';
import type { Actor } from '../../platform/actor.js';
import { Config } from '../../platform/config.js';
import { OwnersService } from './owners.service.js';
import { hashPassword } from '../passwords.js';
import { ThrottleService } from '../sessions/throttle.service.js';

const SETUP = 'setup';

/** How the first owner comes: with the code from the terminal, or from the settings. */
@Injectable()
export class FirstVisitService {
  constructor(
    private readonly config: Config,
    private readonly owners: OwnersService,
    private readonly throttle: ThrottleService,
  ) {}

  /** Makes the owner, once. Guessing the code is slowed down. */
  async setup({ code, password, ...person }: Setup, address: string): Promise<Actor> {
    await this.owners.requireNone();
    const attempt = await this.throttle.admit(SETUP, address);
    await this.owners.requireCode(code);
    const owner = await this.owners.create({ ...person, passwordHash: await hashPassword(password) });
    await this.throttle.forgive(attempt);
    return owner;
  }

  /** A new one-time code to print, or undefined when there is an owner. */
  async prepare(): Promise<string | undefined> {
    const code = await this.owners.prepareCode();
    if (code !== undefined) await this.throttle.clear(SETUP);
    return code;
  }

  /** QD_OWNER_EMAIL and QD_OWNER_PASSWORD make the owner of a server that has none. */
  async createFromConfig(): Promise<boolean> {
    const { owner } = this.config;
    if (!owner || !(await this.owners.isNeeded())) return false;
    const passwordHash = await hashPassword(owner.password);
    const [name = owner.email] = owner.email.split('@');
    return this.owners.createUnlessOne({ email: owner.email, name, passwordHash, workspace: 'My workspace' });
  }
}

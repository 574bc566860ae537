import { Injectable } from '@nestjs/common';
import { IdentityService } from '../identity/identity.service.js';
import { systemActor } from '../platform/actor.js';
import { Config } from '../platform/config.js';
import { Database } from '../platform/database/database.js';
import { DemoContent } from './demo-content.service.js';
import { OwnMeasurements } from './own-measurements.service.js';

const LOADED = 'demo-loaded';

/** Fills the first workspace, once, so that a new server has something to show before anybody has connected anything. */
@Injectable()
export class DemoService {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly content: DemoContent,
    private readonly ownMeasurements: OwnMeasurements,
  ) {}

  /** Called at every start, before the server says that it is ready. Interrupted, it is completed by the next start. */
  async load(say: (line: string) => void): Promise<void> {
    if (!this.config.demo) return;
    const actor = systemActor((await this.identity.firstWorkspace()).id);
    if (!(await this.isLoaded())) {
      say('Loading the demo …');
      await this.content.load(actor);
      await this.markLoaded();
    }
    this.ownMeasurements.start(actor);
  }

  private async isLoaded(): Promise<boolean> {
    const found = await this.database.asSystem(() =>
      this.database.sql('select key from instance_settings where key = $1', [LOADED]),
    );
    return found.length > 0;
  }

  private async markLoaded(): Promise<void> {
    await this.database.asSystem(() =>
      this.database.sql(`insert into instance_settings (key, value) values ($1, 'true') on conflict do nothing`, [
        LOADED,
      ]),
    );
  }
}

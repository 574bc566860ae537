import { Inject, Injectable } from '@nestjs/common';
import { decodeFrames } from '@quarterdeck/sdk';
import { SnapshotContent } from '@quarterdeck/sdk/api/reports';
import type { Logger } from 'pino';
import type { Actor } from '../platform/actor.js';
import { BrowserService } from '../platform/browser/browser.service.js';
import { LOGGER } from '../platform/logger-token.js';
import { PluginHostService } from '../plugin-host/plugin-host.service.js';
import { printSite, requirePlugins } from './print-site.js';
import { printPage, type Printing } from './printer.js';
import type { ReportEntity } from './report.entity.js';
import { SnapshotsService } from './snapshots.service.js';

const DRAWN_WITHIN_MS = 60_000;

/** Prints snapshots, in a browser that sees only the snapshot and the plugins with which it was frozen. */
@Injectable()
export class PrintingService {
  constructor(
    private readonly browser: BrowserService,
    private readonly plugins: PluginHostService,
    private readonly snapshots: SnapshotsService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Called by the print job. Throws an AppError with a sentence for people where they can do something about it. */
  async print(
    actor: Actor,
    { id, title, snapshotId }: Pick<ReportEntity, 'id' | 'title' | 'snapshotId'>,
    control: Pick<Printing, 'signal' | 'onProgress'>,
  ): Promise<Buffer> {
    const snapshot = await this.snapshots.requireBytes(actor, snapshotId);
    const { plugins } = SnapshotContent.parse(decodeFrames(snapshot).meta);
    const pluginFile = (plugin: string, version: string, path: string) => this.plugins.file(plugin, version, path);
    const site = printSite({ snapshot, plugins, pluginFile });
    await requirePlugins(site, plugins);
    const onNotice = (notice: string) => this.logger.warn({ reportId: id, notice }, 'while printing');
    const printing = { ...control, site, title, deadlineMs: DRAWN_WITHIN_MS, onNotice };
    return Buffer.from(await this.browser.withPage((page) => printPage(page, printing), control.signal));
  }
}

import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Frame, TimeRange, VariableValues } from '@quarterdeck/sdk';
import type { ConnectionOption } from '@quarterdeck/sdk/api/connections';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import type { DataSourceManifest, StreamManifest } from '@quarterdeck/sdk/manifest';
import { createRequire } from 'node:module';
import type { Logger } from 'pino';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config.js';
import { Egress } from '../platform/egress.js';
import { AppError, invalid } from '../platform/errors.js';
import { LOGGER } from '../platform/logger-token.js';
import { framesOf, optionsOf } from './answers.js';
import { readCatalogue, type Catalogue } from './catalogue.js';
import type { OpenSettings } from './grants.js';
import { nameOf, type InstalledPlugin } from './installed-plugin.js';
import { listed } from './listing.js';
import { PluginRunner } from './plugin-runner.js';
import { requireQuestion, requireSettings, requireStream } from './requirements.js';
import { problemsOf } from './schemas.js';
import { batchOf, type ReadBatch } from './stream-batches.js';
import { compareVersions, parseVersion } from './versions.js';
import { unpacked } from './wire.js';

export type { ReadBatch };

const CHECK_MS = 10_000;
const QUERY_MS = 30_000;
/** For one batch: a service may be asked several times for it. */
const BATCH_MS = 120_000;
const SDK = createRequire(import.meta.url)('@quarterdeck/sdk/package.json') as { readonly version: string };

/** A connection, opened: which plugin, and with what. Holds secrets. */
export interface OpenPlugin extends OpenSettings {
  /** `datasource-json@1` */
  readonly pin: string;
}

export interface PluginQuestion {
  readonly kind: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly range: TimeRange;
  readonly variables?: Readonly<Record<string, VariableValues>>;
}

/** Where a stream is to be read from, and who stores what comes. */
export interface PluginReading {
  readonly stream: string;
  readonly cursor: Readonly<Record<string, unknown>> | null;
  readonly since: number;
  /** Called with each batch. The plugin is asked for the next one when it resolves; what it throws ends the reading. */
  readonly take: (batch: ReadBatch) => Promise<void>;
}

/** The plugins that are installed, and the processes of those that run. */
@Injectable()
export class PluginHostService implements OnModuleInit, OnApplicationShutdown {
  private catalogue: Catalogue = { installed: [], broken: [] };
  private readonly runners = new Map<string, PluginRunner>();

  constructor(
    private readonly config: Config,
    private readonly egress: Egress,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    this.catalogue = await readCatalogue(this.config.pluginDirs, SDK.version);
    for (const { id, version, reason } of this.catalogue.broken) {
      this.logger.warn({ plugin: nameOf({ id, version }), reason }, 'a plugin cannot be used');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  /** For the catalogue that people and browsers see: what is installed, and what is broken with its reason. */
  list(): Plugin[] {
    return listed(this.catalogue);
  }

  /** For readers of a share link: what the pins of their panels mean, and nothing else of the catalogue. */
  widgets(pins: readonly string[]): Plugin[] {
    const wanted = new Set(pins);
    return this.list().filter(
      ({ kind, id, version }) => kind === 'widget' && wanted.has(`${id}@${version.split('.', 1)[0] ?? ''}`),
    );
  }

  /** The version that a pin such as `widget-stat@1` means now: the newest of its major. Throws not-found naming what is there. */
  resolve(pin: string): InstalledPlugin {
    const [id = '', major = ''] = pin.split('@');
    const versions = this.catalogue.installed.filter(({ manifest }) => manifest.id === id);
    const fitting = versions.filter(({ manifest }) => String(parseVersion(manifest.version)?.[0]) === major);
    const newest = fitting.sort((a, b) => compareVersions(a.manifest.version, b.manifest.version)).at(-1);
    if (newest) return newest;
    throw missing(
      `${id} ${major}.x`,
      versions.map(({ manifest }) => manifest.version),
    );
  }

  /** One exact version, for what was made with it. Throws not-found naming the version. */
  require(id: string, version: string): InstalledPlugin {
    const versions = this.catalogue.installed.filter(({ manifest }) => manifest.id === id);
    const found = versions.find(({ manifest }) => manifest.version === version);
    if (found) return found;
    throw missing(
      `${id} ${version}`,
      versions.map(({ manifest }) => manifest.version),
    );
  }

  /** Called for browsers and for print: a file that the manifest lists, as it was when its hash was checked. */
  file(id: string, version: string, path: string): Promise<Uint8Array | undefined> {
    const found = this.catalogue.installed.find(({ manifest }) => manifest.id === id && manifest.version === version);
    return Promise.resolve(found?.files.get(path));
  }

  /** Called before a connection is saved and by its health check. Throws the PluginError that says what to mend. */
  async check({ pin, ...settings }: OpenPlugin, signal: AbortSignal): Promise<{ readonly message?: string }> {
    const plugin = this.datasource(pin);
    requireSettings(plugin.manifest, settings);
    const answer = await this.runner(plugin).ask({ act: 'check' }, settings, CHECK_MS, signal);
    const { message } = unpacked(answer).value as { message?: unknown };
    return typeof message === 'string' ? { message } : {};
  }

  /** Called by forms: what a connection offers to choose from. Throws a PluginError. */
  async options(
    { pin, ...settings }: OpenPlugin,
    name: string,
    signal: AbortSignal,
  ): Promise<readonly ConnectionOption[]> {
    const plugin = this.datasource(pin);
    const { manifest } = plugin;
    requireSettings(manifest, settings);
    if (!manifest.options?.includes(name)) {
      throw invalid('plugin.no-options', `${nameOf(manifest)} offers nothing called "${name}".`);
    }
    const answer = await this.runner(plugin).ask({ act: 'options', name }, settings, CHECK_MS, signal);
    return optionsOf(answer);
  }

  /** Called by the query service. Throws a PluginError, or `invalid` for a question that does not suit the plugin. */
  async query({ pin, ...settings }: OpenPlugin, question: PluginQuestion, signal: AbortSignal): Promise<Frame[]> {
    const plugin = this.datasource(pin);
    const { manifest } = plugin;
    requireSettings(manifest, settings);
    requireQuestion(manifest, question);
    const answer = await this.runner(plugin).ask({ act: 'query', ...question }, settings, QUERY_MS, signal);
    return framesOf(answer, { source: nameOf(manifest), now: this.clock.now() });
  }

  /**
   * Called by the sync of a connection: resolves when the pass has ended. Throws a PluginError, what `take` throws, or the
   * reason of the signal. A cursor that the plugin no longer understands is left out: it begins at `since` then.
   */
  async read({ pin, ...settings }: OpenPlugin, reading: PluginReading, signal: AbortSignal): Promise<void> {
    const plugin = this.datasource(pin);
    const { stream: name, cursor, since, take } = reading;
    requireSettings(plugin.manifest, settings);
    const stream = requireStream(plugin.manifest, name);
    const known = cursor && problemsOf(stream.cursor, cursor).length === 0 ? cursor : null;
    const taking = async (payload: Buffer) => {
      await take(batchOf(payload, name, stream));
    };
    const asked = { stream: name, cursor: known, since, take: taking };
    await this.runner(plugin, 'sync').read(asked, settings, BATCH_MS, signal);
  }

  /** For the sync of a connection: what its plugin has to read, by name. */
  streams(pin: string): Readonly<Record<string, StreamManifest>> {
    return this.datasource(pin).manifest.streams ?? {};
  }

  /** For the query service, which fills variables in by it; undefined where the plugin has no such query. */
  inputSchema(pin: string, kind: string): Readonly<Record<string, unknown>> | undefined {
    const { queries } = this.datasource(pin).manifest;
    return Object.hasOwn(queries, kind) ? queries[kind]?.input : undefined;
  }

  /** Ends every process; a later question would start one again. */
  async stop(): Promise<void> {
    await Promise.all([...this.runners.values()].map((runner) => runner.stop()));
  }

  private datasource(pin: string): InstalledPlugin<DataSourceManifest> {
    const { manifest, ...rest } = this.resolve(pin);
    if (manifest.kind === 'datasource') return { manifest, ...rest };
    throw invalid('plugin.no-datasource', `${pin} is no datasource: it cannot be asked.`);
  }

  /** A sync has a process of its own: however long it works on a batch, no panel waits for it. */
  private runner(plugin: InstalledPlugin<DataSourceManifest>, lane: 'questions' | 'sync' = 'questions'): PluginRunner {
    const key = `${nameOf(plugin.manifest)} ${lane}`;
    const known = this.runners.get(key);
    if (known) return known;
    const runner = new PluginRunner(plugin, { egress: this.egress, logger: this.logger, now: () => this.clock.now() });
    this.runners.set(key, runner);
    return runner;
  }
}

function missing(wanted: string, versions: readonly string[]): AppError {
  const there = versions.length > 0 ? ` Installed: ${[...versions].sort(compareVersions).join(', ')}.` : '';
  return new AppError('not-found', 'plugin.not-found', `The plugin ${wanted} is not installed.${there}`);
}

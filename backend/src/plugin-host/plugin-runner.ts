import { PluginError } from '@quarterdeck/sdk';
import type { DataSourceManifest } from '@quarterdeck/sdk/manifest';
import type { Logger } from 'pino';
import type { Egress } from '../platform/egress.js';
import { grantsFor, type OpenSettings } from './grants.js';
import { nameOf, type InstalledPlugin } from './installed-plugin.js';
import type { Call } from './messages.js';
import { Deadline } from './deadline.js';
import { PluginLog } from './plugin-log.js';
import { PluginProcess, ProcessEnded, type TakeBatch } from './plugin-process.js';
import { RestartPolicy } from './restart-policy.js';

const IDLE_MS = 5 * 60_000;

export interface RunnerParts {
  readonly egress: Egress;
  readonly logger: Logger;
  readonly now: () => number;
}

/** What is asked, without what the runner adds. */
export type Question = Call extends infer C
  ? C extends Call
    ? Omit<C, 'config' | 'secrets' | 'revealed'>
    : never
  : never;

/** What is read, and who takes what comes. */
export interface Reading {
  readonly stream: string;
  readonly cursor: unknown;
  readonly since: number;
  readonly take: (payload: Buffer) => Promise<void>;
}

/**
 * Runs one version of a plugin: starts its process with the first question, starts it anew after a crash (ever more
 * slowly), and ends it when nobody has asked for five minutes.
 */
export class PluginRunner {
  private process: PluginProcess | undefined;
  private readonly restarts: RestartPolicy;
  private readonly log: PluginLog;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly plugin: InstalledPlugin<DataSourceManifest>,
    private readonly parts: RunnerParts,
  ) {
    const { id, version } = plugin.manifest;
    this.restarts = new RestartPolicy(parts.now);
    this.log = new PluginLog(parts.logger.child({ plugin: id, version }), parts.now);
  }

  /** Rejects with a PluginError, whatever happens to the process, or with the reason of the caller's signal. */
  async ask(question: Question, settings: OpenSettings, deadlineMs: number, signal: AbortSignal): Promise<Buffer> {
    return this.within(deadlineMs, signal, (deadline) => this.send(question, settings, deadline.signal));
  }

  /**
   * Reads a stream, batch by batch: the plugin is asked for the next one when `take` has resolved. The deadline is for each
   * batch by itself and does not count the time of `take`; what `take` throws ends the reading and is thrown here.
   */
  async read(reading: Reading, settings: OpenSettings, deadlineMs: number, signal: AbortSignal): Promise<void> {
    const { take, ...question } = reading;
    let taking: Promise<boolean> = Promise.resolve(true);
    await this.within(deadlineMs, signal, async (deadline) => {
      const takeWithin: TakeBatch = (payload) => (taking = deadline.without(() => take(payload)));
      const call: Question = { act: 'read', ...question };
      await this.send(call, settings, deadline.signal, takeWithin).finally(() => taking);
      // An end that comes while a batch is still being stored must not overtake it.
      deadline.signal.throwIfAborted();
    });
  }

  /** Called at shutdown. */
  async stop(): Promise<void> {
    clearTimeout(this.idle);
    const { process } = this;
    this.process = undefined;
    process?.kill('the server is stopping');
    await process?.ended;
  }

  private async within<T>(ms: number, signal: AbortSignal, work: (deadline: Deadline) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const deadline = new Deadline(ms, signal);
    clearTimeout(this.idle);
    try {
      return await work(deadline);
    } catch (error) {
      throw error instanceof ProcessEnded ? new PluginError('bug', error.message) : error;
    } finally {
      deadline.clear();
      this.waitForIdleness();
    }
  }

  private async send(
    question: Question,
    settings: OpenSettings,
    signal: AbortSignal,
    take?: TakeBatch,
  ): Promise<Buffer> {
    const grants = grantsFor(this.plugin.manifest, settings);
    const { placeholders, revealed } = grants;
    const call = { ...question, config: settings.config, secrets: placeholders, revealed } as Call;
    if (this.process?.doomed) await this.process.ended;
    const process = this.running();
    await orAborted(process.ready, signal);
    return process.ask(call, grants, signal, take);
  }

  private running(): PluginProcess {
    if (this.process) return this.process;
    const { manifest, entry } = this.plugin;
    const name = nameOf(manifest);
    const waitMs = this.restarts.waitMs();
    if (waitMs > 0) throw restarting(name, waitMs);
    const { egress, logger } = this.parts;
    const report = (err: unknown) => logger.error({ err, plugin: name }, 'a request of a plugin failed on our side');
    const process = new PluginProcess({ name, entry, egress, log: this.log, report });
    this.process = process;
    void process.ended.then((why) => this.noteEnd(process, why));
    return process;
  }

  private noteEnd(process: PluginProcess, why: string): void {
    if (this.process !== process) return;
    this.process = undefined;
    this.restarts.noteCrash();
    this.parts.logger.warn({ plugin: nameOf(this.plugin.manifest), why }, 'the process of a plugin ended');
  }

  private waitForIdleness(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => {
      if (!this.process?.busy) void this.stop();
    }, IDLE_MS).unref();
  }
}

/** What comes first: the end of this work, or nobody waiting for it. */
function orAborted(work: Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}

const restarting = (name: string, retryAfterMs: number) =>
  new PluginError('bug', `${name} stopped working and is started again in ${Math.ceil(retryAfterMs / 1000)} s.`, {
    retryAfterMs,
  });

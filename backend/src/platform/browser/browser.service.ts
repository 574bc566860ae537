import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { BrowserContext, Page } from 'puppeteer-core';
import type { Logger } from 'pino';
import { Config } from '../config.js';
import { LOGGER } from '../logger-token.js';
import { openBrowser, type OpenBrowser } from './open-browser.js';

/** How long a browser that nobody uses is kept: a second report of the same person should not wait for a start. */
const IDLE_MS = 60_000;

/** One browser for the whole process, started when the first page is wanted. Who prints or draws asks here. */
@Injectable()
export class BrowserService implements BeforeApplicationShutdown {
  private opening: Promise<OpenBrowser> | undefined;
  private idle: NodeJS.Timeout | undefined;
  private pages = 0;
  private closed = false;

  constructor(
    private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Runs work on a fresh page that shares nothing with any other (cookies, cache, storage); called by the printer. The
   * page is gone afterwards, also when the work fails, and at once when the signal fires. A browser that crashed is
   * replaced for the next page.
   */
  async withPage<T>(work: (page: Page) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    this.pages += 1;
    clearTimeout(this.idle);
    try {
      return await this.onPage(work, signal);
    } finally {
      this.pages -= 1;
      if (this.pages === 0) this.closeWhenIdle();
    }
  }

  /** Called by Nest when the process ends: closes the browser and everything in it. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closed = true;
    clearTimeout(this.idle);
    await this.close();
  }

  private async onPage<T>(work: (page: Page) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const context = await this.freshContext();
    const close = (): Promise<void> => context.close().catch(() => undefined); // it went away with its browser
    const aborted = (): void => void close();
    signal?.addEventListener('abort', aborted, { once: true });
    try {
      signal?.throwIfAborted();
      return await work(await context.newPage());
    } catch (error) {
      signal?.throwIfAborted(); // closing the page under the work makes it fail with something less telling
      throw error;
    } finally {
      signal?.removeEventListener('abort', aborted);
      await close();
    }
  }

  /** A browser may die unnoticed between two pages: then the second try has a new one. */
  private async freshContext(): Promise<BrowserContext> {
    const { browser } = await this.open();
    try {
      return await browser.createBrowserContext();
    } catch (error) {
      if (browser.connected) throw error;
      return (await this.open()).browser.createBrowserContext();
    }
  }

  private async open(): Promise<OpenBrowser> {
    if (this.closed) throw new Error('The server is shutting down: no page is opened any more.');
    const opening = (this.opening ??= this.launch());
    try {
      const open = await opening;
      if (open.browser.connected) return open;
    } catch (error) {
      this.forget(opening); // the next one tries anew: somebody may have installed a browser meanwhile
      throw error;
    }
    this.forget(opening);
    return this.open();
  }

  /** Of several that wait for one broken browser, only the first may clear the way for the next. */
  private forget(opening: Promise<OpenBrowser>): void {
    if (this.opening === opening) this.opening = undefined;
  }

  private async launch(): Promise<OpenBrowser> {
    const open = await openBrowser(this.config);
    const { executable, origin } = open.program;
    this.logger.debug({ executable, origin, sandboxed: open.sandboxed }, 'browser started');
    return open;
  }

  private closeWhenIdle(): void {
    this.idle = setTimeout(() => {
      this.close().catch((error: unknown) => this.logger.warn({ error }, 'the idle browser could not be closed'));
    }, IDLE_MS).unref();
  }

  private async close(): Promise<void> {
    const opening = this.opening;
    this.opening = undefined;
    await (await opening?.catch(() => undefined))?.close();
  }
}

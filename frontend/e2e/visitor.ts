import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, ConsoleMessage, Page } from 'puppeteer-core';

const ROOT = join(import.meta.dirname, '../..');
const LAUNCHER = join(ROOT, 'backend/dist/platform/browser/open-browser.js');
/** Where the browser from npm is unpacked, once. Profiles lie here too, and are removed when the browser closes. */
const CACHE = join(ROOT, 'node_modules/.cache/quarterdeck-e2e');

type OpenBrowser = (settings: { chromium: string | undefined; dataDir: string }) => Promise<{ browser: Browser }>;

export interface VisitorOptions {
  /** Complaints of the browser that belong to the journey, such as the 401 of a wrong password. */
  readonly expected?: readonly RegExp[];
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** A person with an empty browser profile. Whatever her browser complains about fails the test. */
export class Visitor {
  private readonly complaints: string[] = [];

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly expected: readonly RegExp[],
  ) {}

  static async arrive(browser: Browser, options: VisitorOptions = {}): Promise<Visitor> {
    const { expected = [], width = 1440, height = 900, colorScheme = 'light' } = options;
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const visitor = new Visitor(context, page, expected);
    await page.setViewport({ width, height });
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: colorScheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await visitor.listen();
    return visitor;
  }

  /** Closes the profile. Fails when the browser complained: errors on the console, uncaught ones, the security policy. */
  async leave(): Promise<void> {
    const url = this.page.url();
    await this.context.close();
    if (this.complaints.length > 0) throw new Error(`The browser complained at ${url}:\n${this.complaints.join('\n')}`);
  }

  private async listen(): Promise<void> {
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.complain(describe(message));
    });
    this.page.on('pageerror', (error) =>
      this.complain(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
    await this.page.evaluateOnNewDocument(() => {
      document.addEventListener(
        'securitypolicyviolation',
        ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
          console.error(`security policy: ${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`);
        },
      );
    });
  }

  private complain(text: string): void {
    if (!this.expected.some((pattern) => pattern.test(text))) this.complaints.push(text);
  }
}

/** The browser that the product itself would print with. Close it in `afterAll`. */
export async function openBrowser(): Promise<Browser> {
  const launcher = (await import(pathToFileURL(LAUNCHER).href)) as { openBrowser: OpenBrowser };
  const { browser } = await launcher.openBrowser({ chromium: process.env.QD_CHROMIUM, dataDir: CACHE });
  return browser;
}

function describe(message: ConsoleMessage): string {
  const { url = '', lineNumber } = message.location();
  return `${message.text()} (${url}${lineNumber === undefined ? '' : `:${lineNumber}`})`;
}

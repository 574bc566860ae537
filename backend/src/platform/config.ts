import { resolve } from 'node:path';
import { z } from 'zod';
import { plainWords } from './http/plain-words.js';
import { StartupError } from './startup-error.js';

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);
const setting = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema);
const list = z
  .string()
  .transform((text) => text.split(',').map((entry) => entry.trim()))
  .pipe(z.array(z.string().min(1)));

const Environment = z
  .object({
    QD_PORT: setting(z.coerce.number().int().min(0).max(65_535).default(4400)),
    QD_HOST: setting(z.string().default('127.0.0.1')),
    QD_PUBLIC_URL: setting(z.url({ protocol: /^https?$/ }).optional()),
    QD_DATA_DIR: setting(z.string().default('.quarterdeck')),
    QD_DATABASE_URL: setting(z.url({ protocol: /^postgres(ql)?$/, hostname: /.*/ }).optional()),
    QD_DATABASE_READ_URL: setting(z.url({ protocol: /^postgres(ql)?$/, hostname: /.*/ }).optional()),
    QD_DATABASE_READ_WAIT_MS: setting(z.coerce.number().int().min(1).max(10_000).default(100)),
    QD_DEMO: setting(z.enum(['on', 'off']).default('on')),
    QD_ROLE: setting(z.enum(['all', 'web', 'worker']).default('all')),
    QD_DRAIN_SECONDS: setting(z.coerce.number().int().min(0).max(600).default(0)),
    QD_OWNER_EMAIL: setting(z.email().optional()),
    QD_OWNER_PASSWORD: setting(z.string().min(12).optional()),
    QD_SECRET_KEY: setting(z.string().min(32).optional()),
    QD_CHROMIUM: setting(z.string().optional()),
    QD_EGRESS_ALLOW: setting(list.default([])),
    QD_PLUGIN_DIRS: setting(list.optional()),
    QD_METRICS_TOKEN: setting(z.string().min(16).optional()),
    QD_TRASH_DAYS: setting(z.coerce.number().int().min(1).max(3650).default(30)),
    QD_SMTP_URL: setting(z.url({ protocol: /^smtps?$/, hostname: /.*/ }).optional()),
    QD_MAIL_FROM: setting(z.string().min(3).optional()),
    QD_AUDIT_DAYS: setting(z.coerce.number().int().min(1).max(36_500).default(400)),
    QD_SLOW_QUERY_MS: setting(z.coerce.number().int().min(0).max(600_000).default(1000)),
    QD_MOST_WAITING_POINTS: setting(z.coerce.number().int().min(1000).max(100_000_000).default(2_000_000)),
    QD_MOST_SERIES: setting(z.coerce.number().int().min(1).max(100_000_000).default(10_000)),
    QD_TRUST_PROXY: setting(z.enum(['on', 'off']).default('off')),
    QD_LOG_LEVEL: setting(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info')),
  })
  .refine((env) => Boolean(env.QD_OWNER_EMAIL) === Boolean(env.QD_OWNER_PASSWORD), {
    message: 'QD_OWNER_EMAIL and QD_OWNER_PASSWORD must be set together.',
    path: ['QD_OWNER_EMAIL'],
  })
  .refine((env) => !env.QD_SMTP_URL || (env.QD_MAIL_FROM && env.QD_PUBLIC_URL), {
    message: 'Mails carry a sender and links: set QD_MAIL_FROM and QD_PUBLIC_URL with it.',
    path: ['QD_SMTP_URL'],
  })
  .refine((env) => env.QD_ROLE === 'all' || env.QD_DATABASE_URL !== undefined, {
    message: 'The roles web and worker share a database: set QD_DATABASE_URL.',
    path: ['QD_ROLE'],
  })
  .refine((env) => env.QD_DATABASE_READ_URL === undefined || env.QD_DATABASE_URL !== undefined, {
    message: 'A replica is of a database of your own: set QD_DATABASE_URL.',
    path: ['QD_DATABASE_READ_URL'],
  });

/** All settings, read once at start. Injected wherever one is needed; nothing else reads the environment. */
export class Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | undefined;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** A streaming replica of it, for reads. */
  readonly databaseReadUrl: string | undefined;
  /** How long a read waits for what it must see there before it goes to the database itself. */
  readonly databaseReadWaitMs: number;
  readonly demo: boolean;
  readonly role: 'all' | 'web' | 'worker';
  /** How long it goes on after SIGTERM, saying that it is not ready: until the balancer sends nobody any more. */
  readonly drainMs: number;
  readonly owner: { readonly email: string; readonly password: string } | undefined;
  readonly secretKey: string | undefined;
  readonly chromium: string | undefined;
  /** `host:port` or CIDR entries that plugins may reach although they are private. */
  readonly egressAllow: readonly string[];
  /** Folders that hold plugin folders. */
  readonly pluginDirs: readonly string[];
  readonly metricsToken: string | undefined;
  /** How long deleted dashboards can be restored. */
  readonly trashDays: number;
  /** Where mail is handed in, and as whom; undefined where none is sent. */
  readonly smtp: { readonly url: string; readonly from: string } | undefined;
  /** How long the audit is kept. */
  readonly auditDays: number;
  /** From how long on a question is remembered as slow. */
  readonly slowQueryMs: number;
  /** How many new series a workspace may have within a day. */
  /** So many points wait in memory to be stored; beyond it senders are asked to wait. About 20 bytes each. */
  readonly mostWaitingPoints: number;
  readonly mostNewSeries: number;
  readonly trustProxy: boolean;
  readonly logLevel: string;

  private constructor(env: z.output<typeof Environment>, root: string, role: Config['role'] = env.QD_ROLE) {
    this.port = env.QD_PORT;
    this.host = env.QD_HOST;
    this.publicUrl = env.QD_PUBLIC_URL?.replace(/\/$/, '');
    this.dataDir = resolve(root, env.QD_DATA_DIR);
    this.databaseUrl = env.QD_DATABASE_URL;
    this.databaseReadUrl = env.QD_DATABASE_READ_URL;
    this.databaseReadWaitMs = env.QD_DATABASE_READ_WAIT_MS;
    this.demo = env.QD_DEMO === 'on';
    this.role = role;
    this.drainMs = env.QD_DRAIN_SECONDS * 1000;
    this.owner =
      env.QD_OWNER_EMAIL && env.QD_OWNER_PASSWORD
        ? { email: env.QD_OWNER_EMAIL.toLowerCase(), password: env.QD_OWNER_PASSWORD }
        : undefined;
    this.secretKey = env.QD_SECRET_KEY;
    this.chromium = env.QD_CHROMIUM;
    this.egressAllow = env.QD_EGRESS_ALLOW;
    this.pluginDirs = (env.QD_PLUGIN_DIRS ?? ['plugins']).map((folder) => resolve(root, folder));
    this.metricsToken = env.QD_METRICS_TOKEN;
    this.trashDays = env.QD_TRASH_DAYS;
    this.smtp = env.QD_SMTP_URL && env.QD_MAIL_FROM ? { url: env.QD_SMTP_URL, from: env.QD_MAIL_FROM } : undefined;
    this.auditDays = env.QD_AUDIT_DAYS;
    this.slowQueryMs = env.QD_SLOW_QUERY_MS;
    this.mostWaitingPoints = env.QD_MOST_WAITING_POINTS;
    this.mostNewSeries = env.QD_MOST_SERIES;
    this.trustProxy = env.QD_TRUST_PROXY === 'on';
    this.logLevel = env.QD_LOG_LEVEL;
  }

  /** Reads the environment; throws one StartupError that lists everything that is wrong. */
  static read(env: NodeJS.ProcessEnv = process.env, root: string = PROJECT_ROOT): Config {
    return new Config(parse(env), root);
  }

  /** For the command line beside a running server: the same settings, but it takes no job out of the server's hands. */
  static readForCommand(env: NodeJS.ProcessEnv = process.env, root: string = PROJECT_ROOT): Config {
    const { QD_ROLE: _, ...settings } = env;
    return new Config(parse(settings), root, 'web');
  }

  get runsWeb(): boolean {
    return this.role !== 'worker';
  }

  get runsJobs(): boolean {
    return this.role !== 'web';
  }
}

function parse(env: NodeJS.ProcessEnv): z.output<typeof Environment> {
  const parsed = Environment.safeParse(env, { error: plainWords });
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new StartupError(`These settings are wrong. ${wrong.join(' ')}`);
}

/** The checkout's or the image's root folder: relative settings are relative to it, wherever the command was typed. */
export const PROJECT_ROOT = resolve(import.meta.dirname, '../../..');

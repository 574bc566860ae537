import { PluginError, type PluginContext, type TimeRange } from '@quarterdeck/sdk';
import type { Config, Secrets } from './schemas.js';

type Context = PluginContext<Config, Secrets>;

/** The document at a path below the configured address. Throws a PluginError for every way in which there is none. */
export async function getJson(
  context: Context,
  path: string,
  params: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const url = addressOf(context.config.baseUrl, path, params);
  const response = await context.fetch(url, { headers: headersOf(context), signal: context.signal });
  if (!response.ok) {
    await response.body?.cancel();
    throw failureOf(response, url, context.now());
  }
  const text = await response.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Without its cause: the parser's message quotes the body, which may repeat what was sent.
    const type = response.headers.get('content-type') ?? 'unnamed';
    throw new PluginError('config', `${placeOf(url)} answered with ${type} content that is no JSON.`);
  }
}

/** Never leads above or beside the configured address, whatever the path says. */
function addressOf(baseUrl: string, path: string, params: Readonly<Record<string, string>>): URL {
  const base = new URL(baseUrl);
  const root = base.pathname.replace(/\/+$/, '');
  const url = new URL(`${base.origin}${root}/${path.replace(/^[/\\]+/, '')}`);
  if (url.origin !== base.origin || !url.pathname.startsWith(`${root}/`)) {
    throw new PluginError('config', `The path "${path}" leads out of the address of this connection.`, {
      field: 'path',
    });
  }
  if (path === '') url.pathname = base.pathname;
  for (const [name, value] of base.searchParams) url.searchParams.append(name, value);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return url;
}

function headersOf({ config, secrets }: Context): Record<string, string> {
  const { token } = secrets;
  if (token === undefined) return { accept: 'application/json' };
  const bearer = config.tokenHeader.toLowerCase() === 'authorization';
  return { accept: 'application/json', [config.tokenHeader]: bearer ? `Bearer ${token.toString()}` : token.toString() };
}

/** Parameters may ask for the time range: `{from}`, `{to.ms}`, `{from.s}`. */
export function filledIn(params: Readonly<Record<string, string>>, range: TimeRange): Record<string, string> {
  const edge = (name: string, form: string | undefined) => {
    const instant = name === 'from' ? range.from : range.to;
    if (form === undefined) return new Date(instant).toISOString();
    return String(form === 'ms' ? instant : Math.floor(instant / 1000));
  };
  const fill = (text: string) =>
    text.replace(/\{(from|to)(?:\.(ms|s))?\}/g, (_, name: string, form: string | undefined) => edge(name, form));
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, fill(value)]));
}

/** The body of a failed answer is never quoted: it may repeat what was sent. */
function failureOf(response: Response, url: URL, now: number): PluginError {
  const { status } = response;
  const place = placeOf(url);
  if (status === 401 || status === 403) {
    return new PluginError('auth', `${place} refused the token (${status}): check it.`, { field: 'token' });
  }
  if (status === 404) return new PluginError('not-found', `${place} does not exist (404): check the path.`);
  if (status === 429) {
    return new PluginError(
      'rate-limit',
      `${place} asks us to wait (429).`,
      waitOf(response.headers.get('retry-after'), now),
    );
  }
  if (status >= 500) return new PluginError('transient', `${place} is in trouble (${status}): it will be asked again.`);
  return new PluginError('config', `${place} answered with ${status}: check path and parameters.`);
}

/** `Retry-After` is a number of seconds or a date. */
function waitOf(header: string | null, now: number): { retryAfterMs?: number } {
  if (header === null) return {};
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? { retryAfterMs: Math.max(0, ms) } : {};
}

const placeOf = (url: URL) => url.origin + url.pathname;

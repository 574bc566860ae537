import { PluginError, type PluginContext } from '@quarterdeck/sdk';
import * as z from 'zod';
import { Order, Refund, type Config, type Secrets } from './schemas.js';

export type Context = PluginContext<Config, Secrets>;
type Params = Readonly<Record<string, string | number>>;

const OrderPage = z.object({ orders: z.array(Order), next: z.string().nullable() });
const RefundPage = z.object({ refunds: z.array(Refund), more: z.boolean() });
const About = z.object({ name: z.string() });

export const about = (context: Context) => get(context, 'about', {}, About);
export const orders = (context: Context, params: Params) => get(context, 'orders', params, OrderPage);
export const refunds = (context: Context, params: Params) => get(context, 'refunds', params, RefundPage);

/** Asks once. Whether and when it is worth asking again, the host decides by the kind of the error. */
async function get<S extends z.ZodType>(
  context: Context,
  path: string,
  params: Params,
  schema: S,
): Promise<z.output<S>> {
  const url = new URL(`${context.config.baseUrl.replace(/\/+$/, '')}/${path}`);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, String(value));
  const response = await context.fetch(url, { signal: context.signal });
  if (!response.ok) {
    await response.body?.cancel();
    throw refusalOf(response, context.now());
  }
  const parsed = schema.safeParse(parseJson(await response.text()));
  if (parsed.success) return parsed.data;
  // Without what was sent: it may repeat the token.
  const field = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new PluginError('config', `The shop does not answer as it should at "${field}": is this its address?`, {
    field: 'baseUrl',
  });
}

/** Undefined for what is no JSON: the schema says that it is not. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalOf({ status, headers }: Response, now: number): PluginError {
  if (status === 401 || status === 403) {
    return new PluginError('auth', `The shop refused the token (${status}): make a new one there.`, { field: 'token' });
  }
  if (status === 404) {
    return new PluginError('config', 'There is no shop at this address (404).', { field: 'baseUrl' });
  }
  if (status === 429) {
    return new PluginError('rate-limit', 'The shop asks us to wait (429).', waitOf(headers.get('retry-after'), now));
  }
  if (status >= 500) return new PluginError('transient', `The shop is in trouble (${status}).`);
  return new PluginError('config', `The shop answered with ${status}.`);
}

/** `Retry-After` is a number of seconds or a date. */
function waitOf(header: string | null, now: number): { retryAfterMs?: number } {
  if (header === null) return {};
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? { retryAfterMs: Math.max(0, ms) } : {};
}

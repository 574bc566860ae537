// Stands in for the shop behind datasource-orders, and misbehaves when it is told to. Written from the shop's own page
// (README.md), not from the plugin. `openShop` gives a real HTTP server; run by itself it listens on the port it is given.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

export const TOKEN = 'shop-token-58c1';
const START = Date.UTC(2026, 0, 1);
const COUNTRIES = ['DE', 'FR', 'NL'];

/**
 * An order each ten minutes from the first of January 2026, every fourth of them in the same millisecond as the one before.
 * The same every time.
 */
export function someOrders(count) {
  return Array.from({ length: count }, (_, n) => {
    const at = START + (n % 4 === 3 ? n - 1 : n) * 600_000;
    return {
      id: `ord_${String(n + 1).padStart(5, '0')}`,
      created_at: new Date(at).toISOString(),
      status: 'paid',
      total_cents: 1000 + ((n * 7919) % 9000),
      currency: 'EUR',
      country: COUNTRIES[n % COUNTRIES.length],
      lines: [{ sku: `sku-${n % 12}`, quantity: 1 + (n % 3) }],
    };
  });
}

export function someRefunds(count) {
  return Array.from({ length: count }, (_, n) => ({
    number: n + 1,
    order_id: `ord_${String(n * 2 + 1).padStart(5, '0')}`,
    at: new Date(START + 86_400_000 + n * 1_000_000).toISOString(),
    amount_cents: 500 + n,
  }));
}

/**
 * A shop. `fault(n, path)` says what goes wrong with its n-th request, counted from 1: `{ status, retryAfter }`, `'cut'`
 * (the connection ends amid the body), `'repeat'` (the page before comes again, with the way to the next), `'shuffle'`
 * (the rows of the page in another order), `'circle'` (the next page is this one), or a promise, for which the answer waits. Nothing goes wrong without it.
 */
export async function openShop({
  orders = someOrders(250),
  refunds = someRefunds(40),
  fault = () => undefined,
  port = 0,
} = {}) {
  const shop = { orders: [...orders], refunds: [...refunds], fault, asked: [], url: '', close: () => undefined };
  const server = createServer((request, response) => void answer(shop, request, response));
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  shop.url = `http://127.0.0.1:${server.address().port}/v1`;
  shop.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return shop;
}

async function answer(shop, request, response) {
  const url = new URL(request.url, shop.url);
  const path = url.pathname.replace('/v1/', '');
  shop.asked.push({ path, params: Object.fromEntries(url.searchParams), at: Date.now() });
  if (request.headers.authorization !== `Bearer ${TOKEN}`) return send(response, 401, { error: 'no such token' });
  const wrong = await shop.fault(shop.asked.length, path, Object.fromEntries(url.searchParams));
  if (wrong?.status) {
    const headers = wrong.retryAfter === undefined ? {} : { 'retry-after': String(wrong.retryAfter) };
    return send(response, wrong.status, { error: 'not now' }, headers);
  }
  const body = bodyOf(shop, path, url.searchParams, wrong);
  if (!body) return send(response, 404, { error: 'nothing here' });
  if (wrong !== 'cut') return send(response, 200, body);
  const text = JSON.stringify(body);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

function bodyOf(shop, path, params, wrong) {
  if (path === 'about') return { name: 'Stand-in' };
  const limit = Math.min(Number(params.get('limit') ?? 100), 500);
  if (path === 'orders') return ordersPage(shop, params, limit, wrong);
  if (path !== 'refunds') return undefined;
  const rest = shop.refunds.filter(({ number }) => number > Number(params.get('after') ?? 0));
  return { refunds: rest.slice(0, limit), more: rest.length > limit };
}

/** Pages are told by where the last one ended, so that nothing moves under the reader when orders are added. */
function ordersPage(shop, params, limit, wrong) {
  const placeOf = ({ created_at, id }) => `${created_at}|${id}`;
  const page = params.get('page');
  const wanted = shop.orders
    .filter(({ created_at }) => Date.parse(created_at) >= Date.parse(params.get('created_from') ?? '1970-01-01'))
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const start = page ? wanted.findIndex((order) => placeOf(order) > page) : 0;
  const from = start < 0 ? wanted.length : start;
  const orders = wanted.slice(wrong === 'repeat' ? Math.max(0, from - limit) : from, from + limit);
  const last = wanted[from + limit - 1];
  const next = wrong === 'circle' ? (page ?? 'around') : from + limit < wanted.length ? placeOf(last) : null;
  return { orders: wrong === 'shuffle' ? orders.reverse() : orders, next };
}

function send(response, status, body, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await openShop({ port: Number(process.argv[2] ?? 47_000) });
  console.log(`A shop at ${url}, with the token ${TOKEN}`);
}

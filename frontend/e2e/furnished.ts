import type { Browser, Page } from 'puppeteer-core';
import { CSV, MAPPING, MEETING, SHOP, WALL } from './furniture.js';
import { asOwner, type Owner } from './owner.js';
import { OWNER, Product } from './product.js';
import { Visitor, type VisitorOptions } from './visitor.js';

/** What the pages of {@link PAGES} show: the product with its demo, a workspace with something of everything, and a viewer. */
export interface Furnished {
  readonly url: string;
  /** A product that nobody has set up. */
  readonly untouched: string;
  readonly city: string;
  readonly server: string;
  /** A dashboard with tabs, rows, a thread and a note. */
  readonly shop: string;
  readonly bare: string;
  /** Twelve panels of every widget, with long titles, one without data and one that fails. */
  readonly wall: string;
  /** For two who edit at once. */
  readonly meeting: string;
  readonly folder: string;
  readonly connection: string;
  readonly importRun: string;
  readonly shareToken: string;
  readonly invitation: string;
  readonly revokedInvitation: string;
  /** What the owner does elsewhere while a page is open. */
  readonly owner: Owner;
  enter(browser: Browser, who: Who, options: VisitorOptions): Promise<Visitor>;
  remove(): Promise<void>;
}
export type Who = 'owner' | 'viewer' | 'newcomer' | 'nobody';

const COUNT = 90;
const inAWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString();

/** Starts both products and fills the first. */
export async function furnish(): Promise<Furnished> {
  const products = [
    await Product.start({ env: { QD_EGRESS_ALLOW: '127.0.0.1/32' } }),
    await Product.start({ env: { QD_DEMO: 'off', QD_OWNER_EMAIL: '', QD_OWNER_PASSWORD: '' } }),
  ] as const;
  const remove = async () => {
    for (const product of products) await product.remove();
  };
  try {
    return { ...(await fill(products[0].url)), untouched: products[1].url, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function fill(url: string): Promise<Omit<Furnished, 'untouched' | 'remove'>> {
  const owner = await asOwner(url);
  await sendOrders(owner);
  await sendRecords(owner);
  const library = await fillLibrary(owner);
  const cookies: Partial<Record<Who, string>> = {
    viewer: await signUp(owner, url, 'viewer', 'Ada Viewer'),
    newcomer: await signUp(owner, url, 'owner', 'Nora Newcomer'),
  };
  await moveOut(url, cookies.newcomer);
  await discuss(owner, library.shop);
  await talk(owner, url, library.shop, cookies.viewer);
  const links = `/api/dashboards/${library.city}/share-links`;
  return {
    url,
    ...library,
    connection: await connect(owner, url),
    importRun: await importFile(owner, url),
    shareToken: (await owner.json<{ token: string }>('POST', links, { expiresAt: inAWeek() })).token,
    invitation: await invite(owner, 'editor', 'Grace'),
    revokedInvitation: await withdraw(owner),
    owner,
    enter: async (browser, who, options) => {
      const visitor = await Visitor.arrive(browser, options);
      if (who === 'owner') await owner.lendSession(visitor.page);
      else if (cookies[who] !== undefined) await lend(visitor.page, url, cookies[who]);
      return visitor;
    },
  };
}

async function sendRecords(owner: Owner): Promise<void> {
  const rows = Array.from({ length: COUNT }, (_, at) => ({
    key: at,
    time: Date.now() - at * 300_000,
    body: { total: at % 7, paid: at % 3 > 0, shop: { name: ['north', 'south'][at % 2] } },
  }));
  await owner.json('POST', '/api/records/shop.orders', rows);
  const derived = {
    metric: 'shop.revenue',
    stream: 'shop.orders',
    aggregate: 'sum',
    field: 'total',
    labels: ['shop.name'],
  };
  await owner.json('POST', '/api/derived-metrics', derived);
}

async function sendOrders(owner: Owner): Promise<void> {
  const { secret } = await owner.json<{ secret: string }>('POST', '/api/api-keys', { name: 'Shop' });
  const points = Array.from({ length: COUNT }, (_, at) =>
    ['north', 'south', 'harbour'].map((shop, place) => ({
      metric: 'shop.orders',
      labels: { shop },
      time: Date.now() - at * 300_000,
      value: 40 + place * 15 + Math.round(12 * Math.sin(at / (3 + place))),
    })),
  );
  await owner.sendPoints(secret, points.flat());
}

async function fillLibrary(owner: Owner) {
  const listed = await owner.json<{ id: string; title: string }[]>('GET', '/api/dashboards');
  const demo = (title: string) => listed.find((one) => one.title === title)?.id ?? '';
  const folder = (await owner.json<{ id: string }>('POST', '/api/folders', { name: 'Shops', parentId: null })).id;
  const create = async (document: object, where = '') =>
    (await owner.json<{ id: string }>('POST', `/api/dashboards${where}`, document)).id;
  return {
    city: demo('City demand'),
    server: demo('This server'),
    folder,
    shop: await create(SHOP, `?folder=${folder}`),
    bare: await create({ title: 'Not begun yet' }, `?folder=${folder}`),
    wall: await create(WALL),
    meeting: await create(MEETING),
  };
}

async function discuss(owner: Owner, dashboard: string): Promise<void> {
  const note = { metric: 'shop.orders', from: new Date(Date.now() - 3_600_000).toISOString(), text: 'Market day' };
  await owner.json('POST', '/api/annotations', note);
  const trashed = await owner.json<{ id: string }>('POST', '/api/dashboards', { title: 'Of last year' });
  await owner.remove(`/api/dashboards/${trashed.id}`);
  const { version, document } = await owner.json<{ version: number; document: object }>(
    'GET',
    `/api/dashboards/${dashboard}`,
  );
  const change = {
    version,
    document: { ...document, description: 'What the shops sell, as it happens.' },
    note: 'Plainer',
  };
  await owner.json('PUT', `/api/dashboards/${dashboard}`, change);
}

/** The owner hears of it: she is mentioned. */
async function talk(owner: Owner, url: string, dashboard: string, cookie?: string): Promise<void> {
  const members = await owner.json<{ id: string; name: string }[]>('GET', '/api/members');
  const id = members.find(({ name }) => name === 'owner')?.id ?? '';
  const text = `Why is the **harbour** so busy today, @[${id}]? See \`shop.orders\`.`;
  const subject = { kind: 'panel', panelId: 'orders' };
  await post(url, `/api/dashboards/${dashboard}/threads`, { subject, text }, cookie);
}

/** Into a workspace of her own, where there is nothing yet. */
async function moveOut(url: string, cookie?: string): Promise<void> {
  const made = await post(url, '/api/workspaces', { name: 'A new beginning' }, cookie);
  const { id: workspaceId } = (await made.json()) as { id: string };
  await post(url, '/api/session/workspace', { workspaceId }, cookie, 'PUT');
}

/** A JSON API that answers: the product's own description of itself. */
async function connect(owner: Owner, url: string): Promise<string> {
  const connection = {
    name: 'Own API',
    plugin: 'datasource-json@1',
    config: { baseUrl: url, checkPath: 'healthz' },
    secrets: {},
  };
  return (await owner.json<{ id: string }>('POST', '/api/connections', connection)).id;
}

async function importFile(owner: Owner, url: string): Promise<string> {
  const wanted = { fileName: 'visits.csv', fileBytes: CSV.length, mapping: MAPPING };
  const { id } = await owner.json<{ id: string }>('POST', '/api/imports', wanted);
  const headers = { 'content-type': 'text/csv', cookie: cookieOf(await post(url, '/api/session', OWNER)) };
  const reply = await fetch(`${url}/api/imports/${id}/content`, { method: 'PUT', headers, body: CSV });
  if (!reply.ok) throw new Error(`The import failed: ${await reply.text()}`);
  return id;
}

async function invite(owner: Owner, role: string, label: string): Promise<string> {
  const body = { role, label, expiresAt: inAWeek() };
  return (await owner.json<{ token: string }>('POST', '/api/invitations', body)).token;
}

async function withdraw(owner: Owner): Promise<string> {
  const token = await invite(owner, 'viewer', 'Somebody who left');
  const { invitations } = await owner.json<{ invitations: { id: string; label: string }[] }>('GET', '/api/invitations');
  const id = invitations.find(({ label }) => label === 'Somebody who left')?.id ?? '';
  await owner.remove(`/api/invitations/${id}`);
  return token;
}

async function signUp(owner: Owner, url: string, role: string, name: string): Promise<string> {
  const token = await invite(owner, role, name);
  const email = `${name.split(' ')[0]?.toLowerCase() ?? ''}@example.com`;
  return cookieOf(await post(url, '/api/joining/sign-up', { token, name, email, password: OWNER.password }));
}

const cookieOf = (reply: Response) => reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';

async function post(url: string, path: string, body: object, cookie = '', method = 'POST'): Promise<Response> {
  const headers = { 'content-type': 'application/json', cookie };
  const reply = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`POST ${path}: ${await reply.text()}`);
  return reply;
}

async function lend(page: Page, url: string, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  await page.browserContext().setCookie({ name, value, domain: new URL(url).hostname, path: '/', httpOnly: true });
}

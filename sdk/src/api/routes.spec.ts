import * as z from 'zod';
import { DashboardDocument } from './dashboards.js';
import { isBytes } from './route.js';
import { routes } from './routes.js';

const all = Object.entries(routes).flatMap(([feature, byName]) =>
  Object.entries(byName).map(([name, route]) => ({ name: `${feature}.${name}`, route })),
);

describe('the routes of the HTTP API', () => {
  it('have each their own method and path', () => {
    const addresses = all.map(({ route }) => `${route.method} ${route.path}`);
    expect(addresses.filter((address, at) => addresses.indexOf(address) !== at)).toEqual([]);
  });

  it.each(all)('$name declares a schema for every parameter in its path, and for no other', ({ route }) => {
    const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    const declared = 'params' in route ? Object.keys((route.params as unknown as z.ZodObject).shape) : [];
    expect(declared.sort()).toEqual(inPath.sort());
  });

  it.each(all)('$name can be described as JSON Schema', ({ route }) => {
    const { query, body, answer } = route as { query?: z.ZodType; body?: z.ZodType; answer?: z.ZodType };
    for (const schema of [query, body]) if (schema) expect(z.toJSONSchema(schema, { io: 'input' })).toBeDefined();
    if (answer && !isBytes(answer)) expect(z.toJSONSchema(answer)).toBeDefined();
  });

  it('read nothing with a body', () => {
    expect(all.filter(({ route }) => route.method === 'GET' && 'body' in route)).toEqual([]);
  });
});

describe('the document of a dashboard', () => {
  const panel = (id: string, x = 0, w = 12) => ({ id, widget: 'widget-stat@1', place: { x, y: 0, w, h: 4 } });
  const problems = (panels: unknown[]) =>
    DashboardDocument.safeParse({ title: 'Orders', panels }).error?.issues.map(({ message }) => message) ?? [];

  it('needs a title alone', () => {
    expect(DashboardDocument.parse({ title: ' Orders ' })).toMatchObject({
      title: 'Orders',
      panels: [],
      range: { from: 'now-6h', to: 'now' },
    });
  });

  it('refuses two panels of the same id, and a panel that leaves the grid', () => {
    expect(problems([panel('a'), panel('b', 12)])).toEqual([]);
    expect(problems([panel('a'), panel('a', 12)])).toEqual(['Two panels have the same id.']);
    expect(problems([panel('a', 20, 12)])).toEqual(['A panel must end within the 24 columns.']);
  });
});

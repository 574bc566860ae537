import { routes } from '@quarterdeck/sdk/api/routes';
import { openApiDocument } from './openapi.js';

interface Described {
  paths: Record<string, Record<string, { operationId: string; parameters?: { name: string; in: string }[] }>>;
}

describe('the OpenAPI description', () => {
  const document = openApiDocument(routes, '1.2.3') as Described;
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

  it('holds every route of the SDK once', () => {
    const declared = Object.values(routes).flatMap((feature) => Object.keys(feature));
    expect(operations).toHaveLength(declared.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(declared.length);
  });

  it('names the parameters of paths and queries', () => {
    const parameters = document.paths['/api/dashboards/{id}/annotations']?.get?.parameters;
    expect(parameters?.map((parameter) => `${parameter.in} ${parameter.name}`)).toEqual([
      'path id',
      'query from',
      'query to',
      'query variables',
    ]);
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});

import { isBytes } from '@quarterdeck/sdk/api/route';
import { Problem } from '@quarterdeck/sdk/api/problem';
import type { AnyRoute } from '@quarterdeck/sdk/client';
import { z } from 'zod';

type Features = Readonly<Record<string, Readonly<Record<string, AnyRoute>>>>;
const SECURITY: Record<string, object[]> = {
  public: [],
  points: [{ apiKey: [] }],
  records: [{ apiKey: [] }, { session: [] }],
  share: [{ shareLink: [] }, { session: [] }],
};

/** The OpenAPI 3.1 description, derived from the routes of the SDK: what is checked is what is described. */
export function openApiDocument(features: Features, version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [feature, routes] of Object.entries(features)) {
    for (const [name, route] of Object.entries(routes)) {
      const path = `/api/${route.path.replace(/:(\w+)/g, '{$1}')}`;
      (paths[path] ??= {})[route.method.toLowerCase()] = operation(feature, name, route);
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Quarterdeck',
      version,
      description: 'Every answer that is no success is an RFC 9457 problem document.',
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'qd_session' },
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: qd_key_…' },
        shareLink: { type: 'http', scheme: 'bearer', description: 'The token of a share link: qd_share_…' },
      },
    },
  };
}

function operation(feature: string, name: string, route: AnyRoute): object {
  const parameters = [...parametersOf('path', route.params), ...parametersOf('query', route.query)];
  return {
    operationId: `${feature}.${name}`,
    tags: [feature],
    summary: route.summary,
    security: SECURITY[route.access] ?? [{ session: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: {
              [route.bodyType ?? 'application/json']: { schema: schemaOf(route.body) },
              ...(route.lines ? { 'application/x-ndjson': { schema: { type: 'string' } } } : {}),
            },
          },
        }
      : {}),
    responses: {
      [String(route.status ?? (route.answer ? 200 : 204))]: success(route),
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function success({ answer }: AnyRoute): object {
  if (!answer) return { description: 'Done' };
  const content = isBytes(answer)
    ? { [answer.mediaType]: { schema: { type: 'string', format: 'binary' } } }
    : { 'application/json': { schema: schemaOf(answer, 'output') } };
  return { description: 'Success', content };
}

function parametersOf(where: 'path' | 'query', schema: z.ZodType | undefined): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema) as {
    properties?: Record<string, object>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'input'): object =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' });

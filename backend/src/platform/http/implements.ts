import {
  applyDecorators,
  createParamDecorator,
  Delete,
  Get,
  HttpCode,
  Patch,
  Post,
  Put,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { AnyRoute } from '@quarterdeck/sdk/client';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Actor } from '../actor.js';
import { invalid } from '../errors.js';
import { speakPlainly } from './plain-words.js';

speakPlainly();

/** Where {@link Implements} leaves the route for the guard, the decorators below and the logs. */
export const ROUTE = 'quarterdeck:route';

export interface RouteRequest extends Request {
  actor?: Actor | undefined;
  id: string;
}

const METHOD = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete };

/**
 * Makes a handler answer a route of the SDK: its method, path, status, rights and validation come from there.
 *
 * @example `@Implements(dashboardRoutes.get) get(@CurrentActor() actor: Actor, @Params() { id }: ById) {…}`
 */
export function Implements(route: AnyRoute): MethodDecorator {
  const status = route.status ?? (route.answer ? 200 : 204);
  return applyDecorators(METHOD[route.method](`api/${route.path}`), HttpCode(status), SetMetadata(ROUTE, route));
}

export const routeOf = (context: ExecutionContext): AnyRoute | undefined =>
  Reflect.getMetadata(ROUTE, context.getHandler()) as AnyRoute | undefined;

/** The checked path parameters. */
export const Params = createParamDecorator((_: unknown, context: ExecutionContext): unknown =>
  check(routeOf(context)?.params, requestOf(context).params),
);

/** The checked query string. */
export const QueryParams = createParamDecorator((_: unknown, context: ExecutionContext): unknown =>
  check(routeOf(context)?.query, requestOf(context).query),
);

/** The checked body. */
export const Body = createParamDecorator((_: unknown, context: ExecutionContext): unknown =>
  check(routeOf(context)?.body, requestOf(context).body),
);

/** The body as it came, for routes whose elements are checked one by one. */
export const RawBody = createParamDecorator(
  (_: unknown, context: ExecutionContext): unknown => requestOf(context).body,
);

const LEAVES_BODY = 'quarterdeck:leaves-body';
/** For the handler of a route whose JSON is read by a parameter of its own, in a tight loop: the guard reads none of it. */
export const LeavesBody = (): MethodDecorator => SetMetadata(LEAVES_BODY, true);

export const leavesBody = (context: ExecutionContext): boolean =>
  Reflect.getMetadata(LEAVES_BODY, context.getHandler()) === true;

/** The body as a stream, for routes that declare a `bodyType`: nothing of it has been read. */
export const BodyStream = createParamDecorator((_: unknown, context: ExecutionContext): Readable => requestOf(context));

/** Who asks. Only on routes that are not public. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = requestOf(context);
  if (!actor) throw new Error('A public route asked for an actor.');
  return actor;
});

export const requestOf = (context: ExecutionContext): RouteRequest => context.switchToHttp().getRequest<RouteRequest>();

function check(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) throw new Error('A handler asked for input that its route does not declare.');
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message }));
  const [first] = fields;
  const where = first?.path ? `${first.path}: ` : '';
  throw invalid('request.invalid', `This request is not valid. ${where}${first?.message ?? ''}`, { fields });
}

/** By its name everybody knows that this is nobody's failure. */
const clientGone = () => Object.assign(new Error('The client has gone.'), { name: 'AbortError' });

/** Aborted when the client closes the connection before it has its answer. */
export const ClientGone = createParamDecorator((_: unknown, context: ExecutionContext): AbortSignal => {
  const gone = new AbortController();
  const response = context.switchToHttp().getResponse<Response>();
  response.on('close', () => {
    if (!response.writableFinished) gone.abort(clientGone());
  });
  return gone.signal;
});

import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Access } from '@quarterdeck/sdk/api/route';
import type { AnyRoute } from '@quarterdeck/sdk/client';
import { WORKSPACE_HEADER } from '@quarterdeck/sdk/api/workspace-header';
import { hasRole, type Actor } from '../actor.js';
import { conflict, forbidden, unauthenticated } from '../errors.js';
import { nameOrigin } from '../origin.js';
import { ActorResolvers } from './actor-resolvers.js';
import { readJson, readJsonOrLines, requireType } from './read-json.js';
import { leavesBody, requestOf, routeOf, type RouteRequest } from './implements.js';
import { refuseForeignOrigin } from './same-origin.js';

const DEFAULT_BODY_LIMIT = 1024 * 1024;

/** Stands before every route of the API: who asks, may they, and only then reads the body. */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(private readonly resolvers: ActorResolvers) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const route = routeOf(context);
    if (!route) return true;
    const request = requestOf(context);
    refuseForeignOrigin(request);
    request.actor = await this.resolvers.resolve(request);
    if (request.actor) nameOrigin(request.actor);
    requireAccess(route.access, request.actor);
    if (route.access !== 'public') requireSameWorkspace(request.headers[WORKSPACE_HEADER], request.actor);
    if (route.bodyType) requireType(request, route.bodyType);
    else if (leavesBody(context)) requireType(request, 'application/json');
    else if (route.body) request.body = await readBody(request, route);
    return true;
  }
}

function readBody(request: RouteRequest, { lines, bodyLimit = DEFAULT_BODY_LIMIT }: AnyRoute): Promise<unknown> {
  return lines ? readJsonOrLines(request, bodyLimit) : readJson(request, bodyLimit);
}

/** The whole of authorization at the edge. Share links and API keys pass only where a route names them. */
export function requireAccess(access: Access, actor: Actor | undefined): void {
  if (access === 'public') return;
  if (!actor) throw unauthenticated('session.missing', 'Sign in first, or send a key that is valid.');
  if (!isAllowed(access, actor))
    throw forbidden('access.denied', `This needs the right "${access}", which you do not have.`);
}

function isAllowed(access: Exclude<Access, 'public'>, actor: Actor): boolean {
  if (access === 'points') return actor.kind === 'api-key';
  if (access === 'records') return actor.kind === 'api-key' || (isPerson(actor) && hasRole(actor, 'editor'));
  if (access === 'share') return actor.kind === 'share-link' || isPerson(actor);
  return isPerson(actor) && hasRole(actor, access);
}

/** A page that was opened in one workspace changes nothing in another. */
function requireSameWorkspace(meant: unknown, actor: Actor | undefined): void {
  if (meant === undefined || !actor || meant === actor.workspaceId) return;
  throw conflict('workspace.other', 'This page belongs to another workspace than you are in now. Load it again.');
}

const isPerson = ({ kind }: Actor) => kind === 'user';

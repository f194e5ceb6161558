import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuditContext, AuditTrail } from '../audit/index.js';
import { Problem, type ProblemKind } from '../problem/index.js';
import { ActorReader } from './actor-reader.service.js';
import { rememberActor, type Actor } from './actor.js';
import { comesFromThisMachine, presentedToken, type IncomingRequest } from './incoming-request.js';
import { OPEN_TO_LOOPBACK, ROUTE_ACCESS, type RouteAccess } from './route-access.js';

const howToSignIn =
  'Sign in with POST /api/session and send its token as "Authorization: Bearer ...", or send an API key in the same way.';

/** Lets a request through to its route if its sender may call it; stands before every route. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly actors: ActorReader,
    private readonly trail: AuditTrail,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, targets);
    if (access?.to === 'everyone') return true;
    const request = context.switchToHttp().getRequest<IncomingRequest>();
    if (
      this.reflector.getAllAndOverride<boolean | undefined>(OPEN_TO_LOOPBACK, targets) &&
      comesFromThisMachine(request)
    )
      return true;
    const actor = await this.#signedIn(request);
    // A route that says nothing about its access is let out to nobody (the start refuses it anyway).
    const allowed =
      access?.to === 'accounts' || (access?.to === 'roles' && access.roles.some((role) => actor.roles.includes(role)));
    if (!allowed) await this.#refuse(request, 'not allowed', notAllowed(access, actor));
    return true;
  }

  async #signedIn(request: IncomingRequest): Promise<Actor> {
    const token = presentedToken(request);
    const presented = token === undefined ? undefined : await this.actors.read(token);
    // Tokens that were never ours are not audited one by one: anyone could fill the disk with them. They stand in the request log.
    if (!presented) throw new Problem({ kind: 'not signed in', detail: howToSignIn });
    const { actor, holds } = presented;
    AuditContext.setActor({ accountId: actor.accountId, kind: actor.kind });
    if (!holds) return this.#refuse(request, 'not signed in', `This token has expired or was revoked. ${howToSignIn}`);
    rememberActor(request, actor);
    return actor;
  }

  async #refuse(request: IncomingRequest, kind: ProblemKind, detail: string): Promise<never> {
    const route = request.routeOptions?.url ?? '';
    await this.trail.recordAlone({
      action: 'access.refuse',
      patientIds: [],
      detail: { reason: kind, method: request.method, route },
    });
    throw new Problem({ kind, detail });
  }
}

function notAllowed(access: RouteAccess | undefined, actor: Actor): string {
  const needed = access?.to === 'roles' ? access.roles.join(' or ') : 'nobody';
  return `This route is for the role ${needed}; this account holds ${actor.roles.join(', ') || 'no role'}. An administrator grants roles.`;
}

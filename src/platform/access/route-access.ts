import {
  applyDecorators,
  createParamDecorator,
  SetMetadata,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '../description/index.js';
import { actorOf, type Actor, type Role } from './actor.js';

/** Who may call a route. */
export type RouteAccess =
  { readonly to: 'everyone' } | { readonly to: 'accounts' } | { readonly to: 'roles'; readonly roles: readonly Role[] };

export const ROUTE_ACCESS = Symbol('ROUTE_ACCESS');
export const OPEN_TO_LOOPBACK = Symbol('OPEN_TO_LOOPBACK');

const routeAccess = (access: RouteAccess): CustomDecorator<symbol> => SetMetadata(ROUTE_ACCESS, access);

/** A route that anyone may call, signed in or not. */
export function PublicRoute(): MethodDecorator & ClassDecorator {
  return applyDecorators(routeAccess({ to: 'everyone' }), ApiSecurity({}));
}

/** A route for accounts that hold at least one of the roles. */
export function RequireRole(...roles: readonly [Role, ...Role[]]): MethodDecorator & ClassDecorator {
  return applyDecorators(routeAccess({ to: 'roles', roles }), ApiExtension('x-roles', [...roles]));
}

/** A route for every account that is signed in, whatever its roles. */
export function RequireSignIn(): MethodDecorator & ClassDecorator {
  return routeAccess({ to: 'accounts' });
}

/**
 * Lets programs on the same machine call the route without signing in, beside those whom its role decorator lets in. A request that
 * a proxy passed on does not count, though it comes from this machine too.
 */
export function OpenToLoopback(): MethodDecorator {
  return SetMetadata(OPEN_TO_LOOPBACK, true);
}

/** The `Actor` of the request. For a parameter of a route that is not public. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = actorOf(context.switchToHttp().getRequest<object>());
  if (!actor)
    throw new Error(
      `${context.getClass().name}.${context.getHandler().name} asks for the actor on a public route: expected @RequireRole or @RequireSignIn.`,
    );
  return actor;
});

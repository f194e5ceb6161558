import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ROUTE_ACCESS } from './route-access.js';

/** Refuses to start while any route does not say who may call it. */
@Injectable()
export class RouteAccessCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** @throws Error naming every such route */
  onModuleInit(): void {
    const silent = this.discovery
      .getControllers()
      .flatMap(({ metatype }) => (metatype ? this.#silentHandlers(metatype as Type) : []));
    if (silent.length > 0) {
      throw new Error(
        `These routes do not say who may call them: ${silent.join(', ')}. Each needs @RequireRole(...), @RequireSignIn() or @PublicRoute().`,
      );
    }
  }

  #silentHandlers(controller: Type): readonly string[] {
    const prototype = controller.prototype as Record<string, unknown>;
    return this.scanner
      .getAllMethodNames(prototype)
      .map((name) => ({ name, handler: prototype[name] as () => unknown }))
      .filter(({ handler }) => Reflect.hasMetadata(METHOD_METADATA, handler))
      .filter(
        ({ handler }) => this.reflector.getAllAndOverride<unknown>(ROUTE_ACCESS, [handler, controller]) === undefined,
      )
      .map(({ name }) => `${controller.name}.${name}`);
  }
}

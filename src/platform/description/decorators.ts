/**
 * The decorators by which routes describe themselves, as @nestjs/swagger has them. That package is some 500 files, a fifth of what a
 * start would load, and only the description of the API needs it: what a decorator says is kept, and said once somebody asks.
 */
import type * as Swagger from '@nestjs/swagger';

type Package = typeof Swagger;
/** A class, or a class's method by name and descriptor. */
type Place = readonly [object, (string | symbol)?, PropertyDescriptor?];

const said: ((swagger: Package) => void)[] = [];

type Name =
  | 'ApiAcceptedResponse'
  | 'ApiBody'
  | 'ApiConsumes'
  | 'ApiCreatedResponse'
  | 'ApiExtension'
  | 'ApiHeader'
  | 'ApiNoContentResponse'
  | 'ApiOkResponse'
  | 'ApiOperation'
  | 'ApiProduces'
  | 'ApiResponse'
  | 'ApiSecurity'
  | 'ApiTags';

/** The decorator of that name, with the words that it takes. */
const later =
  <One extends Name>(name: One): ((...words: Parameters<Package[One]>) => MethodDecorator & ClassDecorator) =>
  (...words) =>
  (...place: Place) => {
    said.push((swagger) => {
      const decorator = swagger[name] as (...own: Parameters<Package[One]>) => (...at: Place) => void;
      decorator(...words)(...place);
    });
  };

export const ApiAcceptedResponse = later('ApiAcceptedResponse');
export const ApiBody = later('ApiBody');
export const ApiConsumes = later('ApiConsumes');
export const ApiCreatedResponse = later('ApiCreatedResponse');
export const ApiExtension = later('ApiExtension');
export const ApiHeader = later('ApiHeader');
export const ApiNoContentResponse = later('ApiNoContentResponse');
export const ApiOkResponse = later('ApiOkResponse');
export const ApiOperation = later('ApiOperation');
export const ApiProduces = later('ApiProduces');
export const ApiResponse = later('ApiResponse');
export const ApiSecurity = later('ApiSecurity');
export const ApiTags = later('ApiTags');

/** The package, once all that routes say of themselves was said to it, in the order of their decorators. */
export async function describedRoutes(): Promise<Package> {
  const swagger = await import('@nestjs/swagger');
  for (const say of said.splice(0)) say(swagger);
  return swagger;
}

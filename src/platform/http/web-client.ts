import { existsSync } from 'node:fs';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const page = 'index.html';
const ofTheService = /^\/(api|healthz|readyz|metrics)(\/|$)/;
const file = /^\/(assets\/[\w.-]+|[\w-]+\.[a-z]+)$/;

/**
 * Serves the web client: its files, and its one page for every other address outside of the API. The names of its assets change with
 * their content, so a browser keeps them for good; the page itself is asked for anew each time.
 *
 * @param folder where `npm run build` put the client; without a page in it, nothing is served and the API answers as it is
 * @returns whether the client is there
 */
export async function serveWebClient(application: NestFastifyApplication, folder: string): Promise<boolean> {
  if (!existsSync(join(folder, page))) return false;
  const instance = application.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await instance.register(staticFiles, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  instance.get('/*', (request, reply) => {
    const address = request.url.split('?', 1)[0] ?? '';
    if (file.test(address)) return reply.sendFile(address.slice(1));
    if (ofTheService.test(address) || !request.headers.accept?.includes('text/html')) return reply.callNotFound();
    return reply.sendFile(page);
  });
  return true;
}

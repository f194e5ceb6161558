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
 * their content, so a browser keeps them for good; the page itself is asked for anew each time. The start page goes to whoever takes HTML,
 * as also `curl` and monitors say they do; any other page only to those who name HTML, since a program that forgot /api has to be told so.
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
    if (ofTheService.test(address)) return reply.callNotFound();
    void reply.header('vary', 'accept');
    return takesPage(address, request.headers.accept) ? reply.sendFile(page) : reply.callNotFound();
  });
  return true;
}

/** Whether one who sends this Accept header (RFC 9110, 12.5.1) to this address wants the page: browsers name HTML, programs JSON or nothing. */
function takesPage(address: string, accept: string | undefined): boolean {
  if (accept?.includes('text/html') === true) return true;
  return address === '/' && (accept === undefined || (/(text|\*)\/\*/.test(accept) && !accept.includes('json')));
}

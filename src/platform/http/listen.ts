import { createServer } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from '../config/index.js';
import { OperationalError } from '../observability/index.js';

/** Where the application listens. */
export interface ListeningAddress {
  readonly host: string;
  readonly port: number;
  /** For a browser on this machine. */
  readonly url: string;
}

const portsTried = 50;
const greatestPort = 65_535;
const everyNetwork: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/**
 * Listens on the port of the settings. Where nobody asked for that port and it is taken, the next free one is used.
 * @throws OperationalError naming the port and what to do, if it was asked for and is taken, or if none of the next ones is free
 */
export async function listenOnFreePort(
  application: NestFastifyApplication,
  { host, port, portIsExplicit }: Pick<Settings, 'host' | 'port' | 'portIsExplicit'>,
): Promise<ListeningAddress> {
  const last = portIsExplicit || port === 0 ? port : Math.min(port + portsTried - 1, greatestPort);
  for (let candidate = port; candidate <= last; candidate += 1) {
    if (!(await isFree(host, candidate))) continue;
    await application.listen(candidate, host);
    return addressOf(application, host);
  }
  const taken = port === last ? `Port ${port} of ${host} is` : `Ports ${port} to ${last} of ${host} are all`;
  throw new OperationalError(`${taken} in use by other programs: stop one, or ask for another port (PORT or --port).`);
}

/** Whether a port can be listened on. Another program may still come first; then listening fails, naming the port. */
function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else
        reject(
          new OperationalError(
            `This process cannot listen on port ${port} of ${host} (${error.code}): ask for another host or port (HOST, PORT).`,
          ),
        );
    });
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

function addressOf(application: NestFastifyApplication, host: string): ListeningAddress {
  const address = application.getHttpServer().address();
  if (address === null || typeof address === 'string') throw new Error('The server listens, but on no port.');
  const name = everyNetwork.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return { host, port: address.port, url: `http://${name}:${address.port}` };
}

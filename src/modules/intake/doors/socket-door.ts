import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** Where a door that is no HTTP listens, and with what certificates. */
export interface SocketDoorSettings {
  /** How its settings begin: `MLLP`, `DICOM`. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly tls: {
    readonly certificate: string | null;
    readonly key: string | null;
    /** Authorities of the clients that are let in; null: no certificate is asked of them. */
    readonly clients: string | null;
  };
}

export interface OpenSocketDoor {
  /** Ends every connection and listens no more. */
  close(): Promise<void>;
}

const mostConnections = 50;
const silenceMilliseconds = 600_000;

/**
 * Listens, with TLS where a certificate is set, and hands each connection to `take`.
 * @throws where half of TLS is set, or the port cannot be listened on
 */
export async function openSocketDoor(
  settings: SocketDoorSettings,
  take: (socket: Socket) => void,
): Promise<OpenSocketDoor> {
  const sockets = new Set<Socket>();
  const server = listener(settings, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A sender that goes away in the middle has nothing to be told.
    socket.on('error', () => socket.destroy());
    socket.setTimeout(silenceMilliseconds, () => socket.destroy());
    take(socket);
  });
  server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  return {
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function listener(
  { name, tls: { certificate, key, clients } }: SocketDoorSettings,
  take: (socket: Socket) => void,
): Server {
  if (certificate === null && key === null) return createServer(take);
  if (certificate === null || key === null)
    throw new Error(`Of ${name}_TLS_CERTIFICATE and ${name}_TLS_KEY one is set: expected both.`);
  return createTlsServer(
    {
      cert: certificate,
      key,
      minVersion: 'TLSv1.2',
      ...(clients === null ? {} : { ca: clients, requestCert: true, rejectUnauthorized: true }),
    },
    take,
  );
}

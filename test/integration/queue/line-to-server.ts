import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A line to a server that a test can cut and mend, or leave open without anything going through. */
export interface LineToServer {
  /** The server's URL, by way of this line. */
  readonly url: string;
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Keeps connections open and lets nothing through: all of them until mended, or only those that are open now. */
  silence(which: 'all' | 'those open now'): void;
  /** Each of the first connections on which a client sends these words goes silent before they get through; resolves when all have. */
  silenceFirst(connectionCount: number, words: string): Promise<void>;
}

export async function lineTo(serverUrl: string): Promise<LineToServer> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let silent: 'all' | ReadonlySet<Socket> = new Set<Socket>();
  let silencing = { words: '', left: 0, done: (): void => undefined };
  const join = (client: Socket): void => {
    const server = connect({ host: target.hostname, port: Number(target.port) });
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => {
        if (silent !== 'all' && from === client && silencing.left > 0 && chunk.includes(silencing.words)) {
          silent = new Set([...silent, client, server]);
          silencing.left -= 1;
          if (silencing.left === 0) silencing.done();
        }
        if (silent !== 'all' && !silent.has(from)) to.write(chunk);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  };
  let listener = await listen(0, join);
  const { port } = listener.address() as AddressInfo;
  const endConnections = (): void => sockets.forEach((socket) => socket.destroy());
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    cut: async () => {
      const closed = new Promise((done) => listener.close(done));
      endConnections();
      await closed;
    },
    mend: async () => {
      if (silent === 'all') endConnections();
      silent = new Set();
      if (!listener.listening) listener = await listen(port, join);
    },
    silence: (which) => {
      silent = which === 'all' ? 'all' : new Set(sockets);
    },
    silenceFirst: (connectionCount, words) =>
      new Promise((done) => {
        silencing = { words, left: connectionCount, done };
      }),
  };
}

function listen(port: number, join: (client: Socket) => void): Promise<Server> {
  return new Promise((done, fail) => {
    const server = createServer(join);
    server.once('error', fail);
    server.listen({ host: '127.0.0.1', port }, () => done(server));
  });
}

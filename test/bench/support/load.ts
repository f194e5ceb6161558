/** Requests as many clients send them: one after another without a pause, or at a rate whatever the answers take. */
import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export interface Target {
  readonly url: string;
  readonly authorization: string;
}

/** Sends requests over connections that are kept; tells the status of each answer once it is read to its end. */
export class Sender {
  readonly #agent = new Agent({ keepAlive: true });

  constructor(private readonly target: Target) {}

  post(body: string): Promise<number> {
    return this.send('POST', '/api/assessments', body);
  }

  send(method: string, path: string, body?: string): Promise<number> {
    return new Promise((done, failed) => {
      const sent = request(
        `${this.target.url}${path}`,
        {
          method,
          agent: this.#agent,
          headers: {
            authorization: this.target.authorization,
            ...(body === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          },
        },
        (answer) => {
          answer.resume();
          answer.once('end', () => done(answer.statusCode ?? 0));
        },
      );
      sent.once('error', failed);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

export interface ClosedLoop {
  readonly requests: number;
  readonly seconds: number;
  readonly milliseconds: readonly number[];
}

/** So many clients for so long, each sending its next body once its last was answered. */
export async function closedLoop(
  sender: Sender,
  clients: number,
  seconds: number,
  next: (client: number) => string,
): Promise<ClosedLoop> {
  const begun = performance.now();
  const milliseconds: number[] = [];
  const one = async (client: number): Promise<void> => {
    while (performance.now() - begun < seconds * 1_000) {
      const sent = performance.now();
      await expectTaken(sender.post(next(client)));
      milliseconds.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => one(client)));
  return { requests: milliseconds.length, seconds: (performance.now() - begun) / 1_000, milliseconds };
}

/** Sends the bodies at a rate, waiting for no answer; resolves once all are answered. @returns when each was sent */
export async function openLoop(sender: Sender, rate: number, bodies: readonly string[]): Promise<number[]> {
  const begun = performance.now();
  const sentAt: number[] = [];
  const answers: Promise<void>[] = [];
  for (const [index, body] of bodies.entries()) {
    const due = begun + (index * 1_000) / rate;
    if (due > performance.now()) await delay(due - performance.now());
    // Counted from when it was due: a sender that is held up must not hide how long the service takes.
    sentAt.push(due);
    answers.push(expectTaken(sender.post(body)));
  }
  await Promise.all(answers);
  return sentAt;
}

async function expectTaken(status: Promise<number>): Promise<void> {
  if ((await status) !== 202) throw new Error(`An assessment was answered with ${await status}: expected 202.`);
}

export const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;

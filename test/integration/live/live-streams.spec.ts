import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LiveChange, LiveModule, notify } from '../../../src/platform/live/index.js';
import { startTestApplication, type TestApplication } from '../http/test-application.js';
import { until } from '../../support/until.js';

interface Heard {
  readonly event: string;
  readonly data: { readonly topic?: string; readonly ids?: readonly string[] | 'all' };
}

/** A page that is open, and what it has heard. */
interface OpenPage {
  readonly heard: Heard[];
  close(): void;
}

let service: TestApplication;
let address: string;
let pages: OpenPage[];

beforeEach(async () => {
  service = await startTestApplication({ imports: [LiveModule] });
  await service.application.listen(0, '127.0.0.1');
  const { port } = service.application.getHttpServer().address() as AddressInfo;
  address = `http://127.0.0.1:${port}/api/live`;
  pages = [];
});
afterEach(async () => {
  for (const page of pages) page.close();
  await service.close();
});

/** Opens a page and waits until it is told to read everything. */
async function open(authorization: string): Promise<OpenPage> {
  const end = new AbortController();
  const answer = await fetch(address, {
    headers: { authorization, accept: 'text/event-stream', 'accept-encoding': 'br, gzip' },
    signal: end.signal,
  });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  // A compressor would hold each event back.
  expect(answer.headers.get('content-encoding')).toBeNull();
  const page: OpenPage = { heard: [], close: () => end.abort() };
  pages.push(page);
  void listen(answer.body as ReadableStream<Uint8Array>, page.heard).catch(() => undefined);
  await until('it is heard', () => page.heard.some(({ event }) => event === 'resync'));
  return page;
}

async function listen(body: ReadableStream<Uint8Array>, heard: Heard[]): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const event = /^event: (.*)$/m.exec(message)?.[1];
      const data = /^data: (.*)$/m.exec(message)?.[1];
      if (event !== undefined) heard.push({ event, data: JSON.parse(data ?? '{}') as Heard['data'] });
    }
  }
}

const tell = (...changes: readonly LiveChange[]): Promise<void> =>
  service.door.asService('live', async (manager) => {
    for (const change of changes) await notify(manager, change);
  });
const changes = ({ heard }: OpenPage): Heard['data'][] =>
  heard.filter(({ event }) => event === 'change').map(({ data }) => data);

async function person(
  ...boardIds: readonly string[]
): Promise<{ readonly accountId: string; readonly authorization: string }> {
  const account = await service.machine();
  for (const boardId of boardIds)
    await service.accounts.addBoardMember({ boardId, accountId: account.accountId, role: 'member' });
  return account;
}

describe('what an open page hears', () => {
  it('is of patients, meetings and uploads of its own boards, and nothing of others', async () => {
    const [north, south] = [await service.board('North'), await service.board('South')];
    const [ofNorth, ofSouth, ofBoth] = [
      await service.patient('N', north),
      await service.patient('S', south),
      await service.patient('B', north, south),
    ];
    const [northern, southern, nobody] = [
      await open((await person(north)).authorization),
      await open((await person(south)).authorization),
      await open((await person()).authorization),
    ];
    const uploader = await person();
    const sender = await open(uploader.authorization);
    await tell(
      { topic: 'patients', ids: [ofNorth, ofSouth, ofBoth] },
      { topic: 'meetings', ids: ['71'], boardId: north },
      { topic: 'meetings', ids: ['72'], boardId: south },
      { topic: 'imports', ids: ['81'], boardId: south, accountId: uploader.accountId },
    );
    await until(
      'it is heard',
      () => changes(northern).length === 2 && changes(southern).length === 3 && changes(sender).length === 1,
    );
    expect(changes(northern)).toEqual([
      { topic: 'patients', ids: [ofNorth, ofBoth] },
      { topic: 'meetings', ids: ['71'] },
    ]);
    expect(changes(southern)).toEqual([
      { topic: 'patients', ids: [ofSouth, ofBoth] },
      { topic: 'meetings', ids: ['72'] },
      { topic: 'imports', ids: ['81'] },
    ]);
    expect(changes(sender)).toEqual([{ topic: 'imports', ids: ['81'] }]);
    expect(changes(nobody)).toEqual([]);
  });

  it('ends with the seat and follows the patient: one who moved is heard of by the new board alone', async () => {
    const [north, south] = [await service.board('North'), await service.board('South')];
    const patientId = await service.patient('N', north);
    const [northern, southern] = [
      await open((await person(north)).authorization),
      await open((await person(south)).authorization),
    ];
    await service.database.query('UPDATE patient_board SET until = now() WHERE patient_id = $1', [patientId]);
    await service.database.query('INSERT INTO patient_board (patient_id, board_id) VALUES ($1, $2)', [
      patientId,
      south,
    ]);
    await tell({ topic: 'patients', ids: [patientId] }, { topic: 'meetings', ids: ['9'], boardId: north });
    await until('it is heard', () => changes(northern).length === 1 && changes(southern).length === 1);
    expect([changes(northern), changes(southern)]).toEqual([
      [{ topic: 'meetings', ids: ['9'] }],
      [{ topic: 'patients', ids: [patientId] }],
    ]);
  });

  it('comes with the commit: nothing of a transaction that is taken back', async () => {
    const north = await service.board('North');
    const patientId = await service.patient('N', north);
    const page = await open((await person(north)).authorization);
    await service.door
      .asService('live', async (manager) => {
        await notify(manager, { topic: 'patients', ids: [patientId] });
        throw new Error('taken back');
      })
      .catch(() => undefined);
    await tell({ topic: 'meetings', ids: ['1'], boardId: north });
    await until('it is heard', () => changes(page).length > 0);
    expect(changes(page)).toEqual([{ topic: 'meetings', ids: ['1'] }]);
  });

  it('holds ids alone, and of very many only that they are many', async () => {
    const north = await service.board('North');
    const page = await open((await person(north)).authorization);
    await tell({
      topic: 'meetings',
      ids: Array.from({ length: 201 }, (_, index) => String(index + 1)),
      boardId: north,
    });
    await until('it is heard', () => changes(page).length > 0);
    expect(changes(page)).toEqual([{ topic: 'meetings', ids: 'all' }]);
  });

  it('is all to be read anew once the connection that listens was lost', async () => {
    const page = await open((await person(await service.board('North'))).authorization);
    const resyncs = (): number => page.heard.filter(({ event }) => event === 'resync').length;
    expect(resyncs()).toBe(1);
    await service.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'consilium live'`,
    );
    await until('it is heard', () => resyncs() === 2);
  });

  it('is nothing for who is not signed in', async () => {
    expect((await fetch(address)).status).toBe(401);
  });
});

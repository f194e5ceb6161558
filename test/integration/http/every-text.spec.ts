import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { factDefinitions } from '../../../src/core/record/index.js';
import { AccountService } from '../../../src/platform/access/index.js';
import { readSettings } from '../../../src/platform/config/index.js';
import { createHttpApplication } from '../../../src/platform/http/index.js';
import { createLogger } from '../../../src/platform/observability/index.js';
import { AppModule } from '../../../src/start/app.module.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import {
  multipart,
  type MultipartBody,
  type OpenApi,
  percentEncoded,
  type TextPlace,
  textPlaces,
} from './text-places.js';

const openApi = JSON.parse(readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8')) as OpenApi;
const places = textPlaces(openApi);
const megabyte = 'x'.repeat(1024 * 1024);

const directionMarks = ['\u061c', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e'];
const isolates = ['\u2066', '\u2067', '\u2068', '\u2069'];
const around = fc.string({ maxLength: 12 });
/** A text that no door takes, with what must not be there somewhere in it. */
const refused = fc
  .tuple(around, fc.constantFrom('\0', '\ud800', '\udfff', ...directionMarks, ...isolates), around)
  .map((parts) => parts.join(''));
/** Any other text: unassigned, combining, control and private characters among them. */
const other = fc
  .string({ unit: 'binary', maxLength: 40 })
  .filter((text) => !/[\0\p{Surrogate}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(text));

let database: TestDatabase;
let application: NestFastifyApplication;
let authorization: string;
beforeAll(async () => {
  database = await createTestDatabase();
  const settings = readSettings({ ROLE: 'api', LOG_LEVEL: 'silent', PORT: '0', DATABASE_URL: database.url }, []);
  const logger = createLogger({ logLevel: 'silent', role: 'api' });
  application = await createHttpApplication(AppModule.forRoot({ settings, logger, connectionString: database.url }), {
    logger,
  });
  await application.listen(0, '127.0.0.1');
  const accounts = application.get(AccountService);
  const siteId = await accounts.ensureSite('General Hospital');
  const roles = ['submitter', 'coordinator', 'member', 'administrator'] as const;
  const accountId = await accounts.addMachine({ siteId, displayName: 'Everybody', roles });
  const [board] = await application
    .get(DataSource)
    .query<{ id: string }[]>(
      `INSERT INTO board (site_id, name, time_zone, is_default) VALUES ($1, 'Head and neck', 'UTC', true) RETURNING id`,
      [siteId],
    );
  const [patient] = await application
    .get(DataSource)
    .query<{ id: string }[]>(
      `INSERT INTO patient (site_id, issuer, patient_id) VALUES ($1, 'urn:test', 'P-1') RETURNING id`,
      [siteId],
    );
  await application
    .get(DataSource)
    .query('INSERT INTO patient_board (patient_id, board_id) VALUES ($1, $2)', [patient!.id, board!.id]);
  for (const role of ['coordinator', 'chair'] as const)
    await accounts.addBoardMember({ boardId: board!.id, accountId, role });
  authorization = `Bearer ${(await accounts.issueApiKey(accountId, 'test')).key}`;
});
afterAll(async () => {
  await application.close();
  await database.drop();
});

/** One request with one text in its place, all others as the description shows them. */
function send(place: TextPlace, text: string): Promise<LightMyRequestResponse> {
  const { url, headers, payload } = place.request(text);
  return application.inject({
    method: place.method,
    url,
    headers: { authorization, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
}

interface Fault {
  readonly in?: string;
  readonly pointer: string;
  readonly detail: string;
  readonly expected: string;
}

/** The faults that an answer names; of a list of documents, each is answered by itself. */
function faultsOf(answer: LightMyRequestResponse): readonly Fault[] {
  const body = answer.json<{ errors?: Fault[]; results?: { errors?: Fault[] }[] }>();
  if (answer.statusCode === 207) return (body.results ?? []).flatMap(({ errors }) => errors ?? []);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  return body.errors ?? [];
}

function expectRefusal(place: TextPlace, answer: LightMyRequestResponse): void {
  expect([place.name, answer.statusCode, answer.statusCode >= 400 || answer.statusCode === 207]).toEqual([
    place.name,
    answer.statusCode,
    true,
  ]);
  expect(answer.statusCode).toBeLessThan(500);
  const faults = faultsOf(answer);
  expect([place.name, faults.map(({ in: part, pointer }) => `${part ?? 'body'} ${pointer}`)]).toEqual([
    place.name,
    expect.arrayContaining([expect.stringMatching(place.pointers)]),
  ]);
  for (const { detail, expected } of faults)
    expect([detail, expected]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/\w/)]);
}

describe('every text that the API description takes', () => {
  it('is found', () => {
    const operations = Object.values(openApi.paths).flatMap((path) => Object.keys(path));
    expect(operations.length).toBeGreaterThan(60);
    expect(places.length).toBeGreaterThan(150);
    for (const part of ['body', 'query', 'path', 'header'])
      expect(places.filter((place) => place.part === part).length).toBeGreaterThan(3);
  });

  it('has a greatest length, a list of words or a pattern; headers are bounded by the server, values of facts by their definitions', () => {
    const boundless = places.filter(({ bounded, part }) => !bounded && part !== 'header').map(({ name }) => name);
    expect(boundless.filter((name) => !/^POST .*facts, .*\/value$/.test(name))).toEqual([]);
    const definitions = Object.values(factDefinitions).flatMap(({ value }) =>
      textPlaces({
        paths: {
          '/fact': {
            post: {
              requestBody: { content: { 'application/json': { schema: z.toJSONSchema(value, { io: 'input' }) } } },
            },
          },
        },
        components: { schemas: {} },
      } as unknown as OpenApi),
    );
    expect(definitions.length).toBeGreaterThan(80);
    expect(definitions.filter(({ bounded }) => !bounded).map(({ name }) => name)).toEqual([]);
  });

  it.each(places.map((place) => [place.name, place] as const))(
    'is refused with its place where it is no text: %s',
    async (_, place) => {
      await fc.assert(
        fc.asyncProperty(refused, async (text) => expectRefusal(place, await send(place, text))),
        { numRuns: 8, examples: [['a\0b'], ['a\ud83d'], ['26 \u202e> 18 mm']] },
      );
    },
  );

  it.each(places.filter(({ part }) => part !== 'header').map((place) => [place.name, place] as const))(
    'is refused with its place where it is a megabyte long: %s',
    async (_, place) => expectRefusal(place, await send(place, megabyte)),
  );

  it.each(places.map((place) => [place.name, place] as const))(
    'never makes the service fail, whatever it is: %s',
    async (_, place) => {
      await fc.assert(
        fc.asyncProperty(other, async (text) => {
          const answer = await send(place, text);
          expect([place.name, answer.statusCode < 500]).toEqual([place.name, true]);
          if (answer.statusCode >= 400) faultsOf(answer);
        }),
        { numRuns: 4 },
      );
    },
  );

  it.each(places.filter(({ inJson }) => inJson).map((place) => [place.name, place] as const))(
    'has a name that is a text too: %s',
    async (_, place) => {
      const { url, headers, payload } = place.request('x');
      const renamed = (payload ?? '').replace(/^(\[?)\{/, `$1{"a\\u0000b": 1, `);
      const answer = await application.inject({
        method: place.method,
        url,
        headers: { authorization, ...headers },
        payload: renamed,
      });
      expect(answer.statusCode).toBeLessThan(500);
      expect(faultsOf(answer)).toEqual([expect.objectContaining({ detail: expect.stringContaining('NUL') })]);
    },
  );
});

describe('a header', () => {
  const raw = (request: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const { port } = application.getHttpServer().address() as AddressInfo;
      const parts: Buffer[] = [];
      const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(request, 'latin1')));
      socket
        .on('data', (part) => parts.push(part))
        // The server may close while the rest of the request is still on its way; what it answered has come before that.
        .on('error', (error) => (parts.length === 0 ? reject(error) : undefined))
        .once('close', () => resolve(Buffer.concat(parts).toString()));
    });
  const documentIn = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));

  it('with a NUL is refused by the server itself, in the same form', async () => {
    const answer = await raw('GET /api/me HTTP/1.1\r\nHost: x\r\nIf-Match: "a\0b"\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 [^\r]+\r\nContent-Type: application\/problem\+json/);
    expect(documentIn(answer)).toMatchObject({ status: 400, errors: [{ in: 'header', pointer: '' }] });
  });

  it.each([
    ['a header', `GET /api/me HTTP/1.1\r\nHost: x\r\nIf-Match: "${'1'.repeat(17 * 1024)}`],
    ['an address', `GET /api/patients?cursor=${'1'.repeat(17 * 1024)} HTTP/1.1\r\nHost: x`],
  ])('longer than the server takes is refused in the same form: %s', async (_, request) => {
    const answer = await raw(`${request}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 [^\r]+\r\nContent-Type: application\/problem\+json/);
    expect(documentIn(answer)).toMatchObject({
      status: 431,
      errors: [{ in: 'header', expected: expect.stringContaining('16 KiB') }],
    });
  });
});

describe('a text in a form', () => {
  const upload = ({ body, headers }: MultipartBody): Promise<LightMyRequestResponse> =>
    application.inject({ method: 'POST', url: '/api/imports', headers: { authorization, ...headers }, payload: body });
  const pointersOf = (answer: LightMyRequestResponse): readonly (string | number)[] => [
    answer.statusCode,
    ...faultsOf(answer).map(({ pointer }) => pointer),
  ];
  const csv = 'patient,evaluator,timepoint,date,lesion,role,organ,size_mm\n';
  const row = (lesion: string, patient = 'P'): string =>
    `${patient},reader 1,baseline,2026-01-12,${lesion},target,lung,12\n`;

  it.each<[string, Parameters<typeof multipart>[0], readonly (string | number)[]]>([
    [
      'a mapping with a NUL as JSON writes it',
      [
        { name: 'format', text: 'csv' },
        { name: 'mapping', text: '{"issuer": "a\\u0000b"}' },
        { name: 'file', file: 'a.csv', text: csv },
      ],
      [422, '/mapping/issuer'],
    ],
    [
      'a mapping with half a character',
      [
        { name: 'format', text: 'csv' },
        { name: 'mapping', text: '{"issuer": "\\ud800"}' },
        { name: 'file', file: 'a.csv', text: csv },
      ],
      [422, '/mapping/issuer'],
    ],
    [
      'a field that is not UTF-8',
      [
        { name: 'format', text: 'csv' },
        { name: 'issuer', text: Buffer.from('M\xfcller', 'latin1') },
        { name: 'file', file: 'a.csv', text: csv },
      ],
      [422, '/issuer'],
    ],
    ['the name of a field', [{ name: 'for\u202emat', text: 'csv' }], [422, '']],
    [
      'the name of a file',
      [
        { name: 'format', text: 'csv' },
        { name: 'file', file: 'a\u202evsc.exe', text: csv + row('L1') },
      ],
      [422, '/file'],
    ],
    [
      'a cell',
      [
        { name: 'format', text: 'csv' },
        { name: 'file', file: 'a.csv', text: csv + row('L1') + row('L\u200e1') + row('L2', '\u202eP') },
      ],
      [422, '/a.csv/3/lesion', '/a.csv/4/patient'],
    ],
    [
      'a line with a NUL',
      [
        { name: 'format', text: 'csv' },
        { name: 'file', file: 'a.csv', text: csv + row('L1') + row('L\0') },
      ],
      [422, '/a.csv/3'],
    ],
    [
      'a line with half a character',
      [
        { name: 'format', text: 'csv' },
        { name: 'file', file: 'a.csv', text: Buffer.concat([Buffer.from(csv), Buffer.from([0xed, 0xa0, 0x80, 0x0a])]) },
      ],
      [422, '/a.csv/2'],
    ],
  ])('is refused with its place: %s', async (_, parts, expected) => {
    expect(pointersOf(await upload(multipart(parts)))).toEqual(expected);
    expect(await application.get(DataSource).query('SELECT FROM import')).toEqual([]);
  });

  it('that names a file is cut between characters, never through one', async () => {
    const name = `${'x'.repeat(199)}😀.csv`;
    const answer = await upload(
      multipart([
        { name: 'format', text: 'csv' },
        { name: 'file', file: name, text: csv + row('L1') },
      ]),
    );
    expect(answer.statusCode).toBe(202);
    const imports = await application
      .get(DataSource)
      .query<{ files: { sentAs: string }[] }[]>('SELECT files FROM import');
    expect(imports.map(({ files }) => files[0]?.sentAs)).toEqual(['x'.repeat(199)]);
  });
});

describe('an address', () => {
  it('that is not UTF-8 is refused', async () => {
    const answer = await application.inject({
      url: `/api/patients?issuer=${percentEncoded('\ud800')}`,
      headers: { authorization },
    });
    expect([answer.statusCode, faultsOf(answer)]).toEqual([
      422,
      [expect.objectContaining({ in: 'query', pointer: '' })],
    ]);
  });
});

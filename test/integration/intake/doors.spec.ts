import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type * as Dimse from 'dcmjs-dimse';
import { generate } from 'selfsigned';
import { framed, MllpFrames } from '../../../src/core/formats/index.js';
import { DicomDoor } from '../../../src/modules/intake/doors/dicom-door.service.js';
import { MllpDoor } from '../../../src/modules/intake/doors/mllp-door.service.js';
import { RawMessages } from '../../../src/modules/intake/doors/raw-messages.service.js';
import { code, dicomReport, group, longAxis, measurement } from '../../unit/core/formats/documents/dicom-writer.js';
import { freePort } from './free-port.js';
import { type IntakeApplication, type Sender, startIntakeApplication } from './intake-application.js';

const rawMessageKey = randomBytes(32).toString('base64');
const settings = {
  role: 'api' as const,
  host: '127.0.0.1',
  rawMessageKey: rawMessageKey as string | null,
  rawMessageDays: 30,
  mllpPort: 0 as number | null,
  mllpApiKey: '' as string | null,
  mllpTlsCertificate: null,
  mllpTlsKey: null,
  mllpTlsClients: null,
  dicomPort: 0 as number | null,
  dicomApiKey: '' as string | null,
  dicomTitle: 'CONSILIUM',
  dicomCallers: ['PACS'] as string[] | null,
  dicomTlsCertificate: null,
  dicomTlsKey: null,
  dicomTlsClients: null,
};

let app: IntakeApplication;
beforeAll(async () => {
  const port = await freePort();
  app = await startIntakeApplication({
    limits: { documentBytes: 200_000 },
    // The key of a machine is known once the machine is there: the door reads it with each message.
    settings: Object.assign(settings, { mllpPort: port, dicomPort: await freePort() }),
  });
  settings.mllpApiKey = app.sender.authorization.replace('Bearer ', '');
  settings.dicomApiKey = settings.mllpApiKey;
});
afterAll(() => app.close());

const oru = (patient: string, size: string, role = 'Target 1', control = '1') =>
  [
    `MSH|^~\\&|RIS|H|C|H|20260316||ORU^R01|${control}|P|2.5||||||UNICODE UTF-8`,
    `PID|1||${patient}^^^Hospital^MR`,
    `OBR|1||${patient}-F1|CT|||20260112|||||||||||||||||CT`,
    `OBX|1|NM|33728-7^^LN|${role}|${size}|mm|||||F`,
    `OBX|2|ST|^Lesion site|${role}|Lung||||||F`,
  ].join('\r');

const observation = (patient: string, size: number) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { resource: { resourceType: 'Patient', id: 'p', identifier: [{ system: 'Hospital', value: patient }] } },
    {
      resource: {
        resourceType: 'BodyStructure',
        id: 'b',
        identifier: [{ value: 'L1' }],
        description: 'Target 1',
        location: { coding: [{ system: 'http://snomed.info/sct', code: '39607008' }] },
        patient: { reference: 'Patient/p' },
      },
    },
    {
      resource: {
        resourceType: 'Observation',
        id: 'o',
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '21889-1' }] },
        subject: { reference: 'Patient/p' },
        effectiveDateTime: '2026-01-12',
        focus: [{ reference: 'BodyStructure/b' }],
        valueQuantity: { value: size, unit: 'mm', system: 'http://unitsofmeasure.org', code: 'mm' },
        interpretation: [{ text: 'large' }],
      },
    },
  ],
});

const post = (path: string, type: string, body: string | Buffer, { authorization }: Sender = app.sender) =>
  app.send(path, {
    method: 'POST',
    headers: { authorization, 'content-type': type },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });

const sizesOf = (patient: string) =>
  app.query<{ size: string }>(
    `SELECT measurement.as_sent AS size FROM measurement JOIN assessment ON assessment.id = assessment_id JOIN patient ON patient.id = assessment.patient_id
     WHERE patient.patient_id = $1 AND superseded_by IS NULL`,
    [patient],
  );

interface Outcome {
  readonly resourceType: string;
  readonly issue: readonly {
    readonly severity: string;
    readonly code: string;
    readonly details: { readonly text: string };
    readonly diagnostics?: string;
  }[];
}

describe('the door of FHIR', () => {
  const fhir = async (body: string, as?: Sender, path = '/fhir', type = 'application/fhir+json') => {
    const answer = await post(path, type, body, as);
    return {
      status: answer.status,
      location: answer.headers.get('location'),
      type: answer.headers.get('content-type'),
      outcome: (await answer.json()) as Outcome,
    };
  };

  it('records a Bundle and says what it did not read', async () => {
    const { status, type, location, outcome } = await fhir(JSON.stringify(observation('F1', 18)));
    expect([status, type, outcome.resourceType]).toEqual([
      200,
      'application/fhir+json; charset=utf-8',
      'OperationOutcome',
    ]);
    expect(location).toMatch(/^\/api\/imports\/\d+$/);
    expect(outcome.issue[0]).toMatchObject({
      severity: 'information',
      details: { text: '1 recorded, 0 known before, 0 held' },
    });
    expect(outcome.issue[0]?.diagnostics).toContain('kept encrypted');
    expect(
      outcome.issue.some(({ severity, details }) => severity === 'warning' && details.text.includes('interpretation')),
    ).toBe(true);
    expect(await sizesOf('F1')).toEqual([{ size: '18' }]);
    const again = await fhir(JSON.stringify(observation('F1', 18)), undefined, '/fhir/Bundle');
    expect(again.outcome.issue[0]?.details.text).toBe('0 recorded, 1 known before, 0 held');
  });

  it('says of what it holds why, and keeps it', async () => {
    const bundle = JSON.stringify(observation('F2', 18))
      .replace('"code":"mm"', '"code":"1"')
      .replace('"unit":"mm"', '"unit":"1"');
    const { status, outcome } = await fhir(bundle);
    expect(status).toBe(200);
    expect(outcome.issue.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(0);
    expect(outcome.issue[0]?.details.text).toContain('1 held');
    expect(await sizesOf('F2')).toEqual([]);
  });

  it.each([
    ['no JSON', '{"resourceType":', 'application/fhir+json', 422],
    ['XML', '<Bundle xmlns="http://hl7.org/fhir"/>', 'application/fhir+json', 422],
    ['nothing', '', 'application/fhir+json', 422],
    ['another type', '{"resourceType":"Bundle"}', 'application/json', 422],
    ['nested too deeply', `${'['.repeat(200)}${']'.repeat(200)}`, 'application/fhir+json', 422],
    ['a name twice', '{"resourceType":"Patient","id":"a","id":"b"}', 'application/fhir+json', 422],
    ['too large a body', `"${'x'.repeat(300_000)}"`, 'application/fhir+json', 413],
  ])('answers %s by an OperationOutcome too, and keeps nothing of it', async (_, body, type, status) => {
    const before = await app.query('SELECT FROM import');
    const answer = await fhir(body, undefined, '/fhir', type);
    expect(answer.status).toBe(status);
    expect(answer.outcome.resourceType).toBe('OperationOutcome');
    expect(await app.query('SELECT FROM import')).toHaveLength(before.length);
  });

  it('is closed to those who may not send, in its own words', async () => {
    for (const [as, status] of [
      [app.coordinator, 403],
      [{ accountId: '', authorization: 'Bearer nothing' }, 401],
    ] as const) {
      const { status: answered, outcome } = await fhir('{}', as);
      expect([answered, outcome.resourceType]).toEqual([status, 'OperationOutcome']);
    }
  });
});

describe('HL7 v2', () => {
  const hl7 = async (text: string | Buffer) =>
    (await (await post('/hl7v2', 'x-application/hl7-v2+er7', text)).text()).split('\r');

  it('over HTTP is acknowledged: taken, held with its reason, refused', async () => {
    const [, taken, ...errors] = await hl7(oru('H1', '18', 'Target 1', 'c1'));
    expect(taken).toBe('MSA|AA|c1');
    expect(errors.some((line) => line.startsWith('ERR||||W|treatment-line-implied'))).toBe(true);
    expect(await sizesOf('H1')).toEqual([{ size: '18' }]);
    const [, held, why] = await hl7(oru('H2', 'about 18', 'Target 1', 'c2'));
    expect(held).toBe('MSA|AE|c2');
    expect(why).toMatch(/^ERR\|\|\|\|E\|unreadable-length\|\|\|.*about 18/);
    const [, refused, because] = await hl7('MSH|^~\\&|RIS|H|C|H|20260316||ORU^R01|c3|P|2.5||||||KLINGON\rPID|1');
    expect(refused).toBe('MSA|AR|c3');
    expect(because).toMatch(/^ERR\|\|\|\|E\|/);
    expect((await hl7('nothing of the kind'))[1]).toBe('MSA|AR|');
  });

  it('over MLLP is taken message by message, in any pieces, on one connection, and by its own encoding', async () => {
    const socket = connect(settings.mllpPort ?? 0, '127.0.0.1');
    const frames = new MllpFrames();
    const answers: string[] = [];
    const done = new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('data', (chunk: Buffer) => {
        answers.push(...frames.push(chunk).map(String));
        if (answers.length === 3) resolve();
      });
    });
    const latin = Buffer.from(oru('Müller', '21', 'Target 1', 'm3').replace('UNICODE UTF-8', '8859/1'), 'latin1');
    const stream = Buffer.concat([
      framed(oru('M1', '18', 'Target 1', 'm1')),
      framed(oru('M2', '19', 'Target 1', 'm2')),
      Buffer.from([0x0b]),
      latin,
      Buffer.from([0x1c, 0x0d]),
    ]);
    for (let at = 0; at < stream.length; at += 100) socket.write(stream.subarray(at, at + 100));
    await done;
    socket.end();
    expect(answers.map((answer) => answer.split('\r')[1])).toEqual(['MSA|AA|m1', 'MSA|AA|m2', 'MSA|AA|m3']);
    for (const [patient, size] of [
      ['M1', '18'],
      ['M2', '19'],
      ['Müller', '21'],
    ] as const)
      expect(await sizesOf(patient)).toEqual([{ size }]);
    expect(
      await app.query(`SELECT DISTINCT actor_id AS actor FROM audit_event WHERE action = 'import.message'`),
    ).toEqual([{ actor: app.sender.accountId }]);
    expect(app.logLines.filter((line) => line.includes('Müller'))).toEqual([]);
  });

  it('over MLLP is refused without a key that may send, and a connection that is none of MLLP is ended', async () => {
    const key = settings.mllpApiKey;
    settings.mllpApiKey = app.coordinator.authorization.replace('Bearer ', '');
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(settings.mllpPort ?? 0, '127.0.0.1');
      socket.on('error', reject);
      socket.on('data', (chunk: Buffer) => {
        resolve(chunk.toString());
        socket.end();
      });
      socket.write(framed(oru('M9', '18', 'Target 1', 'm9')));
    });
    settings.mllpApiKey = key;
    expect(answer).toContain('MSA|AR|m9');
    await new Promise<void>((resolve) => {
      const socket = connect(settings.mllpPort ?? 0, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
      socket.write('GET / HTTP/1.1\r\n\r\n');
    });
  });

  it('over MLLP with TLS is taken from clients with a certificate of theirs, and from nobody else', async () => {
    const [own, known, other] = await Promise.all(
      ['127.0.0.1', 'sender', 'stranger'].map((value) => generate([{ name: 'commonName', value }], { keySize: 2048 })),
    );
    const port = await freePort();
    const door = new MllpDoor(
      app.application.get(MllpDoor)['answers'],
      app.application.get(MllpDoor)['actors'],
      app.application.get(MllpDoor)['logger'],
      {
        ...settings,
        mllpPort: port,
        mllpTlsCertificate: own!.cert,
        mllpTlsKey: own!.private,
        mllpTlsClients: known!.cert,
      },
    );
    await door.onApplicationBootstrap();
    const sent = (client: { readonly cert?: string; readonly key?: string }, control: string): Promise<string> =>
      new Promise((resolve) => {
        // The name in the certificate is no name of a host: whose it is, is told by it being the one authority.
        const socket = connectTls({
          port,
          host: '127.0.0.1',
          ca: own!.cert,
          checkServerIdentity: () => undefined,
          ...client,
        });
        socket.on('error', () => resolve('refused'));
        socket.on('close', () => resolve('refused'));
        socket.on('data', (chunk: Buffer) => {
          resolve(chunk.toString());
          socket.end();
        });
        socket.write(framed(oru('T1', '18', 'Target 1', control)));
      });
    try {
      expect(await sent({ cert: known!.cert, key: known!.private }, 't1')).toContain('MSA|AA|t1');
      expect(await sent({ cert: other!.cert, key: other!.private }, 't2')).toBe('refused');
      expect(await sent({}, 't3')).toBe('refused');
    } finally {
      await door.onModuleDestroy();
    }
  });

  it('has no door over MLLP without a key or with half of TLS', async () => {
    const door = (more: object) =>
      new MllpDoor(app.application.get(MllpDoor)['answers'], null as never, null as never, { ...settings, ...more });
    await expect(door({ mllpApiKey: null }).onApplicationBootstrap()).rejects.toThrow('MLLP_API_KEY');
    await expect(door({ mllpTlsKey: 'x' }).onApplicationBootstrap()).rejects.toThrow('expected both');
    await expect(door({ mllpPort: null }).onApplicationBootstrap()).resolves.toBeUndefined();
  });
});

const report = (patient: string, size: string) =>
  dicomReport({
    uid: `9.${patient.charCodeAt(1)}`,
    patient,
    issuer: 'Hospital',
    date: '20260112',
    reader: 'Muster^Eva',
    groups: [
      group({
        uid: '1.2.1',
        name: 'Target',
        site: code('39607008', 'SCT', 'Lung'),
        measurements: [measurement(longAxis, size)],
      }),
    ],
  });

describe('STOW-RS', () => {
  const related = (...parts: readonly (Uint8Array | string)[]): Buffer =>
    Buffer.concat([
      ...parts.flatMap((part) => [
        Buffer.from('--part\r\nContent-Type: application/dicom\r\n\r\n'),
        Buffer.from(part as Uint8Array),
        Buffer.from('\r\n'),
      ]),
      Buffer.from('--part--\r\n'),
    ]);
  const store = async (body: Buffer, type = 'multipart/related; type="application/dicom"; boundary=part') => {
    const answer = await post('/dicom-web/studies', type, body);
    return { status: answer.status, body: (await answer.json()) as Record<string, { Value: unknown[] }> };
  };

  it('stores each instance by itself and names those that it could not', async () => {
    const { status, body } = await store(related(report('S1', '18'), 'no instance'));
    expect(status).toBe(202);
    expect(body['00081199']?.Value).toMatchObject([
      { '00081155': { vr: 'UI' }, '00081190': { Value: [expect.stringContaining('/api/imports/')] } },
    ]);
    expect(body['00081198']?.Value).toMatchObject([
      { '00081197': { Value: [0xc000] }, '00000902': { Value: [expect.stringContaining('DICM')] } },
    ]);
    expect(await sizesOf('S1')).toEqual([{ size: '18' }]);
  });

  it('of which nothing can be read, or that cannot be divided, is refused', async () => {
    expect((await store(related('nothing'))).status).toBe(409);
    expect((await store(Buffer.from('x'))).status).toBe(422);
    expect(await store(related('x'), 'multipart/related')).toMatchObject({ status: 422 });
  });
});

describe('C-STORE', () => {
  // Its build is CommonJS without names that an ES module could import.
  const { Client, constants, Dataset, requests } = createRequire(import.meta.url)('dcmjs-dimse') as typeof Dimse;
  type Answered = { readonly status: number; readonly comment: string } | 'rejected';

  /** Sends a report over an association of its own; null: C-ECHO alone. */
  const send = (
    file: Buffer | null,
    { caller = 'PACS', called = 'CONSILIUM', syntax = constants.TransferSyntax.ExplicitVRLittleEndian } = {},
  ): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const client = new Client();
      const request =
        file === null ? new requests.CEchoRequest() : new requests.CStoreRequest(new Dataset(file, syntax));
      let answered: Answered = 'rejected';
      request.on('response', (response: Dimse.responses.Response) => {
        answered = { status: response.getStatus(), comment: response.getErrorComment() ?? '' };
      });
      client.on('closed', () => resolve(answered));
      client.on('networkError', reject);
      client.addRequest(request);
      client.send('127.0.0.1', settings.dicomPort ?? 0, caller, called);
    });
  /** The data set of a file without what stands before it. */
  const datasetOf = (file: Uint8Array): Buffer => {
    const metaLength = Buffer.from(file).readUInt32LE(140);
    return Buffer.from(file).subarray(144 + metaLength);
  };

  it('takes a report, says what it asks, and answers C-ECHO', async () => {
    expect(await send(null)).toMatchObject({ status: 0 });
    const answer = await send(datasetOf(report('D1', '18')));
    // The line of treatment is implied: a warning, and stored all the same.
    expect(answer).toMatchObject({
      status: 0xb006,
      comment: expect.stringMatching(/^0 held, \d+ questions; the first: /),
    });
    expect(await sizesOf('D1')).toEqual([{ size: '18' }]);
    expect(app.logLines.filter((line) => line.includes('D1'))).toEqual([]);
  });

  it('tells what is no report that can be read, and what is too large', async () => {
    const whole = datasetOf(report('D2', '18'));
    // Class and instance, and then nothing.
    const named = whole.subarray(0, whole.indexOf(Buffer.from('\x08\0\x20\0DA', 'latin1')));
    expect(await send(named)).toMatchObject({ status: 0xc000, comment: expect.stringMatching(/\w/) });
    const [lesion] = [group({ uid: '1.2.1', name: 'Target', measurements: [measurement(longAxis, '18')] })];
    const large = dicomReport({
      uid: '9.8',
      patient: 'D3',
      date: '20260112',
      groups: Array.from({ length: 400 }, () => lesion!),
    });
    expect(await send(datasetOf(large))).toMatchObject({ status: 0xa700 });
    expect(await sizesOf('D3')).toEqual([]);
  });

  it('is closed to those who are not named, who call another, and without a key that may send', async () => {
    expect(await send(null, { caller: 'STRANGER' })).toBe('rejected');
    expect(await send(null, { called: 'ARCHIVE' })).toBe('rejected');
    const key = settings.dicomApiKey;
    settings.dicomApiKey = app.coordinator.authorization.replace('Bearer ', '');
    expect(await send(datasetOf(report('D4', '18')))).toMatchObject({ status: 0x0124 });
    settings.dicomApiKey = key;
    expect(await sizesOf('D4')).toEqual([]);
  });

  it('has no door without a key or without callers', async () => {
    const door = (more: object) =>
      new DicomDoor(null as never, null as never, null as never, { documentBytes: 1 } as never, {
        ...settings,
        ...more,
      });
    await expect(door({ dicomCallers: null }).onApplicationBootstrap()).rejects.toThrow('DICOM_CALLERS');
    await expect(door({ dicomTlsKey: 'x' }).onApplicationBootstrap()).rejects.toThrow('expected both');
    await expect(door({ dicomPort: null }).onApplicationBootstrap()).resolves.toBeUndefined();
  });
});

describe('a merge of patient numbers (ADT^A40)', () => {
  const answered = async (text: string) =>
    (await (await post('/hl7v2', 'application/hl7-v2', text)).text()).split('\r').slice(1, 3).join(' ');
  const a40 = (survivor: string, merged: string, control = 'a') =>
    [
      `MSH|^~\\&|ADT|H|C|H|20260316||ADT^A40^ADT_A39|${control}|P|2.5||||||UNICODE UTF-8`,
      'EVN|A40|20260316',
      `PID|1||${survivor}^^^Hospital^MR`,
      `MRG|${merged}^^^Hospital^MR`,
    ].join('\r');
  /** A later report of the patient than the one of `oru`. */
  const later = (patient: string, number: number) =>
    oru(patient, String(20 + number))
      .replace('-F1|', `-L${number}|`)
      .replace('|20260112|', `|2026031${number}|`);
  const send = async (...texts: readonly string[]): Promise<void> => {
    for (const text of texts) expect(await answered(text)).toContain('MSA|AA');
  };
  const countOf = async (patient: string) => (await sizesOf(patient)).length;
  interface Merge {
    readonly id: string;
    readonly survivor: { readonly id: string; readonly patientId: string };
    readonly merged: { readonly id: string; readonly patientId: string };
    readonly undoneAt: string | null;
    readonly undoneBy: string | null;
    readonly arrived: readonly string[];
  }
  const merges = async (as?: Sender) =>
    ((await (await app.get('/api/patient-merges', as)).json()) as { items: readonly Merge[] }).items;
  const mergeOf = async (merged: string) => (await merges()).find(({ merged: { patientId } }) => patientId === merged)!;
  const numbersOf = async (id: string) =>
    ((await (await app.get(`/api/patients/${id}/other-numbers`, app.coordinator)).json()) as { items: unknown }).items;
  const undo = (id: string, as: Sender = app.coordinator) => app.post(`/api/patient-merges/${id}/undo`, {}, as);

  it('leads what comes later to the surviving patient, moves nothing, stands in the audit, and is undone', async () => {
    await send(oru('A1', '18'), oru('A2', '30'));
    expect(await answered(a40('A1', 'A2', 'm1'))).toMatch(
      /^MSA\|AA\|m1 ERR\|\|\|\|I\|done\|\|\|What comes under A2 of Hospital is recorded with A1 of Hospital/,
    );
    await send(later('A2', 1));
    expect([await countOf('A1'), await countOf('A2')]).toEqual([2, 1]);
    const merge = await mergeOf('A2');
    expect(merge).toMatchObject({ survivor: { patientId: 'A1' }, undoneAt: null, arrived: [expect.any(String)] });
    const other = { assessments: 1, isSeen: true, mergeId: merge.id };
    expect(await numbersOf(merge.survivor.id)).toEqual([
      { ...other, patientId: merge.merged.id, standing: 'leads-here' },
    ]);
    expect(await numbersOf(merge.merged.id)).toEqual([
      { ...other, patientId: merge.survivor.id, standing: 'leads-away', assessments: 2 },
    ]);
    const undone = await undo(merge.id);
    expect([undone.status, await undone.json()]).toEqual([
      200,
      { ...merge, undoneAt: expect.any(String), undoneBy: 'Radiology' },
    ]);
    expect((await undo(merge.id)).status).toBe(409);
    // What came while they were one number still stands here, and the page says so.
    expect(await numbersOf(merge.survivor.id)).toEqual([
      { patientId: merge.merged.id, standing: 'came-while-merged', assessments: 1, isSeen: true, mergeId: null },
    ]);
    expect(await numbersOf(merge.merged.id)).toEqual([]);
    await send(later('A2', 2));
    expect([await countOf('A1'), await countOf('A2')]).toEqual([2, 2]);
    const ids = [merge.survivor.id, merge.merged.id];
    expect(
      await app.query(
        `SELECT action, actor_id AS actor, patient_ids AS patients, subject_id AS subject FROM audit_event WHERE subject_type = 'patient-merge' ORDER BY id`,
      ),
    ).toEqual([
      { action: 'patient.merge', actor: app.sender.accountId, patients: ids, subject: merge.id },
      { action: 'patient.unmerge', actor: app.coordinator.accountId, patients: ids, subject: merge.id },
    ]);
    // It may be merged again.
    await send(a40('A1', 'A2'));
  });

  it('holds in a chain, in whatever order, and each link is undone by itself', async () => {
    await send(oru('B1', '18'), oru('B2', '18'), oru('B3', '18'), a40('B2', 'B1'), a40('B3', 'B2'));
    await send(later('B1', 1));
    expect([await countOf('B1'), await countOf('B2'), await countOf('B3')]).toEqual([1, 1, 2]);
    await undo((await mergeOf('B2')).id);
    await send(later('B1', 2), later('B2', 3));
    expect([await countOf('B1'), await countOf('B2'), await countOf('B3')]).toEqual([1, 3, 2]);
    await send(a40('B3', 'B2'));
    await undo((await mergeOf('B1')).id);
    await send(later('B1', 4), later('B2', 5));
    expect([await countOf('B1'), await countOf('B2'), await countOf('B3')]).toEqual([2, 3, 3]);
  });

  it('is refused by name, and nothing of the message is done', async () => {
    await send(oru('C1', '18'), oru('C2', '18'), oru('C3', '18'), a40('C1', 'C2'));
    await app.query(`UPDATE patient SET synthetic = true WHERE patient_id = 'C3'`);
    const before = (await merges()).length;
    for (const [text, code] of [
      [a40('C1', 'nobody'), 'not-found'],
      [a40('nobody', 'C1'), 'not-found'],
      [a40('C1', 'C2'), 'already-merged'],
      [a40('C3', 'C2'), 'already-merged'],
      [a40('C2', 'C1'), 'cycle'],
      [a40('C1', 'C1'), 'cycle'],
      [a40('C1', 'C3'), 'invented-and-real'],
      [a40('C1', ''), 'missing'],
      [a40('C1', 'C2').split('\rMRG')[0]!, 'missing'],
      [[a40('C1', 'C3'), 'PID|2||C1^^^Hospital^MR'].join('\r'), 'missing'],
    ] as const)
      expect(await answered(text)).toMatch(new RegExp(`^MSA\\|AR\\|a ERR\\|\\|\\|\\|E\\|${code}\\|`));
    expect(await merges()).toHaveLength(before);
  });

  it('of several pairs is carried out as a whole or not at all', async () => {
    await send(oru('D1', '18'), oru('D2', '18'), oru('D3', '18'));
    const pair = (survivor: string, merged: string) => a40(survivor, merged).split('\r').slice(2).join('\r');
    expect(await answered(`${a40('D1', 'D2')}\r${pair('D1', 'nobody')}`)).toContain('not-found');
    expect(await mergeOf('D2')).toBeUndefined();
    await send(`${a40('D1', 'D2')}\r${pair('D1', 'D3')}`);
    expect([(await mergeOf('D2')).survivor.patientId, (await mergeOf('D3')).survivor.patientId]).toEqual(['D1', 'D1']);
  });

  it('is seen and undone by administrators and by coordinators of the boards of the merged patient, who then see the survivor', async () => {
    await send(oru('E1', '18'), oru('E2', '18'));
    const [board] = await app.query<{ id: string }>(
      `INSERT INTO board (site_id, name, time_zone) VALUES ($1, 'Skull base', 'Europe/Berlin') RETURNING id`,
      [app.siteId],
    );
    const other = await app.machine();
    await app.query(`INSERT INTO board_membership (board_id, account_id, role) VALUES ($1, $2, 'coordinator')`, [
      board!.id,
      other.accountId,
    ]);
    await app.query(
      `UPDATE patient_board SET board_id = $1 WHERE patient_id = (SELECT id FROM patient WHERE patient_id = 'E2')`,
      [board!.id],
    );
    await send(a40('E1', 'E2'));
    const merge = await mergeOfAs('E2', other);
    const survivor = () => app.get(`/api/patients/${merge.survivor.id}`, other);
    expect((await survivor()).status).toBe(200);
    expect(await mergeOf('E2')).toBeUndefined();
    expect((await undo(merge.id)).status).toBe(404);
    expect((await undo(merge.id, app.sender)).status).toBe(403);
    expect((await undo(merge.id, await app.machine('administrator'))).status).toBe(200);
    expect((await survivor()).status).toBe(404);
  });
  const mergeOfAs = async (merged: string, as: Sender) =>
    (await merges(as)).find(({ merged: { patientId } }) => patientId === merged)!;
});

describe('messages as they came', () => {
  const raw = (key: string | null) =>
    new RawMessages(app.application.get(RawMessages)['database'], { rawMessageKey: key, rawMessageDays: 1 });
  const sent = async (patient: string, role: string): Promise<string> => {
    const text = await (await post('/hl7v2', 'application/hl7-v2', oru(patient, '18', role))).text();
    return /\/api\/imports\/(\d+)/.exec(text)?.[1] ?? '';
  };

  it('are sealed, and read once more after the mapping was corrected', async () => {
    const id = await sent('R1', 'Herd A');
    expect(await sizesOf('R1')).toEqual([]);
    const [kept] = await app.query<{ sealed: Buffer }>('SELECT sealed FROM raw_message WHERE import_id = $1', [id]);
    expect(kept?.sealed.includes('R1')).toBe(false);
    const answer = await app.post(`/api/imports/${id}/replay`, { roleNotStated: 'target' });
    expect([answer.status, await answer.json()]).toEqual([200, expect.objectContaining({ taken: 1, held: 0 })]);
    expect(await sizesOf('R1')).toEqual([{ size: '18' }]);
    expect((await app.post(`/api/imports/${id}/replay`, {}, await app.machine('submitter'))).status).toBe(404);
    expect((await app.post(`/api/imports/${id}/replay`, { roleNotStated: 'x' })).status).toBe(422);
  });

  it('do not open with another key, under another import, changed, or after their time, and are then forgotten', async () => {
    const [id, other] = [await sent('R2', 'Target 1'), await sent('R3', 'Target 1')];
    const open = (key: string | null, which = id) =>
      app.database.transaction((manager) => raw(key).open(manager, which)).then(({ bytes }) => bytes.toString('utf8'));
    expect(await open(rawMessageKey)).toContain('R2');
    await expect(open(randomBytes(32).toString('base64'))).rejects.toThrow('another key');
    await expect(open(null)).rejects.toThrow('not kept');
    await app.query(
      'UPDATE raw_message SET sealed = (SELECT sealed FROM raw_message WHERE import_id = $1), nonce = (SELECT nonce FROM raw_message WHERE import_id = $1) WHERE import_id = $2',
      [id, other],
    );
    await expect(open(rawMessageKey, other)).rejects.toThrow('changed');
    await app.query(`UPDATE raw_message SET keep_until = now() - interval '1 second' WHERE import_id = $1`, [id]);
    await expect(open(rawMessageKey)).rejects.toThrow('not kept');
    expect(await app.application.get(RawMessages).forget()).toBe(1);
    expect(await app.query('SELECT FROM raw_message WHERE import_id = $1', [id])).toEqual([]);
  });

  it('are not kept without a key, and the answer says so', async () => {
    settings.rawMessageKey = null;
    const text = await (await post('/hl7v2', 'application/hl7-v2', oru('R4', '18'))).text();
    settings.rawMessageKey = rawMessageKey;
    expect(text).toContain('the message itself is not kept');
    expect(await sizesOf('R4')).toEqual([{ size: '18' }]);
  });
});

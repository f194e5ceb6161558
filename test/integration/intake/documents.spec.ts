import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { form, type IntakeApplication, startIntakeApplication } from './intake-application.js';

let app: IntakeApplication;
beforeAll(async () => {
  app = await startIntakeApplication({ limits: { documentBytes: 200_000 } });
});
afterAll(() => app.close());

const hl7 = (size: string) =>
  [
    'MSH|^~\\&|RIS|H|C|H|20260316||ORU^R01|1|P|2.5||||||UNICODE UTF-8',
    'PID|1||P77^^^Hospital^MR',
    'OBR|1||F1|CT|||20260112|||||||||||||||||CT',
    `OBX|1|NM|33728-7^^LN|Target 1|${size}|mm|||||F`,
    'OBX|2|ST|^Lesion site|Target 1|Lung||||||F',
  ].join('\r');
const patient = JSON.stringify({
  resourceType: 'Patient',
  id: 'p',
  gender: 'female',
  identifier: [{ system: 'Hospital', value: 'P77' }],
});

interface Held {
  readonly items: readonly { readonly file: string; readonly code: string; readonly message: string }[];
}

async function sent(files: Record<string, string>): Promise<string> {
  const answer = await app.upload(form({ format: 'documents', issuer: 'ris' }, files));
  const body = (await answer.json()) as { id: string };
  expect([answer.status, body]).toEqual([202, expect.objectContaining({ id: expect.any(String) })]);
  await app.workOff(body.id);
  return body.id;
}

describe('an upload of documents', () => {
  it('takes assessments and facts of several files, and what is not read stands as question of the import', async () => {
    const id = await sent({ 'report.hl7': hl7('18'), 'patient.json': patient });
    expect(await (await app.get(`/api/imports/${id}`)).json()).toMatchObject({ state: 'done', taken: 1, held: 0 });
    expect(
      await app.query(
        `SELECT patient.patient_id AS patient, measurement.as_sent AS size FROM assessment
         JOIN patient ON patient.id = assessment.patient_id JOIN measurement ON measurement.assessment_id = assessment.id`,
      ),
    ).toEqual([{ patient: 'P77', size: '18' }]);
    expect(await app.query('SELECT name, value FROM case_fact')).toEqual([{ name: 'sex', value: 'female' }]);
    const asked = (await (await app.get(`/api/imports/${id}/held?kind=asks`)).json()) as Held;
    expect(asked.items.map(({ file, code }) => [file, code])).toContainEqual(['report.hl7', 'treatment-line-implied']);
  });

  it('holds what cannot be read by name, with its file', async () => {
    const id = await sent({ 'report.hl7': hl7('about 18') });
    const held = (await (await app.get(`/api/imports/${id}/held`)).json()) as Held;
    expect(held.items).toMatchObject([{ file: 'report.hl7', code: 'unreadable-length' }]);
    expect(app.logLines.filter((line) => line.includes('P77') || line.includes('about 18'))).toEqual([]);
  });

  it.each([
    ['a table', 'rows.csv', 'patient,size\nP1,12\n', 'the file is no JSON, FHIR, DICOM or HL7 v2'],
    ['too large a file', 'a.json', `"${'x'.repeat(300_000)}"`, 'is larger than this service takes'],
    [
      'a part of a DICOM file',
      'a.dcm',
      readFileSync('test/fixtures/formats/hl7v2/LAB-ORU-1.hl7', 'utf8').slice(9),
      "no mark 'DICM'",
    ],
  ])('refuses %s', async (_, name, text, said) => {
    const answer = await app.upload(form({ format: 'documents' }, { [name]: text }));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(await answer.json())).toContain(said);
  });
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { request } from 'node:http';
import { until } from '../../support/until.js';
import { form, type IntakeApplication, startIntakeApplication } from './intake-application.js';

let app: IntakeApplication;
beforeAll(async () => {
  app = await startIntakeApplication({ limits: { openUploads: 1 } });
});
afterAll(() => app.close());

const header = 'patient,evaluator,timepoint,date,lesion,role,organ,size_mm';
const row = (number: number) => `P${number},reader 1,baseline,2026-03-02,L1,target,lung,12`;

/** Begins an upload of a file whose end does not come. */
async function beginUpload(): Promise<{ status: Promise<number | undefined>; end(): void }> {
  const { port } = app.application.getHttpServer().address() as { port: number };
  const sending = request({
    port,
    method: 'POST',
    path: '/api/imports',
    headers: { authorization: app.sender.authorization, 'content-type': 'multipart/form-data; boundary=part' },
  });
  const answered = once(sending, 'response') as Promise<[{ statusCode?: number; resume(): void }]>;
  sending.on('error', () => undefined);
  sending.write('--part\r\nContent-Disposition: form-data; name="format"\r\n\r\ncsv\r\n');
  sending.write(
    `--part\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n${header}\n`,
  );
  for (let number = 0; number < 2_000; number += 1) sending.write(`${row(number)}\n`);
  const status = answered.then(([answer]) => {
    answer.resume();
    return answer.statusCode;
  });
  return { status, end: () => sending.destroy() };
}

async function breakConnectionOfCopy(): Promise<void> {
  await until('an upload has begun, and its connection is broken', async () => {
    const broken = await app.query(`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY import_row%' AND state = 'active'`);
    return broken.length > 0;
  });
}

it('an upload under which the connection to the database breaks is answered, leaves nothing, and frees its place', async () => {
  const { status, end } = await beginUpload();
  await breakConnectionOfCopy();
  expect(await status).toBe(503);
  end();
  expect(await app.query('SELECT FROM import')).toEqual([]);
  expect((await app.upload(form({ format: 'csv' }, { 'a.csv': `${header}\n${row(1)}\n` }))).status).toBe(202);
});

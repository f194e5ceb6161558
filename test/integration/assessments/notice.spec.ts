import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NoticeController } from '../../../src/modules/assessments/notice.controller.js';
import { startTestApplication, type TestApplication } from '../http/test-application.js';

let service: TestApplication;
beforeEach(async () => {
  service = await startTestApplication({ controllers: [NoticeController] });
});
afterEach(() => service.close());

const notice = async (): Promise<unknown> => {
  const answer = await service.application.inject({ method: 'GET', url: '/api/notice' });
  expect(answer.statusCode).toBe(200);
  return answer.json();
};

describe('the notice of every screen', () => {
  it('says without a sign-in whether patients here are invented, and nothing else', async () => {
    expect(await notice()).toEqual({ synthetic: false });
    const patientId = await service.patient('P1');
    expect(await notice()).toEqual({ synthetic: false });
    await service.database.query('UPDATE patient SET synthetic = true WHERE id = $1', [patientId]);
    expect(await notice()).toEqual({ synthetic: true });
  });
});

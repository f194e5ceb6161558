import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { RobustnessView } from '../../../src/modules/triage/classify/robustness-views.js';
import { openTriageFixture, type TriageFixture } from './triage-fixture.js';

let fixture: TriageFixture;
let member: string;
const lines = new Map<string, string>();

beforeAll(async () => {
  fixture = await openTriageFixture();
  for (const patient of ['HN-01', 'HN-10', 'HN-16']) lines.set(patient, await fixture.receive(patient));
  member = await fixture.person('member');
});
afterAll(() => fixture.close());

const asked = async (patient: string): Promise<RobustnessView['evaluators']> => {
  const answer = await fixture.send('GET', `/api/treatment-lines/${lines.get(patient)}/robustness`, member);
  expect(answer.statusCode).toBe(200);
  return answer.json<RobustnessView>().evaluators;
};

it('names the least change of one lesion that would alter each verdict of the last scan', async () => {
  const [radiology] = await asked('HN-01');
  const flips = new Map(radiology!.flips.map(({ verdict, now, words }) => [verdict, { now, words }]));
  // Grown from 18 mm: by 5 mm at least, so that 23 mm is the last size that is met.
  expect(flips.get('DR-A')).toEqual({ now: 'met', words: expect.stringContaining('3.1 mm less in N would make DR-A') });
  expect(radiology).toMatchObject({ evaluator: 'radiology', tooLarge: false, selectionFaults: [] });
});

it('says under how many choices of targets the category and the flag stay the same', async () => {
  const [radiology] = await asked('HN-01');
  expect(radiology!.targetChoice).toMatchObject({ exact: true, error: 0 });
  expect(radiology!.targetChoice!.tried).toBe(radiology!.targetChoice!.choices);
});

it('answers for each evaluator on its own', async () => {
  expect((await asked('HN-16')).map(({ evaluator }) => evaluator)).toHaveLength(3);
});

it("answers nobody outside of the patient's boards, nor for a line that is not there", async () => {
  const refused = await fixture.send(
    'GET',
    `/api/treatment-lines/${lines.get('HN-01')}/robustness`,
    await fixture.administrator(),
  );
  expect([403, 404]).toContain(refused.statusCode);
  expect((await fixture.send('GET', '/api/treatment-lines/999999/robustness', member)).statusCode).toBe(404);
});

it('is in the audit as a read of the patient', async () => {
  const reads = async (): Promise<number> =>
    (
      await fixture.query<{ count: number }>(
        `SELECT count(*)::integer AS count FROM audit_event WHERE action = 'case.read'`,
      )
    )[0]!.count;
  const before = await reads();
  await asked('HN-10');
  expect(await reads()).toBe(before + 1);
});

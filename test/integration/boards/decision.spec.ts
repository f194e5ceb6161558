/** A case before its board, from its preparation to its return, over HTTP with six accounts on real modules. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { canonicalText } from '../../../src/core/discussion/index.js';
import type { Agenda } from '../../../src/modules/boards/agenda/agenda-views.js';
import { CaseEndings } from '../../../src/modules/boards/cases/case-endings.service.js';
import { CaseRaising } from '../../../src/modules/boards/cases/case-raising.service.js';
import type { ShownBoardCase } from '../../../src/modules/boards/cases/case-views.js';
import type {
  ShownDecision,
  ShownOpinions,
  ShownOutcome,
  ShownOutcomeTexts,
  Verification,
} from '../../../src/modules/boards/decisions/outcome-views.js';
import { OwedWorks } from '../../../src/modules/boards/follow-up/owed-work.service.js';
import type { FollowedDecision, OwedWork } from '../../../src/modules/boards/follow-up/follow-up-views.js';
import type { ShownScores, ShownStandardOfCare } from '../../../src/modules/boards/quality/quality-views.js';
import type { ChangedOnAgenda, ChangedSince } from '../../../src/modules/boards/preparation/preparations.service.js';
import type { Prepared, ShownPreparation } from '../../../src/modules/boards/preparation/preparation-views.js';
import { DryRunWorker } from '../../../src/modules/triage/release/dry-run-worker.service.js';
import { AccountService, type BoardRole } from '../../../src/platform/access/index.js';
import {
  assessmentsOf,
  openTriageFixture,
  resized,
  statementOf,
  type TriageFixture,
} from '../triage/triage-fixture.js';

interface Person {
  readonly accountId: string;
  readonly authorization: string;
}

let fixture: TriageFixture;
let coordinator: Person;
let secondCoordinator: Person;
let chair: Person;
let radiologist: Person;
let radiotherapist: Person;
let surgeon: Person;

const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

async function person(role: BoardRole, name: string, discipline: string | null): Promise<Person> {
  const accounts = fixture.application.get(AccountService);
  const accountId = await accounts.addMachine({ siteId: fixture.context.siteId, displayName: name, roles: [] });
  await accounts.addBoardMember({ boardId: fixture.context.boardId, accountId, role });
  await fixture.query('UPDATE board_membership SET discipline = $2 WHERE account_id = $1', accountId, discipline);
  return { accountId, authorization: `Bearer ${(await accounts.issueApiKey(accountId, 'test')).key}` };
}

const send = (
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  by: Person,
  payload?: object,
  ifMatch?: string,
): Promise<LightMyRequestResponse> =>
  fixture.application.inject({
    method,
    url,
    payload,
    headers: { authorization: by.authorization, ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) },
  });

/** The body of an answer that has to be a good one. */
async function body<Value>(answer: Promise<LightMyRequestResponse>): Promise<Value> {
  const { statusCode, body: text } = await answer;
  if (statusCode >= 300) throw new Error(`${statusCode}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Value;
}

const caseUrl = (caseId: string, rest = ''): string => `/api/cases/${caseId}${rest}`;
const readCase = (caseId: string, by = coordinator): Promise<ShownBoardCase> =>
  body<ShownBoardCase>(send('GET', caseUrl(caseId), by));

/** The raised case of a patient of the cohort. */
async function caseOf(patient: string): Promise<{ readonly caseId: string; readonly lineId: string }> {
  const lineId = await fixture.receive(patient);
  await fixture.classify(lineId);
  await fixture.application.get(CaseRaising).raise();
  const [row] = await fixture.query<{ id: string }>('SELECT id FROM board_case WHERE treatment_line_id = $1', lineId);
  return { caseId: row!.id, lineId };
}

/** Makes the rules of this process those that hold. */
async function release(): Promise<void> {
  const administrator = await fixture.administrator();
  const { id } = (await fixture.send('POST', '/api/dry-runs', administrator)).json<{ id: string }>();
  await fixture.application.get(DryRunWorker).run(id);
  const { version: tag } = (await fixture.send('GET', `/api/dry-runs/${id}`, administrator)).json<{
    version: number;
  }>();
  const answer = await fixture.send(
    'POST',
    `/api/dry-runs/${id}/release`,
    administrator,
    { reason: 'reviewed' },
    `"${tag}"`,
  );
  if (answer.statusCode !== 200) throw new Error(answer.body);
}

/** The SHA-256 of a canonical text, as somebody works it out who has the answer alone. */
const sha256 = (value: unknown): string => createHash('sha256').update(canonicalText(value)).digest('hex');

let hours = 0;
/** A meeting that is in session, with cases on its agenda. */
async function sessionWith(...caseIds: readonly string[]): Promise<string> {
  const { id } = await body<{ id: string }>(
    send('POST', `/api/boards/${fixture.context.boardId}/meetings`, coordinator, {
      startsAt: new Date(Date.now() + (hours += 1) * 3_600_000).toISOString(),
      minutes: 30,
      place: 'Room 2.14',
    }),
  );
  for (const caseId of caseIds) await place(id, caseId);
  return id;
}
const version = async (meetingId: string): Promise<string> =>
  `"${(await body<Agenda>(send('GET', `/api/meetings/${meetingId}/agenda`, coordinator))).meeting.version}"`;
const place = async (meetingId: string, caseId: string): Promise<void> => {
  await body(send('POST', `/api/meetings/${meetingId}/agenda`, coordinator, { caseId }, await version(meetingId)));
};
const openMeeting = async (meetingId: string): Promise<void> => {
  await body(send('POST', `/api/meetings/${meetingId}/open`, chair, undefined, await version(meetingId)));
};

const optionOf = async (caseId: string): Promise<{ readonly option: string; readonly lesion: string }> => {
  const { bundle } = await body<ShownPreparation>(send('GET', caseUrl(caseId, '/preparations/1'), chair));
  const { line } = bundle as unknown as {
    line: { merged: { matrix: { options: { id: string }[]; lesions: { lesion: string }[] } } };
  };
  return { option: line.merged.matrix.options[0]!.id, lesion: line.merged.matrix.lesions[0]!.lesion };
};

const complete = (option: string, lesion: string, rationale: string): object => ({
  kind: 'options-chosen',
  options: [{ id: option, words: null, lesions: [lesion] }],
  intent: 'local-control',
  rationale,
  conditions: [{ kind: 'if', words: 'the wish of the patient is asked', owner: 'Dr. Groß', expires: day(14) }],
  actions: [{ words: 'Ask for the plan of the earlier radiotherapy', owner: 'radiation-oncology', due: day(7) }],
  dissent: [{ by: 'ear-nose-throat-surgery', words: 'would have waited for the next scan' }],
  unknown: ['Dose in the field of 2023'],
});

beforeAll(async () => {
  fixture = await openTriageFixture();
  coordinator = await person('coordinator', 'Carla', null);
  secondCoordinator = await person('coordinator', 'Cem', null);
  chair = await person('chair', 'Prof. Müller', 'medical-oncology');
  radiologist = await person('member', 'Dr. Rot', 'radiology');
  radiotherapist = await person('member', 'Dr. Strahl', 'radiation-oncology');
  surgeon = await person('member', 'Dr. Ohr', 'ear-nose-throat-surgery');
});
afterAll(() => fixture.close());

describe('a case before its board', () => {
  let caseId: string;
  let lineId: string;
  let meetingId: string;
  let decision: ShownDecision;

  it('is prepared: frozen with its hash, refused to be rewritten, and a late scan is told as changed since', async () => {
    ({ caseId, lineId } = await caseOf('HN-01'));
    meetingId = await sessionWith(caseId);
    const { items } = await body<Prepared>(send('POST', `/api/meetings/${meetingId}/prepare`, coordinator, {}));
    expect(items).toEqual([{ caseId, number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect((await readCase(caseId)).state).toBe('prepared');
    await expect(fixture.query('UPDATE preparation SET number = 9')).rejects.toThrow('append-only');
    const none = await body<ChangedSince>(send('GET', caseUrl(caseId, '/changed-since'), radiologist));
    expect(none.changes).toEqual([]);
    const [, , last] = assessmentsOf('HN-01');
    await fixture.record({
      ...resized(last!, { N: '31' }),
      sourceId: 'HN-01/week 27',
      timepoint: { label: 'week 27', date: '2026-07-20' },
    });
    await fixture.state(
      statementOf('HN-01', 'late-ecog', { name: 'ecog', state: 'known', value: 1, date: '2026-07-20' }),
    );
    await fixture.classify(lineId);
    const { changes } = await body<ChangedSince>(send('GET', caseUrl(caseId, '/changed-since'), radiologist));
    expect(changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'scan', of: 'week 27', was: null, now: 'week 27, 2026-07-20, radiology' }),
        expect.objectContaining({ kind: 'lesion', of: 'N', figure: 'now', was: '26', now: '31' }),
        expect.objectContaining({ kind: 'fact', of: 'ecog' }),
      ]),
    );
    expect(changes.filter(({ kind }) => kind === 'lesion')).toHaveLength(1);
  });

  it('is told with the other cases of its agenda in one answer, as each is told alone', async () => {
    const { caseId: quiet } = await caseOf('HN-12');
    const { caseId: unprepared } = await caseOf('HN-14');
    const changed = `/api/meetings/${meetingId}/changed-since`;
    await place(meetingId, quiet);
    await body(send('POST', `/api/meetings/${meetingId}/prepare`, coordinator, { caseIds: [quiet] }));
    await place(meetingId, unprepared);
    const { items } = await body<ChangedOnAgenda>(send('GET', changed, radiologist));
    expect(items).toEqual(
      await Promise.all(
        [caseId, quiet].map(async (id) => ({
          caseId: id,
          ...(await body<ChangedSince>(send('GET', caseUrl(id, '/changed-since'), radiologist))),
        })),
      ),
    );
    expect(items.map(({ changes }) => changes.length > 0)).toEqual([true, false]);
    const stranger = await fixture.administrator();
    expect((await fixture.send('GET', changed, stranger)).statusCode).toBe(403);
    for (const id of [quiet, unprepared]) {
      const { items: entries } = await body<Agenda>(send('GET', `/api/meetings/${meetingId}/agenda`, coordinator));
      const entry = entries.find(({ content }) => content?.case.id === id)!;
      await body(
        send(
          'POST',
          `/api/meetings/${meetingId}/agenda/${entry.id}/remove`,
          coordinator,
          { reason: 'for the test' },
          await version(meetingId),
        ),
      );
    }
  });

  it('is discussed only in session, by who may', async () => {
    expect((await send('POST', caseUrl(caseId, '/discuss'), coordinator)).statusCode).toBe(409);
    await openMeeting(meetingId);
    for (const [who, minutes] of [
      [chair, 30],
      [radiologist, 30],
      [radiotherapist, 30],
    ] as const)
      await body(
        send('POST', `/api/meetings/${meetingId}/attendance`, coordinator, {
          accountId: who.accountId,
          at: ago(minutes),
        }),
      );
    expect((await send('POST', caseUrl(caseId, '/discuss'), radiologist)).statusCode).toBe(403);
    expect((await body<ShownBoardCase>(send('POST', caseUrl(caseId, '/discuss'), coordinator))).state).toBe(
      'discussed',
    );
  });

  it('has a clock that is halted and goes on for everybody, by who may', async () => {
    const set = (by: Person, running: boolean): Promise<LightMyRequestResponse> =>
      send('PUT', caseUrl(caseId, '/clock'), by, { running });
    expect((await set(radiologist, false)).statusCode).toBe(403);
    const events = async (): Promise<string[]> =>
      (await readCase(caseId, radiologist)).history.map(({ event }) => event).filter((one) => one.startsWith('clock-'));
    await body(set(coordinator, true));
    expect(await events()).toEqual([]);
    await body(set(coordinator, false));
    await body(set(chair, false));
    expect(await events()).toEqual(['clock-paused']);
    await body(set(chair, true));
    expect(await events()).toEqual(['clock-paused', 'clock-resumed']);
  });

  it('takes opinions blind: those of others are read after the own is committed', async () => {
    const opinions = (by: Person): Promise<ShownOpinions> =>
      body<ShownOpinions>(send('GET', caseUrl(caseId, '/opinions'), by));
    const write = (by: Person, words: string, committed = true): Promise<LightMyRequestResponse> =>
      send('PUT', caseUrl(caseId, '/opinion'), by, { words, committed });
    await body(write(radiologist, 'It grew beyond noise.'));
    await body(write(radiotherapist, 'Not yet sure.', false));
    expect((await opinions(radiotherapist)).items.map(({ words }) => words)).toEqual([null, 'Not yet sure.']);
    await body(write(radiotherapist, 'The field has to be known.'));
    expect(await opinions(radiotherapist)).toMatchObject({
      open: true,
      items: [
        { discipline: 'radiology', words: 'It grew beyond noise.' },
        { discipline: 'radiation-oncology', mine: true },
      ],
    });
    expect((await write(radiologist, 'Another view.')).statusCode).toBe(409);
    expect((await opinions(surgeon)).items.map(({ words }) => words)).toEqual([null, null]);
    expect((await send('POST', caseUrl(caseId, '/opinions/open'), surgeon)).statusCode).toBe(403);
    await body(send('POST', caseUrl(caseId, '/opinions/open'), chair));
    expect((await opinions(surgeon)).items.map(({ words }) => words)).toEqual([
      'It grew beyond noise.',
      'The field has to be known.',
    ]);
  });

  it('names every missing part of an outcome, and shows two writers both texts', async () => {
    const refused = await send('POST', caseUrl(caseId, '/outcome/read-back'), coordinator);
    expect(refused.statusCode).toBe(422);
    expect(refused.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)).toEqual([
      '/kind',
      '/intent',
      '/rationale',
    ]);
    expect((await send('PUT', caseUrl(caseId, '/outcome'), coordinator, {})).statusCode).toBe(428);
    await body(send('PUT', caseUrl(caseId, '/outcome'), coordinator, { rationale: 'First words' }, '"0"'));
    await body(send('PUT', caseUrl(caseId, '/outcome'), coordinator, { rationale: 'First words, more' }, '"1"'));
    const late = await send('PUT', caseUrl(caseId, '/outcome'), secondCoordinator, { rationale: 'Other words' }, '"1"');
    expect(late.statusCode).toBe(412);
    expect(late.json()).toMatchObject({
      currentVersion: 2,
      theirs: { version: 2, writtenBy: 'Carla', content: { rationale: 'First words, more' } },
      yours: { rationale: 'Other words' },
    });
    const { items } = await body<ShownOutcomeTexts>(send('GET', caseUrl(caseId, '/outcome/texts'), chair));
    expect(
      items.map(({ version: number, madeOn, writtenBy, content }) => [number, madeOn, writtenBy, content.rationale]),
    ).toEqual([
      [1, 0, 'Carla', 'First words'],
      [2, 1, 'Carla', 'First words, more'],
      [null, 1, 'Cem', 'Other words'],
    ]);
    await expect(fixture.query('DELETE FROM outcome_text')).rejects.toThrow('append-only');
  });

  it('is signed by the chair as it was read back, and not where it changed since', async () => {
    const { option, lesion } = await optionOf(caseId);
    await body(send('PUT', caseUrl(caseId, '/outcome'), coordinator, complete('no-such-option', 'X', 'Why'), '"2"'));
    const wrong = await send('POST', caseUrl(caseId, '/outcome/read-back'), coordinator);
    expect(wrong.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)).toEqual([
      '/options/0/id',
      '/options/0/lesions/0',
    ]);
    await body(send('PUT', caseUrl(caseId, '/outcome'), coordinator, complete(option, lesion, 'Grew alone.'), '"3"'));
    const readBack = await body<ShownOutcome>(send('POST', caseUrl(caseId, '/outcome/read-back'), coordinator));
    expect(readBack).toMatchObject({ state: 'read-back', missing: [], readBack: { version: 4 } });
    await body(send('PUT', caseUrl(caseId, '/outcome'), coordinator, complete(option, lesion, 'Grew, alone.'), '"4"'));
    const sign = (by: Person, hash: string | null): Promise<LightMyRequestResponse> =>
      send('POST', caseUrl(caseId, '/outcome/sign'), by, { hash });
    const changed = await sign(chair, readBack.hash);
    expect(changed.statusCode).toBe(409);
    expect(changed.json()).toMatchObject({
      differences: [{ part: 'rationale', was: 'Grew alone.', now: 'Grew, alone.' }],
    });
    const again = await body<ShownOutcome>(send('POST', caseUrl(caseId, '/outcome/read-back'), coordinator));
    expect((await sign(coordinator, again.hash)).statusCode).toBe(403);
    decision = await body<ShownDecision>(sign(chair, again.hash));
    expect(decision).toMatchObject({
      signedBy: 'Prof. Müller',
      preparation: 1,
      actions: [{ state: 'open', owner: 'radiation-oncology' }],
      conditions: [{ state: 'waiting', kind: 'if' }],
      text: {
        outcome: { dissent: [{ by: 'ear-nose-throat-surgery' }] },
        quorum: { met: false, present: ['medical-oncology', 'radiology', 'radiation-oncology'] },
      },
    });
    const { quorum } = decision.text as { quorum: { missing: string[][] } };
    expect(quorum.missing).toContainEqual(['ear-nose-throat-surgery', 'oral-and-maxillofacial-surgery']);
    expect((await sign(chair, again.hash)).statusCode).toBe(409);
    expect((await send('PUT', caseUrl(caseId, '/outcome'), coordinator, {}, '"5"')).statusCode).toBe(409);
    await expect(fixture.query('UPDATE decision SET hash = $1', 'x')).rejects.toThrow('append-only');
  });

  it('is amended with a reason, printed as letter and minutes, and verifies', async () => {
    const amend = (by: Person): Promise<LightMyRequestResponse> =>
      send('POST', `/api/decisions/${decision.id}/amendments`, by, {
        reason: 'Wrong day',
        text: 'The appointment moved.',
      });
    expect((await amend(coordinator)).statusCode).toBe(403);
    await body(amend(chair));
    expect((await body<ShownDecision>(amend(chair))).amendments.map(({ number }) => number)).toEqual([1, 2]);
    for (const url of [
      `/api/decisions/${decision.id}/letter.pdf`,
      `/api/decisions/${decision.id}/letter.pdf?language=de`,
      `/api/meetings/${meetingId}/minutes.pdf`,
    ]) {
      const printed = await send('GET', url, chair);
      expect([url, printed.statusCode, printed.headers['content-type']]).toEqual([url, 200, 'application/pdf']);
      expect(printed.rawPayload.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    }
    const verification = await body<Verification>(
      send('GET', `/api/decisions/${decision.id}/verification`, radiologist),
    );
    expect(verification).toMatchObject({ verified: true, hash: decision.hash, computed: decision.hash });
    expect(verification.amendments.map(({ verified }) => verified)).toEqual([true, true]);
  });

  /** The decision and the bundle that it rested on are what they were, by hashes that are computed here. */
  const staysWhole = async (): Promise<void> => {
    const now = await body<ShownDecision>(send('GET', `/api/decisions/${decision.id}`, radiologist));
    expect(now.text).toEqual(decision.text);
    expect([now.hash, sha256(now.text)]).toEqual([decision.hash, decision.hash]);
    const { bundle, hash } = await body<ShownPreparation>(
      send('GET', caseUrl(caseId, `/preparations/${now.preparation}`), radiologist),
    );
    expect([hash, sha256(bundle)]).toEqual([(decision.text as { bundle: string }).bundle, hash]);
    const { screen } = (bundle as unknown as { line: { screen: { lesions: { lesion: string; now: unknown }[] } } })
      .line;
    expect(screen.lesions.find(({ lesion }) => lesion === 'N')?.now).toMatchObject({ parameters: { size: 26_000 } });
    expect(
      await body<Verification>(send('GET', `/api/decisions/${decision.id}/verification`, radiologist)),
    ).toMatchObject({ verified: true, bundle: { verified: true, hash, computed: hash } });
  };
  const changedNow = async (): Promise<string[]> =>
    (await body<ChangedSince>(send('GET', caseUrl(caseId, '/changed-since'), radiologist))).changes.map(
      ({ kind, of }) => `${kind} ${of}`,
    );
  const classifications = async (): Promise<number> =>
    (await fixture.query<{ id: string }>('SELECT id FROM classification WHERE treatment_line_id = $1', lineId)).length;

  it('stays readable and verifies after a re-evaluation', async () => {
    const before = await classifications();
    await fixture.state(
      statementOf('HN-01', 'later-ecog', { name: 'ecog', state: 'known', value: 2, date: '2026-07-27' }),
    );
    await fixture.classify(lineId);
    expect(await classifications()).toBeGreaterThan(before);
    await staysWhole();
  });

  it('stays readable and verifies after a correction of the scan that it rested on', async () => {
    expect(await changedNow()).not.toContain('scan week 18');
    await fixture.record(resized(assessmentsOf('HN-01').at(-1)!, { N: '40' }));
    await fixture.classify(lineId);
    expect(await changedNow()).toContain('scan week 18');
    await staysWhole();
  });

  it('stays readable and verifies after a change of rules', async () => {
    expect(await changedNow()).not.toContain('versions engine and rules');
    fixture.computation.ruleSetVersion = '9.0.0';
    await release();
    await fixture.classify(lineId);
    expect(await changedNow()).toContain('versions engine and rules');
    await staysWhole();
  });

  it('is told not to be what was signed where a text is changed past the service', async () => {
    const verify = (): Promise<Verification> => body(send('GET', `/api/decisions/${decision.id}/verification`, chair));
    const alter = async (from: string, to: string): Promise<void> => {
      await fixture.query('ALTER TABLE decision DISABLE TRIGGER decision_append_only');
      await fixture.query('UPDATE decision SET text = replace(text::text, $1, $2)::jsonb', from, to);
      await fixture.query('ALTER TABLE decision ENABLE TRIGGER decision_append_only');
    };
    await alter('Grew, alone.', 'Grew, not alone.');
    expect(await verify()).toMatchObject({ verified: false, bundle: { verified: true } });
    await alter('Grew, not alone.', 'Grew, alone.');
    expect(await verify()).toMatchObject({ verified: true });
  });

  it('is owed, done, followed up with reasons, and its treatment recorded', async () => {
    const owed = (): Promise<{ items: OwedWork[] }> =>
      body(send('GET', `/api/actions?caseId=${caseId}`, radiotherapist));
    const { items } = await owed();
    expect(items.map(({ kind, overdue }) => [kind, overdue])).toEqual([
      ['action', false],
      ['condition', false],
    ]);
    const action = items[0]!.id;
    const done = (by: Person, on: string): Promise<LightMyRequestResponse> =>
      send('POST', `/api/actions/${action}/done`, by, { on });
    await body(send('POST', `/api/actions/${action}/hand-over`, coordinator, { owner: 'Dr. Strahl', due: day(3) }));
    expect((await done(radiotherapist, day(2))).statusCode).toBe(422);
    await body(done(radiotherapist, day(0)));
    expect((await done(radiotherapist, day(0))).statusCode).toBe(409);
    expect((await owed()).items.map(({ kind }) => kind)).toEqual(['condition']);
    const report = (by: Person, given: object): Promise<LightMyRequestResponse> =>
      send('POST', caseUrl(caseId, '/follow-up'), by, given);
    expect((await report(coordinator, { carriedOut: 'partly', date: day(0) })).statusCode).toBe(422);
    const followed = await body<ShownDecision>(
      report(coordinator, {
        carriedOut: 'partly',
        date: day(0),
        reasons: ['patient-choice'],
        treatmentGiven: 'Stereotactic radiotherapy of N',
        startedOn: day(0),
      }),
    );
    expect(followed.followUps).toMatchObject([
      { carriedOut: 'partly', reasons: ['patient-choice'], daysFromDecision: 0 },
    ]);
    const shown = await readCase(caseId);
    expect(shown).toMatchObject({
      state: 'followed-up',
      decision: { id: decision.id, became: { carriedOut: 'partly' } },
    });
    const close = await send(
      'POST',
      caseUrl(caseId, '/transitions'),
      coordinator,
      { transition: 'close' },
      `"${shown.version}"`,
    );
    expect(close.statusCode).toBe(409);
  });

  it('is listed with what became of it, and says to each reader what is theirs to do', async () => {
    const listed = async (by: Person): Promise<FollowedDecision[]> =>
      (await body<{ items: FollowedDecision[] }>(send('GET', '/api/follow-ups', by))).items;
    expect(await listed(coordinator)).toEqual([
      expect.objectContaining({
        decisionId: decision.id,
        caseState: 'followed-up',
        openWork: 1,
        became: expect.objectContaining({ carriedOut: 'partly', daysFromDecision: 0 }),
        offered: ['follow-up', 'close', 'end'],
      }),
    ]);
    expect((await listed(radiotherapist)).map(({ offered }) => offered)).toEqual([['follow-up']]);
    const read = (by: Person): Promise<ShownDecision> =>
      body<ShownDecision>(send('GET', `/api/decisions/${decision.id}`, by));
    const [ofChair, ofMember] = [await read(chair), await read(radiologist)];
    expect([ofChair.mayAmend, ofMember.mayAmend]).toEqual([true, false]);
    expect(ofMember.conditions.map(({ offered }) => offered)).toEqual([['report-met', 'report-unmet']]);
    expect(ofChair.conditions.map(({ offered }) => offered)).toEqual([
      ['hand-over', 'report-met', 'report-unmet', 'drop'],
    ]);
    expect(ofChair.actions.map(({ state, offered }) => [state, offered])).toEqual([['done', []]]);
  });

  it('is scored only where its board wants it; the newest of each person counts', async () => {
    const scores = { radiology: 4, pathology: null };
    const score = (by: Person, given: object): Promise<LightMyRequestResponse> =>
      send('POST', caseUrl(caseId, '/discussion-scores'), by, given);
    expect((await score(chair, { scores })).statusCode).toBe(409);
    await fixture.query('UPDATE board SET mode_lite = true WHERE id = $1', fixture.context.boardId);
    expect((await score(chair, { scores: { radiology: 6 } })).statusCode).toBe(422);
    await body(score(chair, { scores }));
    await body(score(radiologist, { scores: { 'clinical-input': 2 }, words: 'Little was said.' }));
    const shown = await body<ShownScores>(score(chair, { scores: { radiology: 5 } }));
    expect(shown).toMatchObject({ used: true, mayScore: true, meetingId, scale: { checked: false } });
    expect(shown.items.map(({ by, mine, scores: given }) => [by, mine, given.radiology, given.pathology])).toEqual([
      ['Prof. Müller', true, 5, null],
      ['Dr. Rot', false, null, null],
    ]);
    await fixture.query('UPDATE board SET mode_lite = false WHERE id = $1', fixture.context.boardId);
    await expect(fixture.query('UPDATE discussion_score SET words = $1', 'x')).rejects.toThrow('append-only');
  });

  it('comes back when its condition lapses by the clock of the database, and names what was decided', async () => {
    const works = fixture.application.get(OwedWorks);
    expect(await works.lapse()).toBe(0);
    await fixture.query('UPDATE decision_condition SET expires = $1 WHERE decision_id = $2', day(-2), decision.id);
    const { items } = await body<{ items: OwedWork[] }>(send('GET', '/api/actions', chair));
    expect(items[0]).toMatchObject({ kind: 'condition', overdue: true });
    expect(await works.lapse()).toBe(1);
    expect(await works.lapse()).toBe(0);
    const lapsed = await body<ShownDecision>(send('GET', `/api/decisions/${decision.id}`, chair));
    const { state, returnedCaseId } = lapsed.conditions[0]!;
    expect(state).toBe('lapsed');
    expect(await readCase(returnedCaseId!)).toMatchObject({
      reasons: expect.arrayContaining(['returned-decision']),
      predecessor: { id: caseId },
      previousDecision: { caseId, decision: { id: decision.id, became: { carriedOut: 'partly' } } },
    });
    const shown = await readCase(caseId);
    await body(
      send('POST', caseUrl(caseId, '/transitions'), coordinator, { transition: 'close' }, `"${shown.version}"`),
    );
  });

  it('shows each step in the audit', async () => {
    const rows = await fixture.query<{ action: string }>('SELECT action FROM audit_event ORDER BY id');
    const actions = rows.map(({ action }) => action);
    const steps = [
      'meeting.prepare',
      'meeting.open',
      'attendance.arrive',
      'case.discuss',
      'case.pause-clock',
      'opinion.commit',
      'opinion.open',
      'outcome.write',
      'outcome.write-beside',
      'outcome.read-back',
      'decision.sign',
      'decision.amend',
      'decision.letter',
      'meeting.minutes',
      'decision.verify',
      'action.hand-over',
      'action.report-done',
      'case.follow-up',
      'condition.lapse',
      'case.close',
    ];
    expect(steps.filter((step) => !actions.includes(step))).toEqual([]);
    expect(steps.map((step) => actions.indexOf(step))).toEqual(
      steps.map((step) => actions.indexOf(step)).sort((one, other) => one - other),
    );
  });
});

describe('a case that is put off, and one whose patient dies', () => {
  it('leaves the agenda, and what was typed is kept; unprepared, it is frozen when it is discussed again', async () => {
    const { caseId } = await caseOf('HN-02');
    const first = await sessionWith(caseId);
    expect((await send('PUT', caseUrl(caseId, '/clock'), chair, { running: false })).statusCode).toBe(409);
    await openMeeting(first);
    await body(send('POST', caseUrl(caseId, '/discuss'), chair));
    await body(send('PUT', caseUrl(caseId, '/outcome'), chair, { rationale: 'Begun' }, '"0"'));
    expect((await send('POST', caseUrl(caseId, '/defer'), chair, { reason: 'tired' })).statusCode).toBe(409);
    const deferred = await body<ShownBoardCase>(
      send('POST', caseUrl(caseId, '/defer'), chair, { reason: 'imaging-missing' }),
    );
    expect(deferred).toMatchObject({ state: 'deferred', stateReason: 'imaging-missing', meeting: null });
    expect(await body<ShownOutcome>(send('GET', caseUrl(caseId, '/outcome'), chair))).toMatchObject({
      state: 'dropped',
      content: { rationale: 'Begun' },
    });
    const minutes = await send('GET', `/api/meetings/${first}/minutes.pdf`, chair);
    expect(minutes.statusCode).toBe(200);
    for (const given of [{ transition: 'accept' }, { transition: 'list', protocol: 'House protocol HN-2' }])
      await body(send('POST', caseUrl(caseId, '/transitions'), chair, given, `"${(await readCase(caseId)).version}"`));
    const begun = await body<ShownOutcome>(send('GET', caseUrl(caseId, '/outcome'), chair));
    expect(begun).toMatchObject({
      version: 0,
      content: { kind: 'listed-under-standard', protocol: 'House protocol HN-2', rationale: '' },
    });
    await body(send('PUT', caseUrl(caseId, '/outcome'), chair, begun.content, '"0"'));
    const after = { transition: 'discuss-after-all', words: 'The patient asks for it.' };
    await body(send('POST', caseUrl(caseId, '/transitions'), chair, after, `"${(await readCase(caseId)).version}"`));
  });

  it('drops what is open with a death: no letter goes out, the record stays readable', async () => {
    const { caseId } = await caseOf('HN-03');
    const meetingId = await sessionWith(caseId);
    await openMeeting(meetingId);
    await body(send('POST', caseUrl(caseId, '/discuss'), chair));
    const { option, lesion } = await optionOf(caseId);
    await body(send('PUT', caseUrl(caseId, '/outcome'), chair, complete(option, lesion, 'Why'), '"0"'));
    const { hash } = await body<ShownOutcome>(send('POST', caseUrl(caseId, '/outcome/read-back'), chair));
    const decision = await body<ShownDecision>(send('POST', caseUrl(caseId, '/outcome/sign'), chair, { hash }));
    await fixture.state(statementOf('HN-03', 'died', { name: 'died', state: 'known', value: { on: '2026-08' } }));
    expect(await fixture.application.get(CaseEndings).end()).toBe(1);
    const letter = await send('GET', `/api/decisions/${decision.id}/letter.pdf`, chair);
    expect([letter.statusCode, letter.json<{ detail: string }>().detail]).toEqual([
      409,
      expect.stringContaining('The patient has died: no letter goes out.'),
    ]);
    expect(await body<ShownDecision>(send('GET', `/api/decisions/${decision.id}`, chair))).toMatchObject({
      actions: [{ state: 'dropped' }],
      conditions: [{ state: 'dropped' }],
    });
    expect((await readCase(caseId)).state).toBe('closed');
  });
});

describe('a case that is listed, and a condition that is not met', () => {
  const signed = async (caseId: string, content: object): Promise<ShownDecision> => {
    await body(send('PUT', caseUrl(caseId, '/outcome'), chair, content, '"0"'));
    const { hash } = await body<ShownOutcome>(send('POST', caseUrl(caseId, '/outcome/read-back'), chair));
    const answers = await Promise.all(
      [1, 2].map(() => send('POST', caseUrl(caseId, '/outcome/sign'), chair, { hash })),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    return answers.find(({ statusCode }) => statusCode === 200)!.json<ShownDecision>();
  };

  it('is signed without a meeting under its standard, frozen with its signature', async () => {
    const { caseId } = await caseOf('HN-04');
    const move = async (given: object): Promise<void> => {
      const { version: tag } = await readCase(caseId);
      await body(send('POST', caseUrl(caseId, '/transitions'), chair, given, `"${tag}"`));
    };
    await move({ transition: 'accept' });
    await move({ transition: 'list', protocol: 'House protocol HN-4' });
    const content = { kind: 'none-chosen', intent: 'none-stated', rationale: 'As the protocol has it.' };
    await body(send('PUT', caseUrl(caseId, '/outcome'), chair, content, '"0"'));
    const wrong = await send('POST', caseUrl(caseId, '/outcome/read-back'), chair);
    expect(wrong.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)).toEqual(['/kind']);
    const right = { ...content, kind: 'listed-under-standard', protocol: 'House protocol HN-4' };
    await body(send('PUT', caseUrl(caseId, '/outcome'), chair, right, '"1"'));
    const { hash } = await body<ShownOutcome>(send('POST', caseUrl(caseId, '/outcome/read-back'), chair));
    const decision = await body<ShownDecision>(send('POST', caseUrl(caseId, '/outcome/sign'), chair, { hash }));
    expect(decision).toMatchObject({ meetingId: null, preparation: 1, text: { quorum: null } });
    expect((await send('GET', `/api/decisions/${decision.id}/letter.pdf`, chair)).statusCode).toBe(200);
    expect(await body<Verification>(send('GET', `/api/decisions/${decision.id}/verification`, chair))).toMatchObject({
      verified: true,
    });
  });

  it('stands in the list of its board with a sample of stated size, until it is discussed after all', async () => {
    const { caseId } = await caseOf('HN-07');
    const move = async (given: object): Promise<void> => {
      const { version: tag } = await readCase(caseId);
      await body(send('POST', caseUrl(caseId, '/transitions'), chair, given, `"${tag}"`));
    };
    const listed = (query: string, by = radiologist): Promise<LightMyRequestResponse> =>
      send('GET', `/api/boards/${fixture.context.boardId}/standard-of-care?${query}`, by);
    const days = `from=${day(-1)}&until=${day(1)}`;
    await move({ transition: 'accept' });
    await move({ transition: 'list', protocol: 'House protocol HN-7' });
    const both = await body<ShownStandardOfCare>(listed(`${days}&sample=1`));
    expect(both.items.map(({ protocol, signedBy }) => [protocol, signedBy])).toEqual([
      ['House protocol HN-4', 'Prof. Müller'],
      ['House protocol HN-7', null],
    ]);
    expect(both.sample).toMatchObject({ size: 1, of: 2 });
    expect(both.items.filter(({ inSample }) => inSample)).toHaveLength(1);
    expect(await body<ShownStandardOfCare>(listed(`${days}&sample=1`, coordinator))).toEqual(both);
    await move({ transition: 'discuss-after-all', words: 'The patient asks for it.' });
    expect((await body<ShownStandardOfCare>(listed(days))).items.map(({ protocol }) => protocol)).toEqual([
      'House protocol HN-4',
    ]);
    expect((await body<ShownStandardOfCare>(listed(`from=${day(2)}&until=${day(3)}`))).items).toEqual([]);
    expect((await listed(`from=${day(1)}&until=${day(0)}`)).statusCode).toBe(422);
  });

  it('is signed once by two at once; brings its case back, or joins the one of the line that is open', async () => {
    const { caseId } = await caseOf('HN-11');
    const meetingId = await sessionWith(caseId);
    await openMeeting(meetingId);
    await body(send('POST', caseUrl(caseId, '/discuss'), chair));
    const { option, lesion } = await optionOf(caseId);
    const [condition] = (complete(option, lesion, 'Why') as { conditions: object[] }).conditions;
    const content = { ...complete(option, lesion, 'Why'), conditions: [condition, condition] };
    const { conditions } = await signed(caseId, content);
    const unmet = (index: number): Promise<LightMyRequestResponse> =>
      send('POST', `/api/conditions/${conditions[index]!.id}/unmet`, surgeon, { words: 'The patient declined.' });
    for (const index of [0, 1]) await body(unmet(index));
    expect((await unmet(0)).statusCode).toBe(409);
    const cases = await fixture.query<{ id: string; reasons: string[]; predecessor_id: string }>(
      `SELECT id, reasons, predecessor_id FROM board_case WHERE predecessor_id = $1`,
      caseId,
    );
    expect(cases).toMatchObject([{ reasons: ['returned-decision'], predecessor_id: caseId }]);
    expect((await readCase(cases[0]!.id)).history.map(({ event }) => event)).toEqual(['raise', 'condition-returned']);
  });
});

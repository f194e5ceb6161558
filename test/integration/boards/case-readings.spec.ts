import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Agenda } from '../../../src/modules/boards/agenda/agenda-views.js';
import type { CaseListRow } from '../../../src/modules/boards/cases/case-views.js';
import { CaseRaising } from '../../../src/modules/boards/cases/case-raising.service.js';
import { openTriageFixture, type TriageFixture } from '../triage/triage-fixture.js';

/** A reading as it is sent: every phrase rendered. */
interface SentReading {
  readonly screen: {
    readonly question: string;
    readonly options: readonly { readonly id: string }[];
    readonly whyNow: readonly string[];
  };
  readonly merged: {
    readonly matrix: { readonly options: readonly { readonly id: string }[] };
    readonly unknowns: readonly { readonly words: string; readonly lesions: readonly string[] }[];
    readonly evidence: readonly { readonly doi: string | null; readonly finding: string }[];
    readonly questions: readonly { readonly itemId: string; readonly rule: string }[];
  };
  readonly readiness: { readonly there: number; readonly of: number; readonly words: string };
  readonly disciplines: readonly { readonly oneOf: readonly string[] }[];
}

let fixture: TriageFixture;
let coordinator: string;
let cases: readonly CaseListRow[];
beforeAll(async () => {
  fixture = await openTriageFixture();
  coordinator = await fixture.person('coordinator');
  await fixture.classify(await fixture.receive('HN-01'), await fixture.receive('HN-02'));
  await fixture.application.get(CaseRaising).raise();
  cases = (await fixture.send('GET', '/api/cases', coordinator)).json<{ items: CaseListRow[] }>().items;
});
afterAll(() => fixture.close());

const readingOf = async (id: string): Promise<SentReading> => {
  const answer = await fixture.send('GET', `/api/cases/${id}/reading`, coordinator);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<SentReading>();
};
const once = (values: readonly unknown[]): boolean =>
  new Set(values.map((value) => JSON.stringify(value))).size === values.length;

describe('the reading of a case', () => {
  it('says each option and each unknown once, with every question of the case behind it', async () => {
    expect(cases.map(({ state, reasons }) => [state, reasons])).toEqual([
      ['raised', ['flag']],
      ['raised', ['flag']],
    ]);
    for (const { id, itemIds } of cases) {
      const { screen, merged } = await readingOf(id);
      expect(once(merged.matrix.options.map((option) => option.id))).toBe(true);
      expect(once(merged.unknowns.map(({ words, lesions }) => [words, lesions]))).toBe(true);
      expect(screen.options.map((option) => option.id)).toEqual(merged.matrix.options.map((option) => option.id));
      expect(merged.questions.map((question) => question.itemId).sort()).toEqual([...itemIds].sort());
    }
  });

  it('leads with the question of the list, until somebody words it', async () => {
    const [{ id, question, version } = cases[0]!] = cases;
    expect((await readingOf(id)).screen.question).toBe(question);
    const answer = await fixture.send(
      'PATCH',
      `/api/cases/${id}`,
      coordinator,
      { question: 'Neck dissection while pembrolizumab continues?' },
      `"${version}"`,
    );
    expect(answer.statusCode).toBe(200);
    expect((await readingOf(id)).screen.question).toBe('Neck dissection while pembrolizumab continues?');
    expect(answer.json<{ history: readonly object[] }>().history.at(-1)).toMatchObject({
      event: 'edited',
      detail: { before: { question: null } },
    });
  });

  it('says in the list and on an agenda how ready it is, as the reading does', async () => {
    for (const { id, readiness } of cases) {
      const { there, of, words } = (await readingOf(id)).readiness;
      expect(readiness).toEqual({ there, of, words });
      expect(words).toMatch(/^\d+ of \d+ facts there; first (missing|out of date): /);
    }
    const path = `/api/boards/${fixture.context.boardId}/meetings`;
    const startsAt = new Date(Date.now() + 864e5).toISOString();
    const { id: meetingId } = (await fixture.send('POST', path, coordinator, { startsAt, minutes: 60 })).json<{
      id: string;
    }>();
    const [{ id: caseId, readiness } = cases[0]!] = cases;
    const placed = await fixture.send('POST', `/api/meetings/${meetingId}/agenda`, coordinator, { caseId }, '"1"');
    expect(placed.json<Agenda>().items.map(({ content }) => content?.readiness)).toEqual([readiness]);
  });

  it('says how ready the case is, who is needed, and which studies are cited', async () => {
    const { readiness, disciplines, merged } = await readingOf(cases[1]!.id);
    expect(readiness.there).toBeLessThan(readiness.of);
    expect(disciplines.length).toBeGreaterThan(0);
    expect(merged.evidence.every(({ finding }) => finding !== '')).toBe(true);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { form, type IntakeApplication, type Sender, startIntakeApplication } from './intake-application.js';

let app: IntakeApplication;
beforeAll(async () => {
  app = await startIntakeApplication();
});
afterAll(() => app.close());

interface Row {
  readonly id: string;
  readonly importId?: string;
  readonly code: string;
  readonly state: string;
  readonly owner: string;
  readonly dueOn: string | null;
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly correctable: boolean;
  readonly column: string | null;
}

const header = 'patient,evaluator,treatment_line,timepoint,date,lesion,role,organ,size_mm';
const csv = (...lines: string[]) => [header, ...lines].join('\n');

async function sent(text: string, fields: Record<string, string> = {}): Promise<string> {
  const answer = await app.upload(form({ format: 'csv', ...fields }, { 'scans.csv': text }));
  expect(answer.status).toBe(202);
  const { id } = (await answer.json()) as { id: string };
  await app.workOff(id);
  return id;
}
const held = async (id: string, kind = 'holds'): Promise<Row[]> =>
  ((await (await app.get(`/api/imports/${id}/held?kind=${kind}`, app.sender)).json()) as { items: Row[] }).items;
const open = async (id: string, kind = 'holds') => (await held(id, kind)).filter(({ state }) => state === 'open');
const answer = async (id: string, body: object, as: Sender = app.sender) => {
  const sentBack = await app.post(`/api/sender-queries/${id}/answer`, body, as);
  return { status: sentBack.status, body: (await sentBack.json()) as { state?: string; detail?: string } };
};
const sizes = (patient: string) =>
  app.query<{ lesion: string; micrometres: number }>(
    `SELECT lesion.label AS lesion, micrometres FROM measurement JOIN assessment ON assessment.id = assessment_id JOIN lesion ON lesion.id = lesion_id
     JOIN patient ON patient.id = assessment.patient_id WHERE patient.patient_id = $1 AND superseded_by IS NULL ORDER BY 1`,
    [patient],
  );
const counts = async (id: string) =>
  (await app.query<object>('SELECT taken_count AS taken, held_count AS held FROM import WHERE id = $1', [id]))[0];

describe('a held cell', () => {
  it('answered as it should be is read again: the assessment is taken, the row stays as it was sent, and who answered is kept', async () => {
    const id = await sent(
      csv('A1,R,L,one,2026-01-05,A,target,lung,about 20', 'A1,R,L,one,2026-01-05,B,target,liver,30'),
    );
    const [query] = await held(id);
    expect(query).toMatchObject({ state: 'open', owner: 'Radiology', correctable: true, answer: null });
    const due = new Date(Date.parse(new Date().toISOString().slice(0, 10)) + 7 * 86_400_000).toISOString().slice(0, 10);
    expect(Math.abs(Date.parse(query!.dueOn ?? '') - Date.parse(due))).toBeLessThanOrEqual(86_400_000);
    expect(await counts(id)).toEqual({ taken: 0, held: 1 });
    expect((await answer(query!.id, { value: '20' })).body).toEqual({ state: 'taken' });
    expect(await sizes('A1')).toEqual([
      { lesion: 'A', micrometres: 20_000 },
      { lesion: 'B', micrometres: 30_000 },
    ]);
    expect(await counts(id)).toEqual({ taken: 1, held: 0 });
    expect(await held(id)).toMatchObject([
      { state: 'answered', answer: '20', answeredBy: 'Radiology', correctable: false },
    ]);
    expect(
      await app.query(`SELECT cells ->> 'size_mm' AS size FROM import_row WHERE import_id = $1 ORDER BY row_number`, [
        id,
      ]),
    ).toEqual([{ size: 'about 20' }, { size: '30' }]);
    expect((await answer(query!.id, { value: '21' })).status).toBe(409);
  });

  it('answered by what cannot be read either is asked anew; with two faults the other one stays', async () => {
    const id = await sent(
      csv('A2,R,L,one,2026-01-05,A,target,lung,about 20', 'A2,R,L,one,2026-01-05,B,target,liver,thirty'),
    );
    const [first, second] = await held(id);
    expect((await answer(first!.id, { value: 'nearly 20' })).body).toEqual({ state: 'held' });
    const [again, other] = await open(id);
    expect([again?.column, other?.column]).toEqual(['size_mm', 'size_mm']);
    expect(await open(id)).toHaveLength(2);
    expect((await answer(second!.id, { value: '30' })).status).toBe(409);
    expect((await answer(again!.id, { value: '20' })).body).toEqual({ state: 'held' });
    const [last] = await open(id);
    expect((await answer(last!.id, { value: '30' })).body).toEqual({ state: 'taken' });
    expect(await open(id)).toEqual([]);
  });

  it('of a row that belonged nowhere finds its assessment; one that would move to another is refused', async () => {
    const id = await sent(csv('A3,R,L,one,2026-01-05,A,target,lung,20', ',R,L,one,2026-01-05,B,target,liver,30'));
    const [query] = await held(id);
    expect(query).toMatchObject({ code: 'no-patient', column: 'patient' });
    expect((await answer(query!.id, { value: 'A3' })).body.state).toBe('taken');
    expect(await sizes('A3')).toHaveLength(2);
    const other = await sent(csv('A4,R,L,one,2026-99-05,A,target,lung,20'));
    const [date] = await held(other);
    expect(date).toMatchObject({ column: 'date' });
    expect((await answer(date!.id, { value: '2026-02-05' })).body.state).toBe('taken');
    const without = await sent(csv('A5,R,L,,2026-99-05,A,target,lung,20'));
    const [labelled] = await held(without);
    expect(await answer(labelled!.id, { value: '2026-02-05' })).toMatchObject({ status: 409 });
  });

  it('of visits side by side is corrected in its own visit', async () => {
    const mapping = {
      columns: { p: 'patient', e: 'evaluator', l: 'lesion', r: 'role' },
      visits: [
        { timepoint: 'one', columns: { 'one mm': 'size_mm' }, constants: { date: '2026-01-05' } },
        { timepoint: 'two', columns: { 'two mm': 'size_mm' }, constants: { date: '2026-03-05' } },
      ],
    };
    const id = await sent('p,e,l,r,one mm,two mm\nA6,R,A,target,20,\nA6,R,B,target,10,11\n', {
      mapping: JSON.stringify(mapping),
    });
    const [query] = await held(id);
    expect(query).toMatchObject({ code: 'blank-size', column: 'two mm' });
    expect((await answer(query!.id, { value: '22' })).body.state).toBe('taken');
    expect((await sizes('A6')).map(({ micrometres }) => micrometres).sort()).toEqual([10_000, 11_000, 20_000, 22_000]);
  });
});

describe('a question beside what was taken', () => {
  it('is explained in words; what holds is not', async () => {
    const id = await sent(csv('B1,R,,one,2026-01-05,A,target,lung,20', 'B1,R,,two,2026-03-05,A,target,lung,x'));
    const [asked] = await held(id, 'asks');
    expect((await answer(asked!.id, { words: 'There is one line.' })).body).toEqual({ state: 'explained' });
    expect(await held(id, 'asks')).toMatchObject([{ state: 'answered', answer: 'There is one line.' }]);
    const [holding] = await held(id);
    expect((await answer(holding!.id, { words: 'It is right.' })).status).toBe(409);
    expect((await answer(holding!.id, {})).status).toBe(422);
    expect((await answer(holding!.id, { value: 'a\u202eb' })).status).toBe(422);
  });

  it('is nothing for those who see no such upload', async () => {
    const id = await sent(csv('B2,R,L,one,2026-01-05,A,target,lung,x'));
    const [query] = await held(id);
    const stranger = await app.machine('submitter');
    expect((await answer(query!.id, { value: '1' }, stranger)).status).toBe(404);
    expect((await answer(query!.id, { value: '1' }, await app.machine('administrator'))).status).toBe(403);
    expect((await answer('999999', { value: '1' })).status).toBe(404);
  });
});

describe('questions of all uploads', () => {
  it('are listed by their day, taken over, and given another day', async () => {
    const id = await sent(csv('C1,R,L,one,2026-01-05,A,target,lung,x'));
    const [query] = await held(id);
    const assign = (body: object) =>
      app.send(`/api/sender-queries/${query!.id}`, {
        method: 'PATCH',
        headers: { authorization: app.coordinator.authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await assign({ owner: 'me', dueOn: '2020-01-01' })).status).toBe(204);
    expect((await assign({ owner: 'someone' })).status).toBe(422);
    const all = (await (await app.get('/api/sender-queries?limit=1')).json()) as { items: Row[]; next: string | null };
    expect(all.items).toMatchObject([{ id: query!.id, importId: id, dueOn: '2020-01-01', state: 'open' }]);
    const rest = (await (await app.get(`/api/sender-queries?cursor=${all.next}`)).json()) as { items: Row[] };
    expect(rest.items.map((one) => one.id)).not.toContain(query!.id);
    expect(rest.items.every(({ state }) => state === 'open')).toBe(true);
    await answer(query!.id, { value: '12' });
    expect((await assign({ dueOn: '2030-01-01' })).status).toBe(409);
  });
});

describe('the list as a file', () => {
  const sentBack = async (text: string | Buffer, as: Sender = app.sender) => {
    const answered = await app.send('/api/sender-queries/answers', {
      method: 'POST',
      headers: { authorization: as.authorization },
      body: form({}, { 'held.csv': text }),
    });
    return {
      status: answered.status,
      body: (await answered.json()) as { answered: number; blank: number; refused: { row: number; detail: string }[] },
    };
  };

  it('is filled in and sent back, each answer by itself; what would be a formula is guarded on its way out and is itself on its way in', async () => {
    const id = await sent(
      csv(
        'D1,R,L,one,2026-01-05,=1+1,target,lung,=2+2',
        'D2,R,L,one,2026-01-05,A,target,lung,x',
        'D3,R,L,one,2026-01-05,A,target,lung,y',
      ),
    );
    const list = await (await app.get(`/api/imports/${id}/held.csv`, app.sender)).text();
    expect(list).toContain("'=2+2");
    const filled = list
      .split('\r\n')
      .map((line) =>
        line.includes("'=2+2")
          ? line.replace(/,,$/, ',12,')
          : line.includes(',x,')
            ? line.replace(/,,$/, ',"\'=3",')
            : line,
      )
      .join('\r\n');
    const { body } = await sentBack(filled);
    expect(body).toEqual({ answered: 2, blank: 1, refused: [] });
    expect(await sizes('D1')).toEqual([{ lesion: '=1+1', micrometres: 12_000 }]);
    expect(await app.query('SELECT value FROM import_correction WHERE import_id = $1 ORDER BY id', [id])).toEqual([
      { value: '12' },
      { value: '=3' },
    ]);
    // Sent twice it answers nothing twice, and says so.
    expect((await sentBack(filled)).body).toMatchObject({ answered: 0, refused: [{ row: 2 }, { row: 3 }] });
  });

  it('is read with semicolons too; another file, a stranger, two answers and no number are named', async () => {
    const id = await sent(csv('D4,R,L,one,2026-01-05,A,target,lung,x'));
    const [query] = await held(id);
    expect((await sentBack('a,b\n1,2\n')).status).toBe(422);
    expect((await sentBack('query,answer_in_words\n"1,2\n')).status).toBe(422);
    const two = `query;cell_as_it_should_be;answer_in_words\n${query!.id};1;2\nx;1;\n;;\n`;
    expect((await sentBack(two)).body).toMatchObject({ answered: 0, blank: 1, refused: [{ row: 2 }, { row: 3 }] });
    expect(
      (await sentBack(`query,cell_as_it_should_be\n${query!.id},12\n`, await app.machine('submitter'))).body.refused,
    ).toHaveLength(1);
    expect((await sentBack(`query;cell_as_it_should_be\n${query!.id};12\n`)).body).toMatchObject({ answered: 1 });
  });
});

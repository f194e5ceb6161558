/** Texts in the reader's language, and rows that release 0.1.0 stored in English words. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { textsIn } from '../../../src/core/discussion/index.js';
import type { StoredItem } from '../../../src/core/discussion/index.js';
import type { CaseView } from '../../../src/modules/triage/items/case-views.js';
import { CaseRaising } from '../../../src/modules/boards/cases/case-raising.service.js';
import { openTriageFixture, type TriageFixture } from './triage-fixture.js';

let fixture: TriageFixture;
let coordinator: string;
let lineId: string;
let patientId: string;

beforeAll(async () => {
  fixture = await openTriageFixture();
  lineId = await fixture.receive('HN-01');
  await fixture.classify(lineId, await fixture.receive('HN-07'));
  await fixture.application.get(CaseRaising).raise();
  coordinator = await fixture.person('coordinator');
  [{ id: patientId }] = (await fixture.query<{ id: string }>(
    'SELECT patient_id AS id FROM treatment_line WHERE id = $1',
    lineId,
  )) as [{ id: string }];
});
afterAll(() => fixture.close());

const read = (url: string, acceptLanguage?: string): Promise<LightMyRequestResponse> =>
  fixture.application.inject({
    method: 'GET',
    url,
    headers: {
      authorization: coordinator,
      ...(acceptLanguage === undefined ? {} : { 'accept-language': acceptLanguage }),
    },
  }) as Promise<LightMyRequestResponse>;

const inEnglish = /\b(the|of|and|is|are|not|with|without|for|from|by|which|whether|lesions?|known|since|should)\b/i;
const withoutQuotes = (text: string): string => text.replace(/„[^“]*“/g, '');

describe('an answer with texts', () => {
  it.each([
    [undefined, 'en', 'Should the lymph node (N) be treated locally while pembrolizumab continues?'],
    ['fr', 'en', 'Should the lymph node (N) be treated locally while pembrolizumab continues?'],
    [
      'de-DE, en;q=0.5',
      'de',
      'Soll eine lokale Behandlung von Lymphknoten (N) erfolgen, während Pembrolizumab weitergegeben wird?',
    ],
  ])('is in the language that the reader asks for: %s', async (asked, language, question) => {
    for (const url of [`/api/patients/${patientId}/case`, '/api/cases', '/api/flags', '/api/items']) {
      const answer = await read(url, asked);
      expect([url, answer.statusCode, answer.headers['content-language']]).toEqual([url, 200, language]);
      expect(String(answer.headers['vary']).toLowerCase()).toContain('accept-language');
      expect(textsIn(answer.json())).toContain(question);
    }
  });

  it('leaves nothing of an item in English for a German reader, but what somebody wrote', async () => {
    const { lines } = (await read(`/api/patients/${patientId}/case`, 'de')).json<CaseView>();
    const items = lines[0]!.items.map(({ id: _id, evidence, flag: _flag, options, matrix, ...item }) => ({
      ...item,
      evidence: evidence.map(({ source: _source, ...cited }) => cited),
      options: options.map(({ id: _option, ...option }) => option),
      lesions: matrix.lesions.map(({ words }) => words),
      residual: matrix.residual.map(({ words }) => words),
    }));
    // Whose word it was is what the sender wrote; codes of needs and courses are put into words by the client.
    const texts = textsIn({ items, chase: lines[0]!.chase, waiting: lines[0]!.waiting }).filter(
      (text) => text.includes(' ') && !/radiation oncologist/.test(text),
    );
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((text) => inEnglish.test(withoutQuotes(text)))).toEqual([]);
  });

  it('tells the rules in both languages', async () => {
    const texts = async (language: string) => textsIn((await read('/api/rules', language)).json());
    expect(await texts('en')).toContain('Local treatment of growing established lesions');
    const german = await texts('de');
    expect(german).toContain('Lokale Behandlung wachsender bekannter Läsionen');
    expect(german).toContain('wachsende Läsionen: 1 bis 5');
  });

  it('is refused in English, whatever the reader asks for', async () => {
    const answer = await read('/api/items/999999', 'de');
    expect([answer.statusCode, answer.headers['content-language']]).toEqual([404, 'en']);
  });
});

describe('an item that release 0.1.0 stored', () => {
  interface Row {
    readonly id: string;
    readonly state: string;
    readonly superseded_at: Date | null;
  }
  const rows = (): Promise<Row[]> =>
    fixture.query<Row>(
      `SELECT id, state, superseded_at FROM discussion_item WHERE treatment_line_id = $1 AND rule = 'T3a' ORDER BY id`,
      lineId,
    );

  it('is listed as it was written, and is kept with what people did to it when the line is classified anew', async () => {
    const stored = readFileSync(new URL('../../fixtures/release-0.1.0/discussion-items.jsonl', import.meta.url), 'utf8')
      .split('\n')
      .slice(0, 1)
      .flatMap(
        (line) => (JSON.parse(line) as { items: { rule: string; content: StoredItem; evidenceHash: string }[] }).items,
      )
      .find(({ rule }) => rule === 'T3a')!;
    const [{ id }] = (await rows()) as [Row];
    await fixture.query(
      `UPDATE discussion_item SET content = $2, question = $3, question_phrase = NULL, why_now = NULL, evidence_hash = decode($4, 'hex'),
         state = 'accepted', state_changed_by = $5, state_changed_at = now() WHERE id = $1`,
      id,
      JSON.stringify(stored.content),
      stored.content.question,
      stored.evidenceHash,
      fixture.context.accountId,
    );
    for (const url of [`/api/patients/${patientId}/case`, '/api/cases', '/api/flags', '/api/items', `/api/items/${id}`])
      expect([url, textsIn((await read(url, 'de')).json())]).toEqual([
        url,
        expect.arrayContaining([stored.content.question]),
      ]);
    expect((await read(`/api/items/${id}/history`, 'de')).json()).toMatchObject({
      items: [{ itemId: id, question: stored.content.question }],
    });
    await fixture.query('UPDATE treatment_line SET history_version = history_version + 1 WHERE id = $1', lineId);
    await fixture.classify(lineId);
    expect(await rows()).toEqual([{ id, state: 'accepted', superseded_at: null }]);
  });
});

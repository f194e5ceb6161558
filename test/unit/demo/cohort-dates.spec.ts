import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkAssessmentDocument, checkFactStatement } from '../../../src/core/record/index.js';
import { type Cohort, cohortAsOf, weeksToMove } from '../../../src/demo/cohort-dates.js';

type Assessment = Cohort['assessments'][number] & { readonly sourceId: string };
type Statement = Cohort['statements'][number] & { readonly sourceId: string };

const textOf = (name: string): string => readFileSync(`demo/head-and-neck/${name}.jsonl`, 'utf8').trimEnd();
const linesOf = <Line>(name: string): Line[] =>
  textOf(name)
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
const printed: Cohort<Assessment, Statement> = {
  assessments: linesOf('assessments'),
  statements: linesOf('facts'),
};

const dayOf = (date: string): number => Date.parse(date) / 86_400_000;
const latestOf = ({ assessments }: Cohort): string =>
  assessments.map(({ timepoint }) => timepoint.date).reduce((one, other) => (other > one ? other : one));
const datesIn = (value: unknown): string[] => JSON.stringify(value).match(/(?<=")\d{4}(-\d{2}){0,2}(?=")/g) ?? [];

/** Each day of two weeks, a leap day, the turn of a year, and days before the printed dates. */
const days = [
  ...Array.from({ length: 14 }, (_, day) => new Date(Date.UTC(2026, 10, 30 + day)).toISOString().slice(0, 10)),
  '2028-02-29',
  '2026-12-31',
  '2027-01-01',
  '2026-02-01',
  '2024-06-10',
];

describe('the head and neck cohort as of a day', () => {
  it.each(days)('on %s the latest scan is three to nine days old, and nothing lies ahead', (today) => {
    const cohort = cohortAsOf(printed, today);
    const age = dayOf(today) - dayOf(latestOf(cohort));
    expect(age).toBeGreaterThanOrEqual(3);
    expect(age).toBeLessThanOrEqual(9);
    const ahead = datesIn([cohort.assessments, cohort.statements]).filter((date) => date > today);
    expect(ahead).toEqual([]);
  });

  it.each(days)('on %s every date has moved by the same whole weeks, and nothing else has changed', (today) => {
    const cohort = cohortAsOf(printed, today);
    const days = 7 * weeksToMove(printed.assessments, today);
    const before = new Map([...printed.assessments, ...printed.statements].map((one) => [one.sourceId, one]));
    for (const one of [...cohort.assessments, ...cohort.statements]) {
      const was = before.get(one.sourceId);
      const [then, now] = [datesIn(was), datesIn(one)];
      expect(now).toHaveLength(then.length);
      now.forEach((date, index) => {
        const moved = dayOf(date.length === 7 ? `${date}-15` : date) - dayOf(then[index]!.padEnd(10, '-15'));
        if (date.length === 10) expect(moved).toBe(days);
        else expect(Math.abs(moved - days)).toBeLessThanOrEqual(16);
      });
      const dateless = (value: unknown) => JSON.stringify(value).replaceAll(/"\d{4}-\d{2}(-\d{2})?"/g, '""');
      expect(dateless(one)).toBe(dateless(was));
    }
  });

  it('leaves out the biopsy of HN-15, two weeks after the latest scan, and nothing else', () => {
    const cohort = cohortAsOf(printed, '2026-11-30');
    const kept = new Set(cohort.statements.map(({ sourceId }) => sourceId));
    expect(printed.statements.map(({ sourceId }) => sourceId).filter((id) => !kept.has(id))).toEqual([
      'HN-15/biopsy week 29',
    ]);
    expect(cohort.ahead).toBe(1);
    expect(cohort.assessments).toHaveLength(47);
  });

  it('gives documents that are taken as they are', () => {
    const cohort = cohortAsOf(printed, '2028-02-29');
    expect(cohort.assessments.filter((one) => 'faults' in checkAssessmentDocument(one))).toEqual([]);
    expect(cohort.statements.filter((one) => 'faults' in checkFactStatement(one))).toEqual([]);
  });

  it('knows every date by its form: none is a year alone, or part of a text', () => {
    const texts = `${textOf('assessments')}\n${textOf('facts')}`;
    expect(texts.match(/\b20\d\d\b/g)).toHaveLength(
      datesIn([printed.assessments, printed.statements]).filter((date) => date.length > 4).length,
    );
  });
});

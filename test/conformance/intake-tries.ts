/** Small files of rows as senders make them, and what `consilium evaluate` makes of them and says. */
import { afterAll, beforeAll } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluate } from '../support/evaluate.js';
import { EvaluateUsageError } from '../../src/commands/evaluate/usage-error.js';

export interface Outcome {
  readonly status: 0 | 1 | 'refused';
  readonly responses: readonly string[];
  readonly best: readonly string[];
  readonly said: string;
  /** Everything that was printed. */
  readonly all: string;
}

function evaluated(folder: string, files: Readonly<Record<string, string | Buffer>>, more: readonly string[]): Outcome {
  const paths = Object.entries(files).map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  });
  const lines: Record<string, string | number | boolean | null>[] = [];
  const said: string[] = [];
  const shown = (value: unknown): string => (value === null || value === undefined ? '-' : String(value));
  const outcome = (status: Outcome['status']): Outcome => ({
    status,
    responses: lines
      .filter(({ summary }) => summary !== true)
      .map(({ visit, sumOfDiameters, overallResponse, phase }) =>
        [visit, shown(sumOfDiameters), phase === 'held' ? 'held' : shown(overallResponse)].join(' '),
      ),
    best: lines
      .filter(({ summary }) => summary === true)
      .map(({ bestOverallResponse, confirmedBestOverallResponse, immuneBestOverallResponse }) =>
        [bestOverallResponse, confirmedBestOverallResponse, immuneBestOverallResponse].map(shown).join(' '),
      ),
    said: said.filter((line) => !/treatment.line|evaluator is not stated/.test(line)).join('\n'),
    all: JSON.stringify(lines),
  });
  try {
    return outcome(
      evaluate([...paths, '--output', 'jsonl', ...more], {
        print: (line) => lines.push(JSON.parse(line) as (typeof lines)[number]),
        refuse: (line) => said.push(line),
      }),
    );
  } catch (error) {
    if (!(error instanceof EvaluateUsageError)) throw error;
    said.push(error.message);
    return outcome('refused');
  }
}

const visits: Readonly<Record<string, readonly [name: string, date: string, day: string]>> = {
  1: ['SCREENING', '2024-01-08', '-7'],
  2: ['WEEK 8', '2024-03-11', '57'],
  3: ['WEEK 16', '2024-05-06', '113'],
};

export interface TrRow {
  readonly visit: string;
  readonly lesion: string;
  readonly test?: string;
  readonly result?: string;
  readonly unit?: string;
  readonly standard?: string;
  readonly standardUnit?: string;
  readonly number?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly group?: string;
  readonly date?: string;
  readonly day?: string;
  readonly evaluator?: string;
}

const trHeader =
  'STUDYID,USUBJID,TRGRPID,TRLNKID,TRTESTCD,TRORRES,TRORRESU,TRSTRESC,TRSTRESN,TRSTRESU,TRSTAT,TRREASND,TRMETHOD,TREVAL,VISITNUM,VISIT,TRDTC,TRDY';

export function tr(...rows: readonly TrRow[]): string {
  const lines = rows.map(
    ({
      visit,
      lesion,
      test = 'DIAMETER',
      result = '',
      unit = ['DIAMETER', 'LDIAM', 'LPERP', 'SUMDIAM'].includes(test) ? 'mm' : '',
      standard = result,
      standardUnit = standard === '' ? '' : unit,
      number = '',
      status = '',
      reason = '',
      group = '',
      date,
      day,
      evaluator = 'INVESTIGATOR',
    }) => {
      const [name, ownDate, ownDay] = visits[visit] ?? [`VISIT ${visit}`, '', ''];
      return `S,P1,${group},${lesion},${test},${result},${unit},${standard},${number},${standardUnit},${status},${reason},CT SCAN,${evaluator},${visit},${name},${date ?? ownDate},${day ?? ownDay}`;
    },
  );
  return `${trHeader}\n${lines.join('\n')}\n`;
}

const tuHeader = 'STUDYID,USUBJID,TULNKID,TUTESTCD,TUORRES,TULOC,TUEVAL,VISITNUM,VISIT';

export const tu = (
  ...rows: readonly (readonly [lesion: string, site: string, role?: string, test?: string, visit?: string])[]
): string =>
  `${tuHeader}\n${rows
    .map(
      ([lesion, site, role = 'TARGET', test = 'TUMIDENT', visit = '1']) =>
        `S,P1,${lesion},${test},${role},"${site}",INVESTIGATOR,${visit},${visits[visit]?.[0] ?? ''}`,
    )
    .join('\n')}\n`;

export const csvHeader = 'patient,evaluator,timepoint,date,lesion,role,organ,size_mm,state';

/** Files that are written to a folder of the spec's own, and evaluated. To be called once in a spec, outside of its tests. */
export function intakeTries() {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'consilium-intake-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const outcomeOf = (files: Readonly<Record<string, string | Buffer>>, ...more: readonly string[]): Outcome =>
    evaluated(folder, files, more);
  return {
    outcomeOf,
    /** The path of a file beside those that are evaluated. */
    pathOf: (name: string): string => join(folder, name),
    sdtm: (tuText: string, trText: string): Outcome => outcomeOf({ 'tu.csv': tuText, 'tr.csv': trText }),
    csv: (...rows: readonly string[]): Outcome => outcomeOf({ 'a.csv': `${csvHeader}\n${rows.join('\n')}\n` }),
  };
}

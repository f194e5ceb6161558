/** The published tables, transcribed as data and read cell by cell against the engine. */
import { readFileSync } from 'node:fs';
import {
  confirmedBestOverallResponse,
  immuneBestOverallResponse,
  immunePercist,
  immuneRow,
  overallByTable,
  pecrit,
  type ImmuneMetabolicResponse,
  type ImmuneResponse,
  type MetabolicResponse,
  type NewLesionFinding,
  type NonTargetResponse,
  type OverallResponse,
  type PecritResponse,
  type TargetResponse,
} from '../../src/core/response/index.js';

interface Table<Row> {
  readonly source: string;
  readonly rows: readonly Row[];
}

const read = <Row>(name: string): Table<Row> =>
  JSON.parse(readFileSync(new URL(`./tables/${name}.json`, import.meta.url), 'utf8')) as Table<Row>;

interface TimepointRow {
  readonly row: number;
  readonly target: readonly TargetResponse[];
  readonly nonTarget: readonly NonTargetResponse[];
  readonly newLesion: readonly NewLesionFinding[];
  readonly overall: OverallResponse;
}

describe.each(['eisenhauer-2009-table-1', 'eisenhauer-2009-table-2'])('%s', (name) => {
  test.each(read<TimepointRow>(name).rows)('row $row', ({ target, nonTarget, newLesion, overall }) => {
    for (const one of target)
      for (const other of nonTarget)
        for (const fresh of newLesion) {
          expect([one, other, fresh, overallByTable(one, other, fresh).overall]).toEqual([one, other, fresh, overall]);
        }
  });
});

interface BestRow {
  readonly first: OverallResponse;
  readonly next: OverallResponse;
  readonly met: OverallResponse;
  readonly notMet: OverallResponse;
}

describe('eisenhauer-2009-table-3', () => {
  const day = (number: number) => ({ from: number, to: number });
  const best = (first: OverallResponse, next: OverallResponse, at: number) =>
    confirmedBestOverallResponse(
      [
        { response: first, span: day(at) },
        { response: next, span: day(at + 56) },
      ],
      day(0),
    );
  test.each(read<BestRow>('eisenhauer-2009-table-3').rows)('$first then $next', ({ first, next, met, notMet }) => {
    expect([best(first, next, 56), best(first, next, 20)]).toEqual([met, notMet]);
  });
});

interface ImmuneTableRow {
  readonly row: number;
  readonly target: readonly TargetResponse[];
  readonly nonTarget: readonly NonTargetResponse[];
  readonly newLesion: boolean;
  readonly noPrior: ImmuneResponse;
  readonly prior: ImmuneResponse;
  readonly confirmedBy: readonly string[];
}

describe('seymour-2017-table-2', () => {
  test.each(read<ImmuneTableRow>('seymour-2017-table-2').rows)(
    'row $row',
    ({ row, target, nonTarget, newLesion, noPrior, prior, confirmedBy }) => {
      for (const one of target)
        for (const other of nonTarget) {
          const found = immuneRow(one, other, newLesion);
          expect(found).toMatchObject({ row, withoutPriorProgression: noPrior, withPriorProgression: prior });
          expect(found.confirmedBy).toEqual(expect.arrayContaining([...confirmedBy]));
        }
    },
  );
});

describe('seymour-2017-table-3', () => {
  const expand = (points: readonly string[]): readonly ImmuneResponse[][] =>
    points.reduce<ImmuneResponse[][]>(
      (sequences, point) =>
        sequences.flatMap((sequence) => point.split('|').map((response) => [...sequence, response as ImmuneResponse])),
      [[]],
    );
  test.each(read<{ row: number; points: readonly string[]; best: ImmuneResponse }>('seymour-2017-table-3').rows)(
    'row $row',
    ({ points, best }) => {
      const sequences = expand(points);
      expect(sequences.length).toBe(points.reduce((count, point) => count * point.split('|').length, 1));
      for (const sequence of sequences)
        expect([...sequence, immuneBestOverallResponse(sequence)]).toEqual([...sequence, best]);
    },
  );
});

interface ImmunePercistRow {
  readonly days: readonly (number | null)[];
  readonly percist: readonly MetabolicResponse[];
  readonly immune: readonly ImmuneMetabolicResponse[];
}

describe('goldfarb-2019-ipercist', () => {
  test.each(read<ImmunePercistRow>('goldfarb-2019-ipercist').rows)('$percist at $days is $immune', (row) => {
    const scans = row.percist.map((response, index) => {
      const day = row.days[index]!;
      return { response, span: day === null ? null : { from: day, to: day } };
    });
    expect(immunePercist(scans)).toEqual(row.immune);
  });
});

interface PecritRow {
  readonly recist: OverallResponse;
  readonly before: string | null;
  readonly now: string | null;
  readonly days: number | null;
  readonly pecrit: PecritResponse;
}

describe('cho-2017-pecrit', () => {
  test.each(read<PecritRow>('cho-2017-pecrit').rows)('$recist, $before to $now at $days is $pecrit', (row) => {
    const { recist, before, now, days } = row;
    expect(pecrit(recist, { before, now }, days === null ? null : { fewest: days, most: days })).toBe(row.pecrit);
  });
});

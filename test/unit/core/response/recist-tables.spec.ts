import {
  overallByTable,
  recistTable1,
  recistTable2,
  type NewLesionFinding,
  type NonTargetResponse,
  type OverallResponse,
  type TargetResponse,
} from '../../../../src/core/response/index.js';

const targets: readonly TargetResponse[] = ['CR', 'PR', 'SD', 'PD', 'NE'];
const nonTargets: readonly NonTargetResponse[] = ['CR', 'NON-CR/NON-PD', 'PD', 'NE', 'not-applicable'];
const news: readonly NewLesionFinding[] = ['yes', 'no', 'equivocal', 'unknown'];

/** Table 1 as it is printed, read cell by cell; written apart from the data that the engine uses. */
function printedTable1(target: TargetResponse, nonTarget: NonTargetResponse, newLesion: boolean): OverallResponse {
  if (newLesion || target === 'PD' || nonTarget === 'PD') return 'PD';
  if (target === 'CR') return nonTarget === 'CR' || nonTarget === 'not-applicable' ? 'CR' : 'PR';
  return target as OverallResponse;
}

const printedTable2: Readonly<Record<NonTargetResponse, OverallResponse>> = {
  CR: 'CR',
  'NON-CR/NON-PD': 'NON-CR/NON-PD',
  NE: 'NE',
  PD: 'PD',
  'not-applicable': 'NE',
};

const cells = targets.flatMap((target) =>
  nonTargets.flatMap((nonTarget) => news.map((newLesion) => ({ target, nonTarget, newLesion }))),
);

test.each(cells)(
  'table 1: targets $target, non-targets $nonTarget, new lesion $newLesion',
  ({ target, nonTarget, newLesion }) => {
    expect(overallByTable(target, nonTarget, newLesion)).toMatchObject({
      table: 1,
      overall: printedTable1(target, nonTarget, newLesion === 'yes'),
    });
  },
);

test.each(nonTargets.flatMap((nonTarget) => news.map((newLesion) => ({ nonTarget, newLesion }))))(
  'table 2: non-targets $nonTarget, new lesion $newLesion',
  ({ nonTarget, newLesion }) => {
    expect(overallByTable('not-applicable', nonTarget, newLesion)).toMatchObject({
      table: 2,
      overall: newLesion === 'yes' ? 'PD' : printedTable2[nonTarget],
    });
  },
);

test('the rows carry the numbers of the paper', () => {
  expect(recistTable1.map(({ row }) => row).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(recistTable2.map(({ row }) => row).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(overallByTable('CR', 'NE', 'no').row).toBe(3);
  expect(overallByTable('NE', 'NON-CR/NON-PD', 'no').row).toBe(6);
});

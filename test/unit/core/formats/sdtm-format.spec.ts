import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  assembleAll,
  missingFiles,
  recogniseFile,
  recordsOfText,
  rowsOfRecords,
  sdtmFormat,
  tabularFormats,
  type AssembledGroup,
  type ImportRow,
  type TabularContext,
} from '../../../../src/core/formats/index.js';
import type { RowFault } from '../../../../src/core/record/index.js';

const folder = 'test/fixtures/formats/sdtm';
const context: TabularContext = { issuer: 'uploader', mapping: null };

const tableOf = (name: string, file: string) =>
  recordsOfText(readFileSync(`${folder}/${name}.${file}.csv`, 'utf8'), context);

function rowsOf(name: string): ImportRow[] {
  return ['tu', 'tr'].flatMap((file) => {
    const { header, records } = tableOf(name, file);
    const recognition = sdtmFormat.recognise(header, context);
    if (recognition.kind !== 'taken') throw new Error(`not taken: ${JSON.stringify(recognition)}`);
    return rowsOfRecords(recognition.file, header, records, new Set(recognition.columns));
  });
}

const groupsOf = (name: string): AssembledGroup[] => assembleAll(sdtmFormat, rowsOf(name), context);
const visit = (groups: readonly AssembledGroup[], label: string) =>
  groups.find(({ identity }) => identity.timepoint?.label === label);
const week6 = (name: string) => visit(groupsOf(name), 'WEEK 6');
const briefly = ({ code, file, row, column, value, otherRows }: RowFault) => [
  code,
  `${file} ${row}`,
  column,
  value,
  ...(otherRows.length > 0 ? [otherRows] : []),
];

type Briefly = readonly unknown[];

/** Every fixture implies a treatment line once a visit; that query is left out here. */
const askedIn = (groups: readonly AssembledGroup[]) =>
  groups
    .flatMap(({ queries }) => queries)
    .filter(({ code }) => code !== 'treatment-line-implied')
    .map(briefly);
const heldIn = (groups: readonly AssembledGroup[]) => groups.flatMap(({ held }) => held.map(briefly));
const takenIn = (groups: readonly AssembledGroup[]) =>
  groups.flatMap(({ assessment }) => (assessment === null ? [] : [assessment.timepoint.label]));

const both = ['BASELINE', 'WEEK 6'];

/** What each faulty pair of files must be answered with: [held, visits taken all the same, queries]. */
const faulty: Readonly<Record<string, readonly [held: Briefly[], taken: string[], queries?: Briefly[]]>> = {
  'no-subject': [[['no-patient', 'tr 10', 'USUBJID', null]], both],
  'no-study': [[['no-patient', 'tr 10', 'STUDYID', null]], both],
  'no-visit': [[['no-timepoint', 'tr 10', 'VISIT', null]], both],
  'no-lesion': [[['no-lesion', 'tr 10', 'TRLNKID', null]], ['BASELINE']],
  'no-lesion-in-tu': [
    [['no-lesion', 'tu 5', 'TULNKID', null]],
    ['BASELINE'],
    [['lesion-not-identified', 'tr 18', 'TRLNKID', 'NEW01']],
  ],
  'no-date': [[['no-date', 'tr 10', null, null]], ['BASELINE']],
  'unreadable-date': [[['unreadable-date', 'tr 10', 'TRDTC', '18.02.2026']], ['BASELINE']],
  'unreadable-study-day': [[['unreadable-study-day', 'tr 10', 'TRDY', 'D43']], ['BASELINE']],
  'unreadable-length': [[['unreadable-length', 'tr 10', 'TRORRES', '16,3']], ['BASELINE']],
  'no-result': [[['no-result', 'tr 10', 'TRORRES', null]], ['BASELINE']],
  'no-result-for-state': [[['no-result', 'tr 17', 'TRORRES', null]], ['BASELINE']],
  'no-diameter': [[], both],
  'no-result-for-identified-target': [[['no-result', 'tu 6', 'TULNKID', 'T03']], ['WEEK 6']],
  'only-checked-tests': [[], both],
  'unknown-unit': [[['unknown-unit', 'tr 10', 'TRORRESU', null]], ['BASELINE']],
  'contradiction-of-results': [[['contradiction', 'tr 10', 'TRSTRESC', '17']], ['BASELINE']],
  'contradiction-of-size-and-state': [[['contradiction', 'tr 10', 'TRORRES', '16', [19]]], ['BASELINE']],
  'unknown-word-state': [[['unknown-word', 'tr 17', 'TRORRES', 'WORSE']], ['BASELINE']],
  'unknown-word-state-of-a-target': [[['unknown-word', 'tr 19', 'TRORRES', 'UNEQUIVOCAL']], ['BASELINE']],
  'unknown-word-status': [[['unknown-word', 'tr 10', 'TRSTAT', 'LATER']], ['BASELINE']],
  'value-with-not-done': [[['value-with-not-done', 'tr 10', 'TRORRES', '16']], ['BASELINE']],
  'zero-with-not-done': [[['value-with-not-done', 'tr 13', 'TRORRES', '0']], ['BASELINE']],
  'state-with-not-done': [[['value-with-not-done', 'tr 17', 'TRORRES', 'UNEQUIVOCAL']], ['BASELINE']],
  'role-conflict': [[['role-conflict', 'tr 10', 'TRGRPID', 'NON-TARGET']], ['BASELINE']],
  'role-unknown-word': [
    [
      ['role-conflict', 'tr 2', 'TRGRPID', 'TARGET'],
      ['role-conflict', 'tr 10', 'TRGRPID', 'TARGET'],
    ],
    [],
  ],
  'role-differs-inside-tu': [
    [
      ['role-conflict', 'tr 2', 'TRGRPID', 'TARGET'],
      ['role-conflict', 'tr 10', 'TRGRPID', 'TARGET'],
    ],
    [],
  ],
  'lesion-not-identified-anywhere': [
    [['lesion-not-identified', 'tr 10', 'TRLNKID', 'T01']],
    ['BASELINE'],
    [['lesion-not-identified', 'tr 2', 'TRLNKID', 'T01']],
  ],
  'duplicate-measurement': [[['duplicate-measurement', 'tr 10', 'TRORRES', '16', [19]]], ['BASELINE']],
  'duplicate-state': [[], both, [['row-repeated', 'tr 17', 'TRORRES', 'UNEQUIVOCAL', [19]]]],
  'several-exams-in-one-visit': [
    [['several-exams-in-one-visit', 'tr 10', 'TRDTC', '2026-02-18', [17, 19, 20]]],
    ['BASELINE'],
    [['dates-apart', 'tr 19', null, null, [10]]],
  ],
  'row-length': [[['row-length', 'tr 10', null, null]], ['BASELINE']],
  'query-lesion-not-identified': [
    [],
    both,
    [
      ['lesion-not-identified', 'tr 2', 'TRLNKID', 'T01'],
      ['lesion-not-identified', 'tr 10', 'TRLNKID', 'T01'],
    ],
  ],
  'query-site-not-stated': [[], both, [['site-not-stated', 'tu 4', 'TULOC', null]]],
  'query-site-unknown-word': [[], both, [['site-unknown-word', 'tu 2', 'TULOC', 'BIG TOE']]],
  'query-sites-differ': [
    [],
    both,
    [
      ['sites-differ', 'tu 2', 'TULOC', 'LUNG'],
      ['sites-differ', 'tu 6', 'TULOC', 'LIVER'],
    ],
  ],
  'query-axis-does-not-fit-site': [
    [],
    both,
    [
      ['axis-does-not-fit-site', 'tr 5', 'TRORRES', '22'],
      ['axis-does-not-fit-site', 'tr 10', 'TRORRES', '14'],
    ],
  ],
  'query-diameters-disagree': [[], both, [['diameters-disagree', 'tr 11', 'TRORRES', '17', [12]]]],
  'query-sum-differs': [[], both, [['sum-differs', 'tr 16', 'TRORRES', '17']]],
  'query-dates-apart': [[], both, [['dates-apart', 'tr 17', null, null, [10]]]],
  'dates-of-one-visit-two-days-apart': [[], both, []],
  'query-partial-date': [[], both, [['partial-date', 'tr 10', null, null]]],
  'query-baseline-below-measurability': [
    [],
    both,
    [
      ['baseline-below-measurability', 'tr 2', 'TRORRES', '9.9'],
      ['baseline-below-measurability', 'tr 5', 'TRORRES', '14.9'],
    ],
  ],
  'query-not-read': [
    [],
    both,
    [
      ['not-read', 'tr 20', 'TRTESTCD', 'AREA'],
      ['not-read', 'tr 19', 'TRTESTCD', 'AREA'],
    ],
  ],
  'query-identified-not-assessed': [[], both, [['identified-not-assessed', 'tu 5', 'TULNKID', 'NEW01']]],
  'query-visit-name-differs': [[], both, [['visit-name-differs', 'tr 10', 'VISIT', 'Week 6']]],
  'query-evaluator-not-stated': [
    [],
    both,
    [
      ['evaluator-not-stated', 'tr 2', 'TREVAL', null],
      ['evaluator-not-stated', 'tr 10', 'TREVAL', null],
    ],
  ],
};

/** Fixtures with a test of their own below. */
const others = [
  'good',
  'good-baseline-flag',
  'good-centimetres-with-standard-result',
  'good-too-small-in-place-of-size',
  'good-not-done',
  'good-not-done-diameter-with-state',
  'query-method-unknown-word',
  'new-lesion-identified-at-a-visit-of-its-own',
  'header-missing-columns',
  'header-in-lower-case',
];

describe('a faulty pair of files', () => {
  it.each(Object.entries(faulty))('%s', (name, [held, taken, queries = []]) => {
    const groups = groupsOf(name);
    expect(heldIn(groups)).toEqual(held);
    expect(takenIn(groups)).toEqual(taken);
    expect(askedIn(groups)).toEqual(queries);
    for (const group of groups) expect(group.assessment === null).toBe(group.held.length > 0);
  });

  it('every fixture is looked at', () => {
    expect(readdirSync(folder).sort()).toEqual(
      [...Object.keys(faulty), ...others].flatMap((name) => [`${name}.tr.csv`, `${name}.tu.csv`]).sort(),
    );
  });

  it('a method that is not known is asked once a word, and the modality stays not stated', () => {
    const group = week6('query-method-unknown-word');
    expect([
      ...new Set(group?.queries.filter(({ code }) => code === 'method-unknown-word').map(({ key }) => key)),
    ]).toEqual(['method-unknown-word|ST|DOWSING']);
    expect(group?.assessment).not.toHaveProperty('modality');
  });

  it('the same question has the same key at every visit', () => {
    const lines = groupsOf('good').flatMap(({ queries }) =>
      queries.filter(({ code }) => code === 'treatment-line-implied').map(({ key }) => key),
    );
    expect(lines).toEqual(['treatment-line-implied|ST|S1', 'treatment-line-implied|ST|S1']);
  });
});

describe('a good pair of files', () => {
  it('becomes one document a visit: DIAMETER read, 0 absent, sites and certainty from their words', () => {
    expect(groupsOf('good').map(({ assessment }) => assessment)).toEqual([
      {
        issuer: 'ST',
        sourceId: 'ST|S1|INVESTIGATOR||3',
        patient: { issuer: 'ST', id: 'S1' },
        evaluator: 'INVESTIGATOR',
        modality: 'CT',
        timepoint: { label: 'BASELINE', date: '2026-01-07', studyDay: 1, order: 3 },
        findings: [
          { lesion: 'NT01', role: 'non-target', organ: 'pleura', site: 'PLEURA', state: 'present' },
          {
            lesion: 'T01',
            role: 'target',
            organ: 'lung',
            site: 'LUNG',
            axis: 'longest-diameter',
            state: 'measured',
            size: '24',
          },
          {
            lesion: 'T02',
            role: 'target',
            organ: 'lymph-node',
            site: 'LYMPH NODE, LEFT',
            axis: 'short-axis',
            state: 'measured',
            size: '18',
          },
        ],
      },
      {
        issuer: 'ST',
        sourceId: 'ST|S1|INVESTIGATOR||7',
        patient: { issuer: 'ST', id: 'S1' },
        evaluator: 'INVESTIGATOR',
        modality: 'CT',
        timepoint: { label: 'WEEK 6', date: '2026-02-18', studyDay: 43, order: 7 },
        findings: [
          { lesion: 'NEW01', role: 'new', organ: 'bone', site: 'BONE', state: 'present', certainty: 'equivocal' },
          { lesion: 'NT01', role: 'non-target', organ: 'pleura', site: 'PLEURA', state: 'unequivocal-progression' },
          {
            lesion: 'T01',
            role: 'target',
            organ: 'lung',
            site: 'LUNG',
            axis: 'longest-diameter',
            state: 'measured',
            size: '16',
          },
          { lesion: 'T02', role: 'target', organ: 'lymph-node', site: 'LYMPH NODE, LEFT', state: 'absent' },
        ],
      },
    ]);
  });

  it('takes the baseline from its flag, and states none without one', () => {
    expect(groupsOf('good-baseline-flag').map(({ assessment }) => assessment?.timepoint.baseline)).toEqual([
      true,
      undefined,
    ]);
  });

  it('takes the standard result where the unit is another', () => {
    expect(visit(groupsOf('good-centimetres-with-standard-result'), 'BASELINE')?.assessment?.findings[1]).toMatchObject(
      {
        lesion: 'T01',
        size: '24',
      },
    );
  });

  it('reads words for states in place of a size', () => {
    expect(week6('good-too-small-in-place-of-size')?.assessment?.findings[2]).toEqual({
      lesion: 'T01',
      role: 'target',
      organ: 'lung',
      site: 'LUNG',
      state: 'too-small-to-measure',
    });
    expect(week6('good-not-done-diameter-with-state')?.assessment?.findings[2]).toMatchObject({
      lesion: 'T01',
      state: 'too-small-to-measure',
      reason: 'too small',
    });
  });

  it('keeps NOT DONE and NOT EVALUABLE apart, with their reasons', () => {
    expect(week6('good-not-done')?.assessment?.findings.slice(2)).toEqual([
      expect.objectContaining({ lesion: 'T01', state: 'not-done', reason: 'NOT ASSESSABLE: Image obscured' }),
      expect.objectContaining({ lesion: 'T02', state: 'not-evaluable', reason: 'NOT EVALUABLE: metal' }),
    ]);
  });

  it('keeps the date of each lesion where the rows of one visit differ, and dates the timepoint by the latest', () => {
    const assessment = week6('query-dates-apart')?.assessment;
    expect(assessment?.timepoint.date).toBe('2026-05-18');
    expect(assessment?.findings.map(({ lesion, examDate }) => [lesion, examDate])).toEqual([
      ['NEW01', '2026-02-18'],
      ['NT01', undefined],
      ['T01', '2026-02-18'],
      ['T02', '2026-02-18'],
    ]);
  });

  it('takes a new lesion that TU alone names, at a visit of its own', () => {
    const group = visit(groupsOf('new-lesion-identified-at-a-visit-of-its-own'), 'UNSCHEDULED 8.1');
    expect(group?.assessment).toMatchObject({
      timepoint: { date: '2026-03-04', studyDay: 57 },
      findings: [{ lesion: 'NEW02', role: 'new', organ: 'liver', state: 'present' }],
    });
    expect(group?.queries.map(({ code }) => code)).toContain('identified-not-assessed');
  });

  it('comes out the same in whatever order the rows are handed over', () => {
    for (const name of ['good', 'several-exams-in-one-visit', 'query-dates-apart', 'only-checked-tests']) {
      const rows = rowsOf(name);
      const expected = assembleAll(sdtmFormat, rows, context);
      fc.assert(
        fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
          expect(assembleAll(sdtmFormat, shuffled, context)).toEqual(expected);
        }),
        { numRuns: 30 },
      );
    }
  });
});

describe('the headers', () => {
  it('are recognised as TU and TR', () => {
    expect(
      ['tu', 'tr']
        .map((file) => recogniseFile(tableOf('good', file).header, context))
        .map((found) => [found?.format.name, found?.recognition.file]),
    ).toEqual([
      ['sdtm', 'tu'],
      ['sdtm', 'tr'],
    ]);
  });

  it.each([
    ['tu', [['missing-column', 'TUORRES']]],
    [
      'tr',
      [
        ['missing-column', 'TRORRES'],
        ['missing-column', 'TRDTC'],
      ],
    ],
  ])('%s without needed columns is refused by name', (file, faults) => {
    const recognition = sdtmFormat.recognise(tableOf('header-missing-columns', file).header, context);
    expect(
      recognition.kind === 'refused' && [
        recognition.file,
        recognition.faults.map(({ code, column }) => [code, column]),
      ],
    ).toEqual([file, faults]);
  });

  it('in lower case are not passed over', () => {
    const recognition = sdtmFormat.recognise(tableOf('header-in-lower-case', 'tr').header, context);
    expect(recognition.kind === 'refused' && recognition.faults.map(({ column }) => column)).toContain('TRTESTCD');
  });

  it('of one file alone: the other is missing by name', () => {
    expect(missingFiles(sdtmFormat, ['tr']).map(({ code, file }) => [code, file])).toEqual([['missing-file', 'tu']]);
    expect(
      tabularFormats.map((format) =>
        missingFiles(
          format,
          format.files.map(({ name }) => name),
        ),
      ),
    ).toEqual([[], []]);
  });
});

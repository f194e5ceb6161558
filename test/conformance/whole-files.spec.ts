/**
 * The bundled files as a whole. What is expected is counted here a second, plain way, on the text of the files; the numbers that
 * come out are written down as well, so that a mistake common to both ways would show.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  assembleAll,
  checkCsvMapping,
  csvFormat,
  recordsOfText,
  rowsOfRecords,
  sdtmFormat,
  type AssembledGroup,
  type ImportRow,
  type TabularContext,
  type TabularFormat,
} from '../../src/core/formats/index.js';
import { assembleHistory, type RecordedAssessment } from '../../src/core/record/index.js';

type Row = Readonly<Record<string, string>> & { readonly row: number };

/** Splits on commas and takes quotes off: enough for these files, which hold neither commas nor line breaks in cells. */
function plainRows(text: string): Row[] {
  const [header = '', ...lines] = text.trimEnd().split(/\r?\n/);
  const columns = header.split(',').map((name) => name.replaceAll('"', ''));
  return lines.map(
    (line, index) =>
      ({
        ...Object.fromEntries(line.split(',').map((value, cell) => [columns[cell] ?? '', value.replaceAll('"', '')])),
        row: index + 2,
      }) as Row,
  );
}

const countBy = <Value>(values: readonly Value[], nameOf: (value: Value) => string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[nameOf(value)] = (counts[nameOf(value)] ?? 0) + 1;
  return counts;
};

const partsOf = <Value>(values: readonly Value[], keyOf: (value: Value) => string): Value[][] => {
  const parts = new Map<string, Value[]>();
  for (const value of values) parts.set(keyOf(value), [...(parts.get(keyOf(value)) ?? []), value]);
  return [...parts.values()];
};

const rowsOf = (format: TabularFormat, file: string, text: string, context: TabularContext): ImportRow[] => {
  const { header, records } = recordsOfText(text, context);
  const recognition = format.recognise(header, context);
  if (recognition.kind !== 'taken') throw new Error(`not taken: ${JSON.stringify(recognition)}`);
  expect(recognition.file).toBe(file);
  return rowsOfRecords(file, header, records, new Set(recognition.columns));
};

/** A shuffle that is the same each time (mulberry32). */
function shuffled<Value>(values: readonly Value[], seed: number): Value[] {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return values
    .map((value) => [next(), value] as const)
    .sort(([one], [other]) => one - other)
    .map(([, value]) => value);
}

const codes = (groups: readonly AssembledGroup[], which: 'held' | 'queries') =>
  countBy(
    groups.flatMap((group) => group[which]),
    ({ code }) => code,
  );
const questions = (groups: readonly AssembledGroup[], code: string) =>
  new Set(groups.flatMap(({ queries }) => queries.filter((query) => query.code === code).map(({ key }) => key))).size;
const taken = (groups: readonly AssembledGroup[]) => groups.flatMap(({ assessment }) => assessment ?? []);

/** The rows of every group, by the keys alone: each row must be in exactly one. */
function rowsPerGroup(format: TabularFormat, rows: readonly ImportRow[], context: TabularContext): number[] {
  return partsOf(rows, (row) => format.keysOf(row.file, row.row, row.cells, context).groupKey).map(
    (group) => group.length,
  );
}

const recorded = (groups: readonly AssembledGroup[]): RecordedAssessment[] =>
  groups.map(({ assessment, identity, held }) =>
    assessment === null
      ? {
          status: 'held',
          evaluator: identity.evaluator,
          timepoint: identity.timepoint,
          held: held.map(({ message, code, value }) => ({ value: message, code, sent: value })),
        }
      : { status: 'accepted', document: assessment },
  );

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('the SDTM sample', () => {
  const context: TabularContext = { issuer: 'uploader', mapping: null };
  const tuText = readFileSync('demo/sdtm-onco/tu_onco.csv', 'utf8');
  const trText = gunzipSync(readFileSync('demo/sdtm-onco/tr_onco.csv.gz')).toString('utf8');
  const rows = [...rowsOf(sdtmFormat, 'tu', tuText, context), ...rowsOf(sdtmFormat, 'tr', trText, context)];
  const tu = plainRows(tuText);
  const tr = plainRows(trText);
  const groups = assembleAll(sdtmFormat, rows, context);
  const siteOf = new Map(
    tu.map((row) => [[row['USUBJID'], row['TUEVALID'], row['TULNKID']].join('/'), row['TULOC'] ?? '']),
  );
  const visits = partsOf(tr, (row) => [row['USUBJID'], row['TREVAL'], row['TREVALID'], row['VISITNUM']].join('/'));
  const lesionsAtVisits = visits.flatMap((visit) =>
    partsOf(
      visit.filter((row) => row['TRLNKID'] !== ''),
      (row) => row['TRLNKID'] ?? '',
    ),
  );
  /** Visits in which some result stands twice. */
  const doubled = visits.filter(
    (visit) => new Set(visit.map((row) => [row['TRLNKID'], row['TRTESTCD']].join('/'))).size < visit.length,
  );
  const single = lesionsAtVisits.filter((lesion) => !doubled.some((visit) => visit.includes(lesion[0]!)));
  const resultOf = (lesion: readonly Row[], test: string) =>
    lesion.find((row) => row['TRTESTCD'] === test)?.['TRORRES'] ?? '';

  it('accounts for every row', () => {
    expect([tu.length, tr.length, rows.length]).toEqual([7_734, 55_995, 63_729]);
    const perGroup = rowsPerGroup(sdtmFormat, rows, context);
    expect([perGroup.length, sum(perGroup)]).toEqual([2_658, 63_729]);
    expect(groups).toHaveLength(visits.length);
  });

  it('takes every visit but the three that hold two exams, and names all their results', () => {
    expect(doubled).toHaveLength(3);
    expect(codes(groups, 'held')).toEqual({ 'several-exams-in-one-visit': 3 });
    expect(taken(groups)).toHaveLength(2_655);
    const named = groups.flatMap(({ held }) => held.flatMap(({ row, otherRows }) => [row, ...otherRows]));
    const read = doubled
      .flat()
      .filter((row) => ['DIAMETER', 'TUMSTATE'].includes(row['TRTESTCD'] ?? ''))
      .map(({ row }) => row);
    expect(named.sort()).toEqual(read.sort());
  });

  it('makes one finding of each lesion at each visit, in the states that the source states', () => {
    const words: Readonly<Record<string, string>> = {
      'NON-TARGET/PRESENT': 'present',
      'NON-TARGET/ABSENT': 'absent',
      'NON-TARGET/UNEQUIVOCAL': 'unequivocal-progression',
      'NEW/EQUIVOCAL': 'present equivocal',
      'NEW/UNEQUIVOCAL': 'present unequivocal',
    };
    const expected = countBy(single, (lesion) => {
      const [row] = lesion;
      if (row?.['TRSTAT'] === 'NOT DONE') return `${row['TRGRPID']} not-done`;
      if (row?.['TRGRPID'] !== 'TARGET')
        return `${row?.['TRGRPID']} ${words[`${row?.['TRGRPID']}/${row?.['TRORRES']}`]}`;
      return `TARGET ${resultOf(lesion, 'DIAMETER') === '0' ? 'absent' : 'measured'}`;
    });
    const found = countBy(
      taken(groups).flatMap(({ findings }) => findings),
      ({ role, state, certainty }) => `${role.toUpperCase()} ${[state, certainty].filter(Boolean).join(' ')}`,
    );
    expect(found).toEqual(expected);
    expect(found).toEqual({
      'TARGET measured': 12_288,
      'TARGET absent': 855,
      'TARGET not-done': 132,
      'NON-TARGET present': 7_212,
      'NON-TARGET absent': 4_795,
      'NON-TARGET unequivocal-progression': 846,
      'NON-TARGET not-done': 422,
      'NEW present equivocal': 81,
      'NEW present unequivocal': 33,
    });
  });

  it('reads the diameters that add up to SUMDIAM', () => {
    const sums = new Map(
      visits.map((visit) => [
        [visit[0]?.['USUBJID'], visit[0]?.['TREVALID'], visit[0]?.['VISITNUM']].join('/'),
        visit.find((row) => row['TRTESTCD'] === 'SUMDIAM')?.['TRORRES'],
      ]),
    );
    for (const { sourceId, findings } of taken(groups)) {
      const [, subject, , reader, visit] = sourceId.split('|');
      expect(sum(findings.filter(({ role }) => role === 'target').map(({ size }) => Number(size ?? 0)))).toBe(
        Number(sums.get([subject, reader, visit].join('/'))),
      );
    }
  });

  it('asks what is to be asked, and nothing else', () => {
    const ofTargets = single.filter((lesion) => Number(resultOf(lesion, 'DIAMETER')) > 0);
    const site = (lesion: readonly Row[]) =>
      siteOf.get([lesion[0]?.['USUBJID'], lesion[0]?.['TREVALID'], lesion[0]?.['TRLNKID']].join('/'));
    const isLong = (lesion: readonly Row[]) => resultOf(lesion, 'DIAMETER') === resultOf(lesion, 'LDIAM');
    const misfits = ofTargets.filter((lesion) => isLong(lesion) === (site(lesion) === 'LYMPH NODE'));
    const small = ofTargets.filter(
      (lesion) =>
        lesion[0]?.['VISITNUM'] === '3' &&
        Number(resultOf(lesion, 'DIAMETER')) < (site(lesion) === 'LYMPH NODE' ? 15 : 10),
    );
    const expected = {
      'axis-does-not-fit-site': misfits.length,
      'baseline-below-measurability': small.length,
      'dates-apart': doubled.length,
      'partial-date': visits.filter((visit) => visit.some((row) => row['TRDTC']?.length === 7)).length,
      'site-not-stated': tu.filter((row) => row['TULOC'] === '').length,
      'treatment-line-implied': visits.length,
    };
    expect(codes(groups, 'queries')).toEqual(expected);
    expect(expected).toEqual({
      'axis-does-not-fit-site': 1_900,
      'baseline-below-measurability': 1_170,
      'dates-apart': 3,
      'partial-date': 1,
      'site-not-stated': 3_924,
      'treatment-line-implied': 2_658,
    });
    expect(questions(groups, 'treatment-line-implied')).toBe(254);
    expect(questions(groups, 'site-not-stated')).toBe(3_924);
  });

  it('keeps partial dates, and the own date of each lesion', () => {
    const baseline = taken(groups).find(({ sourceId }) => sourceId === 'CDISCPILOT01|01-701-1015|INVESTIGATOR||3');
    expect(baseline?.timepoint).toEqual({ label: 'BASELINE', date: '2014-01', studyDay: 1, order: 3 });
    expect(baseline?.findings.map(({ lesion, examDate }) => [lesion, examDate])).toEqual([
      ...['NT01', 'NT02', 'NT03', 'NT04', 'NT05'].map((lesion) => [lesion, '2014-01-02']),
      ...['T01', 'T02', 'T03', 'T04', 'T05'].map((lesion) => [lesion, undefined]),
    ]);
  });

  it('comes out the same in another order of rows', () => {
    expect(assembleAll(sdtmFormat, shuffled(rows, 20_260_112), context)).toEqual(groups);
  });

  it('becomes 254 histories of three evaluators with every visit in its place', () => {
    const histories = partsOf(groups, ({ identity }) => identity.patient?.id ?? '').map((line) =>
      assembleHistory({ assessments: recorded(line), facts: [] }),
    );
    const evaluators = histories.flatMap((history) => history.evaluators);
    const timepoints = evaluators.flatMap((evaluator) => evaluator.timepoints);
    expect([
      histories.length,
      evaluators.length,
      timepoints.length,
      timepoints.filter(({ held }) => held.length > 0).length,
    ]).toEqual([254, 762, 2_658, 3]);
    expect(timepoints.filter(({ date }) => date === null)).toEqual([]);
  });
});

describe('the measurements of five trials, unmodified, through their mapping', () => {
  const text = readFileSync('demo/trials-laleh2022/laleh2022_long.csv', 'utf8');
  const checked = checkCsvMapping(JSON.parse(readFileSync('demo/trials-laleh2022/mapping.json', 'utf8')));
  const context: TabularContext = { issuer: 'uploader', mapping: 'mapping' in checked ? checked.mapping : null };
  const rows = rowsOf(csvFormat, 'assessments', text, context);
  const plain = plainRows(text);
  const size = (row: Row) => row['target_lesion_long_diam_mm'] ?? '';
  const groups = assembleAll(csvFormat, rows, context);
  const sameDay = partsOf(
    plain.filter((row) => row['treatment_day'] !== ''),
    (row) => [row['patient'], row['treatment_day']].join('/'),
  ).filter((day) => day.length > 1);
  const isSaidTwice = (day: readonly Row[]): boolean => day.every((row) => size(row) === size(day[0]!));
  /** Days with two sizes, which hold them. */
  const atOdds = sameDay.filter((day) => !isSaidTwice(day));
  /** Rows that repeat the one before them: each such day counts once. */
  const repeated = new Set(sameDay.filter(isSaidTwice).flatMap((day) => day.slice(1)));

  it('accounts for every measurement', () => {
    expect([plain.length, rows.length, new Set(plain.map((row) => row['patient'])).size]).toEqual([
      8_560, 8_560, 1_472,
    ]);
    const perGroup = rowsPerGroup(csvFormat, rows, context);
    expect([perGroup.length, sum(perGroup)]).toEqual([8_553, 8_560]);
    expect(new Set(groups.map(({ identity }) => identity.patient?.id)).size).toBe(1_472);
  });

  it('holds blanks, days with two sizes and the row without a day by their rows, and asks about rows that stand twice', () => {
    const held = groups.flatMap((group) => group.held);
    const rowsHeld = (code: string) =>
      held
        .filter((fault) => fault.code === code)
        .flatMap(({ row, otherRows }) => [row, ...otherRows])
        .sort();
    expect(codes(groups, 'held')).toEqual({ 'blank-size': 7, 'duplicate-measurement': 1, 'no-timepoint': 1 });
    expect(rowsHeld('blank-size')).toEqual(
      plain
        .filter((row) => size(row) === '')
        .map(({ row }) => row)
        .sort(),
    );
    expect(rowsHeld('duplicate-measurement')).toEqual(
      atOdds
        .flat()
        .map(({ row }) => row)
        .sort(),
    );
    expect(codes(groups, 'queries')['row-repeated']).toBe(6);
    expect(repeated.size).toBe(6);
    expect(rowsHeld('no-timepoint')).toEqual(plain.filter((row) => row['treatment_day'] === '').map(({ row }) => row));
    expect(held.find(({ row }) => row === 7_753)).toMatchObject({
      otherRows: [7_754],
      message: "lesion T1 stands 2 times in this assessment: '12', '41'",
    });
    expect(taken(groups)).toHaveLength(8_560 - 7 - 2 - 6 - 1);
  });

  it('reads every other measurement as it stands', () => {
    const heldRows = new Set(groups.flatMap(({ held }) => held.flatMap(({ row, otherRows }) => [row, ...otherRows])));
    const words: Readonly<Record<string, string>> = {
      'NOT EVALUABLE': 'not-evaluable',
      'TOO SMALL TO MEASURE': 'too-small-to-measure',
      '0': 'absent',
    };
    const expected = plain
      .filter((row) => !heldRows.has(row.row) && !repeated.has(row))
      .map((row) => [row['patient'], Number(row['treatment_day']), words[size(row)] ?? size(row)].join('/'))
      .sort();
    const found = taken(groups)
      .map(({ patient, timepoint, findings: [finding] }) =>
        [patient.id, timepoint.studyDay, finding?.state === 'measured' ? finding.size : finding?.state].join('/'),
      )
      .sort();
    expect(found).toEqual(expected);
    expect(countBy(taken(groups), ({ findings }) => findings[0]?.state ?? '')).toEqual({
      measured: 8_060,
      'not-evaluable': 62,
      'too-small-to-measure': 54,
      absent: 368,
    });
  });

  it('rounds float debris to the micrometre, and says so each time', () => {
    const debris = plain.filter((row) => (size(row).split('.')[1] ?? '').length > 3);
    expect(codes(groups, 'queries')['length-rounded']).toBe(debris.length);
    expect(debris).toHaveLength(140);
    const byPatient = partsOf(taken(groups), ({ patient }) => patient.id).map((documents) =>
      assembleHistory({ assessments: documents.map((document) => ({ status: 'accepted', document })), facts: [] }),
    );
    const read = byPatient.flatMap(({ evaluators }) =>
      evaluators.flatMap(({ timepoints }) =>
        timepoints.flatMap(({ findings }) => findings.flatMap(({ micrometres }) => micrometres ?? [])),
      ),
    );
    const inText = plain
      .filter(
        (row) =>
          /^\d/.test(size(row)) &&
          size(row) !== '0' &&
          row['treatment_day'] !== '' &&
          !repeated.has(row) &&
          !atOdds.some((day) => day.includes(row)),
      )
      .map((row) => Math.round(Number(size(row)) * 1000));
    expect(read.sort((one, other) => one - other)).toEqual(inText.sort((one, other) => one - other));
  });

  it('asks each patient once for treatment line and site, and about small targets at day 1 or before', () => {
    const small = plain.filter(
      (row) =>
        row['treatment_day'] !== '' &&
        Number(row['treatment_day']) <= 1 &&
        size(row) !== '0' &&
        Number(size(row)) < 10 &&
        size(row) !== '' &&
        !sameDay.some((day) => day.includes(row)),
    );
    expect([
      questions(groups, 'treatment-line-implied'),
      questions(groups, 'site-not-stated'),
      questions(groups, 'baseline-below-measurability'),
    ]).toEqual([1_472, 1_472, small.length]);
  });

  it('comes out the same in another order of rows', () => {
    expect(assembleAll(csvFormat, shuffled(rows, 7), context)).toEqual(groups);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import {
  assembleAll,
  checkCsvMapping,
  csvColumnNames,
  csvFormat,
  isBlankRecord,
  recogniseFile,
  recordsOfText,
  rowsOfRecords,
  type AssembledGroup,
  type CsvMapping,
  type TabularContext,
} from '../../../../src/core/formats/index.js';
import fc from 'fast-check';
import { imagedPlacesByWord } from '../../../../src/core/formats/organ-words.js';
import { wordOf } from '../../../../src/core/formats/words.js';
import { coverageOfRegion, imagedPlaces, imagedRegions, type RowFault } from '../../../../src/core/record/index.js';

const folder = 'test/fixtures/formats/csv';
const plain: TabularContext = { issuer: 'uploader', mapping: null };

const textOf = (name: string) => readFileSync(`${folder}/${name}.csv`, 'utf8');

function groupsOf(text: string, context: TabularContext = plain): AssembledGroup[] {
  const { header, records } = recordsOfText(text, context);
  const recognition = csvFormat.recognise(header, context);
  if (recognition.kind !== 'taken') throw new Error(`not taken: ${JSON.stringify(recognition)}`);
  return assembleAll(
    csvFormat,
    rowsOfRecords(recognition.file, header, records, new Set(recognition.columns)),
    context,
  );
}

const briefly = ({ code, row, column, value, otherRows }: RowFault) => [
  code,
  row,
  column,
  value,
  ...(otherRows.length > 0 ? [otherRows] : []),
];
const heldIn = (groups: readonly AssembledGroup[]) => groups.flatMap(({ held }) => held.map(briefly));
const askedIn = (groups: readonly AssembledGroup[]) => groups.flatMap(({ queries }) => queries.map(briefly));
const sizesIn = (groups: readonly AssembledGroup[]) =>
  groups.map(({ assessment }) => assessment?.findings.map(({ lesion, state, size }) => [lesion, state, size]) ?? null);

type Briefly = readonly unknown[];

/** What each faulty file must be answered with: [held, how many assessments are taken all the same, queries]. */
const faulty: Readonly<Record<string, readonly [held: Briefly[], taken: number, queries?: Briefly[]]>> = {
  'blank-size': [[['blank-size', 3, 'size_mm', null]], 0],
  'blank-size-with-state-measured': [[['blank-size', 3, 'size_mm', null]], 0],
  'unreadable-length-comma': [[['unreadable-length', 3, 'size_mm', '9,8']], 0],
  'unreadable-length-unit': [[['unreadable-length', 3, 'size_mm', '9.8 mm']], 0],
  'unreadable-length-in-fragments': [[['unreadable-length', 3, 'fragments_mm', '4;about 5']], 0],
  'unreadable-date': [[['unreadable-date', 2, 'date', '2026-02-30']], 0],
  'unreadable-study-day': [[['unreadable-study-day', 2, 'study_day', 'day 3']], 0],
  'no-date': [[['no-date', 2, null, null]], 0],
  'no-patient': [[['no-patient', 3, 'patient', ' ']], 1],
  'no-timepoint': [[['no-timepoint', 3, 'study_day', null]], 1],
  'no-evaluator': [[['no-evaluator', 2, 'evaluator', null]], 0],
  'no-lesion': [[['no-lesion', 3, 'lesion', null]], 0],
  'missing-role': [[['missing', 3, 'role', null]], 0],
  'unknown-word-role': [[['unknown-word', 3, 'role', 'primary']], 0],
  'unknown-word-state': [[['unknown-word', 3, 'state', 'gone']], 0],
  'unknown-word-axis': [[['unknown-word', 3, 'axis', 'long']], 0],
  'unknown-word-modality': [[['unknown-word', 2, 'modality', 'CTT']], 0],
  'unknown-word-baseline': [[['unknown-word', 2, 'baseline', 'maybe']], 0],
  'unknown-word-organs-imaged': [[['unknown-word', 2, 'organs_imaged', 'lung; lungs']], 0],
  'unreadable-uptake': [[['unreadable', 3, 'uptake', 'SULpeak 8.4']], 0],
  'duplicate-measurement-other-value': [[['duplicate-measurement', 3, 'size_mm', '24', [4]]], 0],
  'duplicate-measurement-equal-value': [[], 1, [['row-repeated', 3, 'lesion', 'L1', [4]]]],
  'contradiction-size-beside-state': [[['contradiction', 3, 'size_mm', '3']], 0],
  'rows-disagree-reader': [[['rows-disagree', 2, 'reader', 'a', [3]]], 0],
  'rows-disagree-baseline': [[['rows-disagree', 2, 'baseline', 'yes', [3]]], 0],
  'too-long-label': [[['too-long', 3, null, null]], 0],
  'row-length-short': [[['row-length', 3, null, null]], 1],
  'row-length-long': [[['row-length', 2, null, null]], 0],
  'several-faults-at-once': [
    [
      ['unreadable-length', 2, 'size_mm', '9,8'],
      ['blank-size', 3, 'size_mm', null],
      ['missing', 3, 'role', null],
    ],
    0,
  ],
  'query-treatment-line-implied': [[], 1, [['treatment-line-implied', 2, 'treatment_line', null]]],
  'query-site-not-stated': [[], 1, [['site-not-stated', 3, 'organ', null]]],
  'query-site-unknown-word': [[], 1, [['site-unknown-word', 3, 'organ', 'left neck']]],
  'query-axis-does-not-fit-site': [
    [],
    1,
    [
      ['axis-does-not-fit-site', 2, 'size_mm', '18'],
      ['axis-does-not-fit-site', 3, 'size_mm', '24'],
    ],
  ],
  'query-baseline-below-measurability': [
    [],
    1,
    [
      ['baseline-below-measurability', 2, 'size_mm', '14.999'],
      ['baseline-below-measurability', 3, 'size_mm', '9.999'],
    ],
  ],
  'query-length-rounded': [[], 1, [['length-rounded', 2, 'size_mm', '16.309999999999999']]],
  'query-partial-date': [[], 1, [['partial-date', 2, null, null]]],
  'query-dates-apart': [[], 1, [['dates-apart', 3, null, null, [2]]]],
  'dates-fourteen-days-apart': [[], 1, []],
};

describe('a faulty file', () => {
  it.each(Object.entries(faulty))('%s', (name, [held, taken, queries = []]) => {
    const groups = groupsOf(textOf(name));
    expect(heldIn(groups)).toEqual(held);
    expect(askedIn(groups)).toEqual(queries);
    expect(groups.filter(({ assessment }) => assessment !== null)).toHaveLength(taken);
    for (const group of groups) expect(group.assessment === null).toBe(group.held.length > 0);
  });

  it('every fixture is looked at', () => {
    const looked = [
      ...Object.keys(faulty),
      'good',
      'good-zero-is-absent',
      'good-states-and-lists',
      'good-ct-and-mr-of-one-timepoint',
      'good-byte-order-mark-blank-lines-quotes',
      'header-unknown-column',
      'header-missing-columns',
      'header-duplicate-column',
      'header-of-another-file',
    ];
    expect(readdirSync(folder).sort()).toEqual(looked.map((name) => `${name}.csv`).sort());
  });

  describe('what was imaged', () => {
    const header =
      'patient,evaluator,timepoint,date,baseline,treatment_line,lesion,role,organ,axis,size_mm,modality,organs_imaged';
    const imagedBy = (words: string, context: TabularContext = plain): AssembledGroup =>
      groupsOf(
        `${header}\np1,radiology,baseline,2026-01-07,yes,line 1,N,target,lymph-node,short-axis,18,CT,${words}\n`,
        context,
      )[0]!;

    it.each<[string, readonly string[]]>([
      ['neck; thorax', ['neck', 'thorax']],
      ['Neck;CHEST;  upper   abdomen', ['neck', 'thorax', 'upper-abdomen']],
      ['brain;skull base;head and neck', ['brain', 'skull-base', 'head-and-neck']],
      ['Hals; Thorax; Abdomen; Becken', ['neck', 'thorax', 'abdomen', 'pelvis']],
      ['whole body', ['whole-body']],
      ['lung;lymph-node;lung', ['lung', 'lymph-node']],
    ])('is read from the words of a report: %s', (words, places) => {
      expect(imagedBy(words)).toMatchObject({ held: [], assessment: { organsImaged: places } });
    });

    it("is read from a sender's own words", () => {
      const mapping: CsvMapping = {
        columns: Object.fromEntries(
          header.split(',').map((column) => [column, column as CsvMapping['columns'][string]]),
        ),
        words: { imaged: { 'KM-CT Hals-Thorax': 'neck' } },
      };
      expect(imagedBy('km-ct hals-thorax', { ...plain, mapping }).assessment!.organsImaged).toEqual(['neck']);
    });

    it('holds the assessment for a word that no table knows, and guesses none', () => {
      fc.assert(
        fc.property(fc.stringMatching(/^[a-zäöüß][a-zäöüß /-]{0,20}$/), (word) => {
          const { held, assessment } = imagedBy(`neck;${word}`);
          const known = Object.hasOwn(imagedPlacesByWord, wordOf(word));
          expect(held.map(({ code, column }) => [code, column])).toEqual(
            known ? [] : [['unknown-word', 'organs_imaged']],
          );
          if (!known) expect(assessment).toBeNull();
        }),
      );
    });

    it.each(Object.entries(imagedPlacesByWord))('by %s is %s', (word, place) => {
      expect(imagedPlaces).toContain(place);
      expect(wordOf(word)).toBe(word);
    });

    it('stands in the documentation word by word', () => {
      const page = readFileSync('docs/formats.md', 'utf8');
      for (const region of imagedRegions) {
        const words = Object.keys(imagedPlacesByWord).filter(
          (word) =>
            imagedPlacesByWord[word] === region &&
            word !== wordOf(region) &&
            word !== wordOf(region.replaceAll('-', ' ')),
        );
        const { whole, part } = coverageOfRegion[region];
        const listed = (names: readonly string[]): string => (names.length === 0 ? '–' : names.join(', '));
        expect(page).toContain(
          `| \`${region}\` | ${listed(words.map((word) => word.toLowerCase()))} | ${listed(whole)} | ${listed(part)} |\n`,
        );
      }
    });
  });

  it.each([
    ['cervical lymph node', 'lymph-node', 'cervical lymph node'],
    ['Iliac bone', 'bone', 'Iliac bone'],
    ['lung', 'lung', undefined],
  ])('reads the organ of a lesion called %s, and keeps a closer word as its site', (word, organ, site) => {
    const text = `patient,evaluator,timepoint,date,baseline,treatment_line,lesion,role,organ,size_mm,modality\np1,radiology,baseline,2026-01-07,yes,line 1,X,target,${word},18,CT\n`;
    expect(groupsOf(text)[0]!.assessment!.findings[0]).toMatchObject({
      organ,
      ...(site === undefined ? {} : { site }),
    });
  });

  it('keeps patient, line, evaluator and timepoint of a held assessment', () => {
    expect(groupsOf(textOf('blank-size'))[0]?.identity).toEqual({
      issuer: 'uploader',
      sourceId: '|p1|line 1|radiology|baseline|CT',
      patient: { issuer: 'uploader', id: 'p1' },
      treatmentLine: 'line 1',
      evaluator: 'radiology',
      timepoint: { label: 'baseline', date: '2026-01-07', studyDay: null, baseline: true },
    });
  });

  it('keeps the patient of a row without a timepoint, and says that nothing else is known', () => {
    const [alone] = groupsOf(textOf('no-timepoint')).filter(({ held }) => held.length > 0);
    expect(alone?.identity).toMatchObject({
      sourceId: null,
      patient: { id: 'p1' },
      evaluator: 'radiology',
      timepoint: null,
    });
  });

  it('says what would be right', () => {
    expect(groupsOf(textOf('unreadable-length-comma'))[0]?.held[0]).toMatchObject({
      message: "'9,8' is written with a comma",
      expected: expect.stringContaining('12 or 9.8'),
    });
    expect(groupsOf(textOf('duplicate-measurement-other-value'))[0]?.held[0]?.message).toBe(
      "lesion L1 stands 2 times in this assessment: '24', '41'",
    );
  });
});

describe('a good file', () => {
  it('becomes a document', () => {
    expect(groupsOf(textOf('good')).map(({ assessment }) => assessment)).toEqual([
      {
        issuer: 'uploader',
        sourceId: '|p1|line 1|radiology|baseline|CT',
        patient: { issuer: 'uploader', id: 'p1' },
        treatmentLine: 'line 1',
        evaluator: 'radiology',
        modality: 'CT',
        timepoint: { label: 'baseline', date: '2026-01-07', baseline: true },
        findings: [
          { lesion: 'L1', role: 'target', organ: 'lung', axis: 'longest-diameter', state: 'measured', size: '24' },
          { lesion: 'N', role: 'target', organ: 'lymph-node', axis: 'short-axis', state: 'measured', size: '18' },
        ],
      },
    ]);
  });

  it('counts rows as a spreadsheet does, through a byte order mark, blank lines and quotes', () => {
    const { header, records } = recordsOfText(textOf('good-byte-order-mark-blank-lines-quotes'), plain);
    expect(header[0]).toBe('patient');
    expect(rowsOfRecords('assessments', header, records).map(({ row }) => row)).toEqual([3, 5]);
    expect(records.map(isBlankRecord)).toEqual([true, false, true, false]);
    expect(sizesIn(groupsOf(textOf('good-byte-order-mark-blank-lines-quotes')))).toEqual(
      sizesIn(groupsOf(textOf('good'))),
    );
  });

  it('reads 0 mm as absent', () => {
    expect(sizesIn(groupsOf(textOf('good-zero-is-absent')))).toEqual([
      [
        ['L1', 'absent', undefined],
        ['L2', 'absent', undefined],
        ['N', 'absent', undefined],
      ],
    ]);
  });

  it('reads fragments, merging, certainty, uptake, reasons and dates of single lesions', () => {
    const [group] = groupsOf(textOf('good-states-and-lists'));
    expect(group?.held).toEqual([]);
    expect(group?.assessment?.timepoint.date).toBe('2026-01-09');
    expect(group?.assessment?.findings).toEqual([
      expect.objectContaining({ lesion: 'L1', state: 'merged', mergedInto: 'N', examDate: '2026-01-07' }),
      expect.objectContaining({ lesion: 'L3', state: 'not-evaluable', reason: 'motion' }),
      expect.objectContaining({ lesion: 'N', state: 'measured', fragments: ['9', '8.5'] }),
      expect.not.objectContaining({ examDate: expect.anything() }),
    ]);
    expect(group?.assessment?.findings[3]).toMatchObject({
      lesion: 'X',
      role: 'new',
      certainty: 'equivocal',
      site: 'iliac bone',
      uptake: [
        { quantity: 'SULpeak', value: '8.4' },
        { quantity: 'SUVmax', value: '10' },
      ],
    });
  });

  it('keeps CT and MR of one timepoint as two assessments, so that one can be corrected without the other', () => {
    expect(
      groupsOf(textOf('good-ct-and-mr-of-one-timepoint')).map(({ assessment }) => [
        assessment?.modality,
        assessment?.timepoint.label,
        assessment?.findings.length,
      ]),
    ).toEqual([
      ['CT', 'baseline', 1],
      ['MR', 'baseline', 1],
    ]);
  });

  it('never gives two assessments one source id, whatever stands in the ids', () => {
    const header = 'patient,treatment_line,evaluator,date,lesion,role,size_mm';
    const groups = groupsOf(
      `${header}\na|b,c,r,2026-01-07,L,target,9\na,b|c,r,2026-01-07,L,target,9\na\\|b,c,r,2026-01-07,L,target,9\n`,
    );
    expect(new Set(groups.map(({ identity }) => identity.sourceId)).size).toBe(3);
  });

  it('marks the patients of an upload as invented where the sender declares it', () => {
    expect(groupsOf(textOf('good'), { ...plain, synthetic: true })[0]?.assessment?.synthetic).toBe(true);
    expect(groupsOf(textOf('good'))[0]?.assessment).not.toHaveProperty('synthetic');
  });
});

describe('the header', () => {
  const headerOf = (name: string) => recordsOfText(textOf(name), plain).header;
  it.each([
    ['header-unknown-column', [['unknown-column', 1, 'modalty']]],
    [
      'header-missing-columns',
      [
        ['missing-column', 1, 'evaluator'],
        ['missing-column', 1, 'role'],
        ['missing-column', 1, 'size_mm'],
        ['missing-column', 1, 'date'],
      ],
    ],
    ['header-duplicate-column', [['duplicate', 1, 'patient']]],
  ])('%s refuses the file by name', (name, faults) => {
    const recognition = csvFormat.recognise(headerOf(name), plain);
    expect(
      recognition.kind === 'refused' && recognition.faults.map(({ code, row, column }) => [code, row, column]),
    ).toEqual(faults);
  });

  it('of another file is left to another format', () => {
    expect(csvFormat.recognise(headerOf('header-of-another-file'), plain)).toEqual({ kind: 'other' });
    expect(recogniseFile(headerOf('header-of-another-file'), plain)).toBeNull();
    expect(recogniseFile(headerOf('good'), plain)?.format.name).toBe('csv');
  });

  it('is documented column by column', () => {
    const text = readFileSync('docs/formats.md', 'utf8');
    expect(csvColumnNames.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('a mapping', () => {
  const mapping: CsvMapping = {
    columns: { Pat: 'patient', Tag: 'study_day', Größe: 'size_mm', Ort: 'organ', Art: 'role' },
    constants: { issuer: 'klinik', evaluator: 'radiology', lesion: 'L', treatment_line: '1' },
    words: { state: { 'nicht  beurteilbar': 'not-evaluable' }, organ: { Lunge: 'lung' }, role: { Z: 'target' } },
    ignored: ['Arm'],
    delimiter: ';',
  };
  const context: TabularContext = { issuer: 'uploader', mapping };

  it('translates columns, constants and words of the sender', () => {
    const groups = groupsOf(
      'Pat;Tag;Größe;Ort;Art;Arm\np;1;9.8;lunge;z;A\np;43;NICHT BEURTEILBAR;Lunge;Z;A\n',
      context,
    );
    expect(
      groups.map(({ assessment }) => [assessment?.issuer, assessment?.timepoint, assessment?.findings[0]]),
    ).toEqual([
      [
        'klinik',
        { label: 'day 1', studyDay: 1 },
        { lesion: 'L', role: 'target', organ: 'lung', state: 'measured', size: '9.8' },
      ],
      [
        'klinik',
        { label: 'day 43', studyDay: 43 },
        { lesion: 'L', role: 'target', organ: 'lung', state: 'not-evaluable' },
      ],
    ]);
  });

  it("names faults in the sender's columns", () => {
    expect(heldIn(groupsOf('Pat;Tag;Größe;Ort;Art;Arm\np;1;groß;Lunge;Z;A\n', context))).toEqual([
      ['unreadable-length', 2, 'Größe', 'groß'],
    ]);
  });

  it.each([
    ['a column neither mapped nor ignored', 'Pat;Tag;Größe;Ort;Art;Arm;Neu', mapping, [['unknown-column', 'Neu']]],
    ['a mapped column that is not there', 'Pat;Tag;Größe;Ort;Arm', mapping, [['missing-column', 'Art']]],
    [
      'two columns mapped to one',
      'Pat;Tag;Größe;Ort;Art;Arm',
      { ...mapping, columns: { ...mapping.columns, Arm: 'patient' as const } },
      [['duplicate', 'Arm']],
    ],
    [
      'a constant beside a column',
      'Pat;Tag;Größe;Ort;Art;Arm',
      { ...mapping, constants: { ...mapping.constants, role: 'target' } },
      [['contradiction', 'role']],
    ],
    [
      'nothing for what is needed',
      'Pat;Tag;Größe;Ort;Art;Arm',
      { ...mapping, constants: { evaluator: 'r' } },
      [['missing-column', 'lesion']],
    ],
  ])('refuses %s', (_what, header, wrong, faults) => {
    const recognition = csvFormat.recognise(header.split(';'), { issuer: 'u', mapping: wrong });
    expect(recognition.kind === 'refused' && recognition.faults.map(({ code, column }) => [code, column])).toEqual(
      faults,
    );
  });

  it('is checked with all faults at once', () => {
    const checked = checkCsvMapping({
      columns: { a: 'patients' },
      words: { state: { x: 'gone' } },
      delimiter: '-',
      more: 1,
    });
    expect('faults' in checked && checked.faults.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/columns/a', 'not-in-list'],
      ['/delimiter', 'not-in-list'],
      ['/more', 'unknown-field'],
      ['/words/state/x', 'not-in-list'],
    ]);
  });
});

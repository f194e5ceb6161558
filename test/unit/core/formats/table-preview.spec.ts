import { describe, expect, it } from '@jest/globals';
import {
  assembleAll,
  csvFormat,
  type CsvMapping,
  delimiterOf,
  type Doubt,
  recordsOfText,
  rowsOfRecords,
  type TablePreview,
  TablePreviewer,
} from '../../../../src/core/formats/index.js';

function previewOf(text: string, confirmed: CsvMapping | null = null): TablePreview {
  const found = delimiterOf(text);
  const delimiter = found.kind === 'certain' ? found.delimiter : ',';
  const { header, records } = recordsOfText(text, { mapping: { columns: {}, delimiter } });
  const previewer = new TablePreviewer(header, confirmed);
  records.forEach((record) => previewer.take(record));
  return previewer.preview('radiology');
}

const asked = (preview: TablePreview) =>
  preview.doubts
    .filter(({ holds }) => holds)
    .map(({ code, column, word, name }) => [code, column ?? name, ...(word === null ? [] : [word])]);
const doubtOf = (preview: TablePreview, code: Doubt['code']) => preview.doubts.find((doubt) => doubt.code === code);

const german = `Patienten-ID;Beurteiler;Therapielinie;Visite;Datum;Läsion;Läsionstyp;Organ;Größe (mm)
H-1;Radiologie;L1;Basis;05.01.2026;A;Target;lung;21,5
H-1;Radiologie;L1;Woche 8;02.03.2026;A;Target;lung;12,25
H-1;Radiologie;L1;Woche 8;02.03.2026;B;New;liver;13,0
`;

describe('what separates the cells', () => {
  it.each([
    ['a;b\n1,5;2\n', ';'],
    ['a,b\n1;2,3\n', ','],
    ['a\tb\n1\t2\n', '\t'],
    ['a|b\n1|2\n', '|'],
    ['"x,y";b\n"1,2";3\n', ';'],
    ['alone\n1\n', ','],
    ['a;b', ';'],
  ])('%j is told', (text, delimiter) => {
    expect(delimiterOf(text)).toEqual({ kind: 'certain', delimiter });
  });

  it('two signs that both separate every line alike are asked', () => {
    expect(delimiterOf('a,b;c\n1,2;3\n')).toEqual({ kind: 'asked', readings: [',', ';'] });
  });
});

describe('a table with semicolons, decimal commas and German headings', () => {
  it('is proposed whole, and its patient is shown as it would be taken', () => {
    const preview = previewOf(german);
    expect(preview.doubts).toEqual([]);
    expect(preview.mapping).toEqual({
      columns: {
        'Patienten-ID': 'patient',
        Beurteiler: 'evaluator',
        Therapielinie: 'treatment_line',
        Visite: 'timepoint',
        Datum: 'date',
        Läsion: 'lesion',
        Läsionstyp: 'role',
        Organ: 'organ',
        'Größe (mm)': 'size_mm',
      },
      decimal: ',',
      dates: 'DD.MM.YYYY',
      unit: 'mm',
    });
    expect(preview.patients).toHaveLength(1);
    expect(
      preview.patients[0]?.groups.map(({ assessment }) => [
        assessment?.timepoint.label,
        assessment?.timepoint.date,
        assessment?.findings.map(({ lesion, size }) => `${lesion} ${size}`),
      ]),
    ).toEqual([
      ['Basis', '2026-01-05', ['A 21.5']],
      ['Woche 8', '2026-03-02', ['A 12.25', 'B 13.0']],
    ]);
  });

  it('tells what is not there, and takes it as a constant', () => {
    const text = german.replace('Beurteiler;', '').replaceAll('Radiologie;', '');
    const preview = previewOf(text);
    expect(asked(preview)).toEqual([['needed', 'evaluator']]);
    expect(preview.refused.map(({ code }) => code)).toEqual(['missing-column']);
    expect(preview.patients).toEqual([]);
    const confirmed = previewOf(text, { ...preview.mapping, constants: { evaluator: 'Radiologie' } });
    expect(confirmed.doubts).toEqual([]);
    expect(confirmed.patients[0]?.groups).toHaveLength(2);
  });
});

describe('what could mean two things is asked and never chosen', () => {
  const table = (date: string, size: string, heading = 'size_mm') =>
    `patient,evaluator,lesion,role,date,"${heading}"\nP,R,L,target,${date},"${size}"\n`;

  it('03/04/2026, until some row tells', () => {
    const preview = previewOf(table('03/04/2026', '12'));
    expect(preview.mapping.dates).toBeUndefined();
    expect(doubtOf(preview, 'dates')).toMatchObject({
      column: 'date',
      readings: [{ value: 'DD/MM/YYYY' }, { value: 'MM/DD/YYYY' }],
    });
    const [group] = preview.patients[0]?.groups ?? [];
    expect(group?.held.map(({ code }) => code)).toEqual(['unreadable-date']);
    expect(previewOf(table('23/04/2026', '12')).mapping.dates).toBe('DD/MM/YYYY');
    const answered = previewOf(table('03/04/2026', '12'), { ...preview.mapping, dates: 'MM/DD/YYYY' });
    expect(answered.doubts).toEqual([]);
    expect(answered.patients[0]?.groups[0]?.assessment?.timepoint.date).toBe('2026-03-04');
  });

  it('1,234', () => {
    const preview = previewOf(table('2026-01-05', '1,234'));
    expect(preview.mapping.decimal).toBeUndefined();
    expect(doubtOf(preview, 'decimal')?.readings).toEqual([
      { value: ',', shows: '1.234' },
      { value: '.', shows: '1234' },
    ]);
    expect(previewOf(table('2026-01-05', '1,2')).mapping.decimal).toBe(',');
  });

  it('a size whose unit stands neither in the heading nor in a cell', () => {
    expect(asked(previewOf(table('2026-01-05', '2.1', 'Size')))).toEqual([['unit', 'Size']]);
    expect(previewOf(table('2026-01-05', '2.1', 'Size (cm)')).mapping.unit).toBe('cm');
    expect(previewOf(table('2026-01-05', '2.1 cm', 'Size')).mapping.unit).toBe('in-cell');
    expect(asked(previewOf(table('2026-01-05', '2.1 cm', 'Size (mm)')))).toEqual([['unit', 'Size (mm)']]);
  });

  it('two headings that both name one of our columns', () => {
    const preview = previewOf(
      'patient,evaluator,lesion,role,date,Size (mm),Diameter (mm)\nP,R,L,target,2026-01-05,12,13\n',
    );
    expect(asked(preview)).toEqual([
      ['column', 'Size (mm)'],
      ['column', 'Diameter (mm)'],
      ['needed', 'size_mm'],
    ]);
  });

  it('a heading that nobody knows', () => {
    const preview = previewOf('patient,evaluator,lesion,role,date,size_mm,Flurbl\nP,R,L,target,2026-01-05,12,x\n');
    expect(asked(preview)).toEqual([['column', 'Flurbl']]);
    expect(
      previewOf('patient,evaluator,lesion,role,date,size_mm,Flurbl\nP,R,L,target,2026-01-05,12,\n').mapping.ignored,
    ).toEqual(['Flurbl']);
  });

  it('words that are none of ours, once each, also where a size should stand', () => {
    const text = `patient,evaluator,lesion,role,organ,date,size_mm,modality
P,R,L1,Zielläsion,lung,2026-01-05,12,CT
P,R,L2,zielläsion,Mond,2026-01-05,n.b.,CT
P,R,L3,target,liver,2026-01-05,~ 12,Röntgen
`;
    const preview = previewOf(text);
    expect(asked(preview)).toEqual([
      ['word', 'size_mm', 'n.b.'],
      ['word', 'role', 'Zielläsion'],
      ['word', 'modality', 'Röntgen'],
    ]);
    expect(preview.doubts.filter(({ holds }) => !holds)).toMatchObject([
      { code: 'word', column: 'organ', word: 'Mond' },
    ]);
    const confirmed = previewOf(text, {
      ...preview.mapping,
      words: {
        state: { 'N.B.': 'not-evaluable' },
        role: { Zielläsion: 'target' },
        modality: { Röntgen: 'X-ray' },
        organ: { Mond: 'other' },
      },
    });
    expect(confirmed.doubts).toEqual([]);
    // What is no length stays what it is: a cell that holds.
    expect(confirmed.patients[0]?.groups.flatMap(({ held }) => held.map(({ value }) => value))).toEqual(['~ 12']);
  });
});

describe('visits side by side', () => {
  const wide = `Patient ID,Evaluator,Line,Lesion,Role,Organ,Baseline date,Baseline (mm),Week 8 date,Week 8 (mm),Week 16 date,Week 16 (mm)
P1,R,L1,A,target,lung,2026-01-05,20,2026-03-02,18,2026-04-27,9
P1,R,L1,B,new,liver,2026-01-05,,2026-03-02,,2026-04-27,14
P2,R,L1,A,target,lung,2026-01-06,31,2026-03-03,30,,
`;
  const long = `patient,evaluator,treatment_line,lesion,role,organ,timepoint,date,baseline,size_mm
P1,R,L1,A,target,lung,Baseline,2026-01-05,yes,20
P1,R,L1,A,target,lung,Week 8,2026-03-02,,18
P1,R,L1,A,target,lung,Week 16,2026-04-27,,9
P1,R,L1,B,new,liver,Week 16,2026-04-27,,14
P2,R,L1,A,target,lung,Baseline,2026-01-06,yes,31
P2,R,L1,A,target,lung,Week 8,2026-03-03,,30
`;

  const taken = (text: string, mapping: CsvMapping | null) => {
    const { header, records } = recordsOfText(text, { mapping: null });
    return assembleAll(csvFormat, rowsOfRecords('assessments', header, records), { issuer: 'x', mapping });
  };

  it('are the same assessments as the same measurements one below the other', () => {
    const preview = previewOf(wide);
    expect(preview.doubts).toEqual([]);
    expect(preview.mapping.visits?.map(({ timepoint }) => timepoint)).toEqual(['Baseline', 'Week 8', 'Week 16']);
    const ofWide = taken(wide, preview.mapping).filter(({ assessment }) => assessment !== null);
    const ofLong = taken(long, null);
    expect(ofWide.flatMap(({ held }) => held)).toEqual([]);
    expect(ofWide.map(({ assessment }) => assessment)).toEqual(ofLong.map(({ assessment }) => assessment));
    expect(ofWide).toHaveLength(5);
  });

  it('a blank of a lesion among others that were measured holds the visit, and names the cell as the sender sees it', () => {
    const text = wide
      .replace('2026-03-02,18', '2026-03-02,')
      .replace('P1,R,L1,B,new', 'P1,R,L1,B,target')
      .replace('2026-01-05,,2026-03-02,,', '2026-01-05,8,2026-03-02,7,');
    const held = taken(text, previewOf(text).mapping).flatMap((group) => group.held);
    expect(held).toMatchObject([{ code: 'blank-size', row: 2, column: 'Week 8 (mm)', otherRows: [] }]);
  });

  it('a value that cannot be read is named by its own column', () => {
    const text = wide.replace(',9\n', ',nine\n');
    const { mapping } = previewOf(text);
    expect(taken(text, mapping).flatMap(({ held }) => held)).toMatchObject([
      { code: 'unreadable-length', row: 2, column: 'Week 16 (mm)', value: 'nine' },
    ]);
  });

  it('without a day are asked for it, and are read by the day that a heading names', () => {
    const bare = `patient,evaluator,lesion,role,Week 4,Week 8\nP,R,L,target,12,10\n`;
    expect(asked(previewOf(bare))).toEqual([
      ['visit-day', 'Week 4'],
      ['visit-day', 'Week 8'],
      ['unit', 'Week 4'],
    ]);
    const days = `patient,evaluator,lesion,role,05.01.2026,02.03.2026\nP,R,L,target,12 mm,10 mm\n`;
    const preview = previewOf(days);
    expect(preview.doubts).toEqual([]);
    expect(preview.patients[0]?.groups.map(({ assessment }) => assessment?.timepoint.date)).toEqual([
      '2026-01-05',
      '2026-03-02',
    ]);
  });

  it('that name a column twice, a visit twice, or a column that stands once a row as well, are refused by name', () => {
    const mapping: CsvMapping = {
      columns: { p: 'patient', e: 'evaluator', l: 'lesion', r: 'role', d: 'date' },
      visits: [
        { timepoint: 'one', columns: { a: 'size_mm', b: 'size_mm' }, constants: { date: '2026-01-05' } },
        { timepoint: 'one', columns: { a: 'size_mm' } },
      ],
    };
    const recognition = csvFormat.recognise(['p', 'e', 'l', 'r', 'd', 'a', 'b'], { issuer: 'x', mapping });
    expect(
      recognition.kind === 'refused' ? recognition.faults.map(({ code, column }) => `${code} ${column}`) : [],
    ).toEqual(['duplicate a', 'duplicate one', 'duplicate size_mm', 'contradiction date']);
  });
});

it('keeps no more of a long table than its first patients', () => {
  const previewer = new TablePreviewer(['patient', 'evaluator', 'lesion', 'role', 'date', 'size_mm'], null);
  for (let index = 0; index < 5_000; index += 1)
    previewer.take([`P${Math.floor(index / 1_000)}`, 'R', `L${index}`, 'target', '2026-01-05', String(index % 90)]);
  const preview = previewer.preview('x');
  expect(preview.rows).toBe(5_000);
  expect(preview.cut).toBe(true);
  expect(preview.patients.map(({ patient }) => patient)).toEqual(['P0']);
  expect(preview.columns.every(({ words, examples }) => words.length <= 40 && examples.length <= 5)).toBe(true);
});

/** Siblings of the kinds of intake-kinds.spec.ts: the same fault in another column, word or form, each with the neighbour that is none. */
import { writeFileSync } from 'node:fs';
import { csvHeader, intakeTries, type Outcome, tr, type TrRow, tu } from './intake-tries.js';

const { outcomeOf, pathOf, sdtm, csv } = intakeTries();

const lung = (name: string, date: string, size: string): string => `P1,r,${name},${date},T1,target,lung,${size},`;

describe('names of scans that count', () => {
  const second = (name: string, date: string): string =>
    csv(lung('Baseline', '2024-01-08', '40'), lung('Week 16', '2024-03-06', '50'), lung(name, date, '24')).said;

  it.each(['Week 8', 'week_8', 'WEEK 08 (end)'])('are held against their dates: %s', (name) => {
    expect(second(name, '2024-05-11')).toContain(`"Week 16" stands before "${name}" by date and after it by name`);
  });
  it.each(['Week 24', 'Cycle 3', 'Retreatment week 1', 'day -7', '8 weeks'])('and others are not: %s', (name) => {
    expect(second(name, '2024-05-11')).toBe('');
  });
  it('are left to the numbers where there are some', () => {
    const numbered = (name: string, date: string, number: string): string => `${lung(name, date, '24')},${number}`;
    const { said } = outcomeOf({
      'a.csv': `${csvHeader},visit_number\n${numbered('Baseline', '2024-01-08', '1')}\n${numbered('Week 16', '2024-03-06', '2')}\n${numbered('Week 8', '2024-05-11', '3')}\n`,
    });
    expect(said).toBe('');
  });
  it.each([
    ['Week 8', '2025-03-11', 'The name of "Week 8" says 56 days, and by its date it lies 428 days after the baseline'],
    ['Month 2', '2025-03-11', 'The name of "Month 2" says 61 days'],
    ['W8', '2024-11-03', 'The name of "W8" says 56 days'],
    ['Week 8', '2024-06-01', ''],
    ['Visit 8', '2025-03-11', ''],
  ])('tell a slip of the year or of day and month: %s of %s', (name, date, words) => {
    const { said } = csv(lung('Baseline', '2024-01-08', '40'), lung(name, date, '24'));
    if (words === '') expect(said).toBe('');
    else expect(said).toContain(words);
  });
});

describe('when a scan was', () => {
  const days = (...rows: readonly (readonly [name: string, day: string])[]): string =>
    outcomeOf({
      'a.csv': `patient,evaluator,timepoint,study_day,lesion,role,organ,size_mm\n${rows.map(([name, day]) => `P1,r,${name},${day},T1,target,lung,40`).join('\n')}\n`,
    }).said;
  it('is asked where no scan lies before the start', () => {
    expect(days(['BL', '20'], ['next', '57'])).toMatch(/The first scan, "BL", was made on study day 20/);
    expect(days(['BL', '1'], ['next', '57'])).toBe('');
    expect(days(['BL', '-5'], ['next', '57'])).toBe('');
  });
  it('is asked where a partial date leaves the order open', () => {
    const month = csv(lung('a', '2024-01-08', '40'), lung('b', '2024-05', '24'), lung('c', '2024-05-06', '30'));
    expect(month.said).toMatch(/The dates of "b" and "c" leave open which came first/);
    expect(
      csv(lung('a', '2024-01-08', '40'), lung('b', '2024-05', '24'), lung('c', '2024-06-06', '30')).said,
    ).not.toMatch(/leave open/);
  });
  it('is asked where one name stands for exams by two modalities that saw the same lesion', () => {
    const header = `${csvHeader},modality`;
    const said = (other: string): string =>
      outcomeOf({ 'a.csv': `${header}\n${lung('BL', '2024-01-08', '40')},CT\n${other}\n` }).said;
    expect(said(`${lung('BL', '2024-01-08', '41')},MR`)).toMatch(/"BL" was sent by two modalities that both saw T1/);
    expect(said('P1,r,BL,2024-01-08,T2,target,liver,41,,MR')).toBe('');
  });
});

describe('targets and new lesions without a size', () => {
  it.each(['not-evaluable', 'not-done', 'absent', 'too-small-to-measure'])('a target at baseline: %s', (state) => {
    const target = (name: string, date: string, size: string, how: string): string =>
      `P1,r,${name},${date},T2,target,liver,${size},${how}`;
    const { said } = csv(
      ...[lung('BL', '2024-01-08', '40'), target('BL', '2024-01-08', '', state)],
      ...[lung('next', '2024-03-08', '24'), target('next', '2024-03-08', '20', '')],
    );
    expect(said).toContain(`"BL": T2, sent as target, has no size at baseline (${state.replaceAll('-', ' ')})`);
  });
  const fresh = (size: string, state: string, ...more: readonly string[]): Outcome =>
    csv(
      ...[lung('BL', '2024-01-08', '40'), lung('next', '2024-03-08', '24')],
      ...[`P1,r,next,2024-03-08,X,new,liver,${size},${state}`, ...more],
    );
  it.each([
    ['', 'absent'],
    ['0', ''],
    ['', 'not-evaluable'],
    ['', 'not-done'],
  ])('a new lesion that nobody saw: size "%s", state "%s"', (size, state) => {
    expect(fresh(size, state)).toMatchObject({
      responses: ['BL 40 -', 'next 24 PR'],
      said: expect.stringContaining('Lesion X was sent as new at "next" and not as seen'),
    });
  });
  it('a new lesion that was seen later', () => {
    const later = [lung('last', '2024-05-08', '24'), 'P1,r,last,2024-05-08,X,new,liver,14,'];
    expect(fresh('', 'not-evaluable', ...later)).toMatchObject({ responses: ['BL 40 -', 'next 24 PR', 'last 24 PD'] });
    expect(fresh('', 'not-evaluable', ...later).said).not.toMatch(/not as seen/);
  });
});

describe('sizes in another unit', () => {
  const said = (...sizes: readonly string[]): string =>
    csv(...sizes.map((size, index) => lung(`v${index}`, `2024-0${index + 1}-08`, size))).said;
  it.each([
    ['0.4', /a size of 0\.4 mm: is the unit right\?/],
    ['1', null],
  ])('that no image shows are asked: %s mm', (size, words) => {
    if (words === null) expect(said('40', size)).not.toMatch(/a size of/);
    else expect(said('40', size)).toMatch(words);
  });
  it.each([
    [['40', '2.4'], /T1 measured about a tenth of/],
    [['2.4', '40'], /T1 measured about ten times/],
    [['24', '160'], /T1 measured about ten times/],
    [['40', '8'], null],
    [['20', '95'], null],
    [['100', '6.5'], null],
  ])('are asked also where the lesion changed: %j', (sizes, words) => {
    if (words === null) expect(said(...sizes)).not.toMatch(/is the unit right/);
    else expect(said(...sizes)).toMatch(words);
  });
  it('beside a decimal comma hold where they have a point', () => {
    const columns = Object.fromEntries(csvHeader.split(',').map((column) => [column, column]));
    writeFileSync(pathOf('m.json'), JSON.stringify({ delimiter: ';', decimal: ',', columns }));
    const read = (size: string): Outcome =>
      outcomeOf(
        { 'a.csv': `${csvHeader.replaceAll(',', ';')}\nP1;r;BL;2024-01-08;T1;target;lung;${size};\n` },
        ...['--mapping', pathOf('m.json')],
      );
    for (const size of ['40,5', '40.5']) expect(read(size).responses).toEqual(['BL 40.5 -']);
    for (const size of ['1.024', '1.024,5']) {
      expect(read(size).responses).toEqual(['BL - held']);
      expect(read(size).said).toContain(`'${size}`);
    }
  });
});

describe('a size beside a state', () => {
  const sites = tu(['T01', 'LIVER'], ['N1', 'BONE', 'NON-TARGET']);
  const beside = (state: string, size = '22', lesion = 'N1'): Outcome =>
    sdtm(
      sites,
      tr(
        { visit: '1', lesion: 'T01', result: '40' },
        { visit: '1', lesion: 'N1', result: '12' },
        { visit: '2', lesion: 'T01', result: '24' },
        { visit: '2', lesion: 'N1', result: size },
        { visit: '2', lesion, test: 'TUMSTATE', result: state },
      ),
    );
  it('of a non-target is not read where its progression is stated', () => {
    const { responses, said } = beside('UNEQUIVOCAL');
    expect(responses[1]).toBe('WEEK 8 24 PD');
    expect(said).toMatch(/DIAMETER '22' of lesion N1 is not read: the progression that its TUMSTATE states is/);
  });
  it('holds where the one is gone and the other is not', () => {
    expect(beside('UNEQUIVOCAL', '0').responses[1]).toBe('WEEK 8 - held');
  });
  it.each([
    ['INCREASED', 'N1'],
    ['INCREASED', 'T01'],
    ['UNCHANGED', 'T01'],
  ])('is read, and the course in words named: %s of %s', (state, lesion) => {
    const { responses, said } = beside(state, '12', lesion);
    expect(responses[1]).toBe('WEEK 8 24 PR');
    expect(said).toMatch(new RegExp(`TUMSTATE '${state}' of lesion ${lesion} is not read: its size is`));
  });
  it('is silent where the state says that it is there', () => expect(beside('PRESENT', '12').said).toBe(''));
});

describe('a standardised word', () => {
  const at = (row: Partial<TrRow>): Outcome =>
    sdtm(
      tu(['T01', 'LIVER'], ['T02', 'LUNG']),
      tr(
        ...(['1', '2'] as const).map((visit): TrRow => ({ visit, lesion: 'T02', result: '10' })),
        { visit: '1', lesion: 'T01', result: '40' },
        { visit: '2', lesion: 'T01', ...row },
      ),
    );
  it.each([
    [{ result: '24', standard: 'NOT EVALUABLE', standardUnit: '' }, /TRORRES says 24 mm and TRSTRESC 'NOT EVALUABLE'/],
    [{ result: '24', standard: 'TOO SMALL TO MEASURE', standardUnit: '' }, /TRSTRESC 'TOO SMALL TO MEASURE'/],
    [{ result: '24', standard: 'ABSENT', standardUnit: '' }, /TRORRES says 24 mm and TRSTRESC 'ABSENT'/],
    [{ result: '0', standard: 'NOT EVALUABLE', standardUnit: '' }, /TRORRES says 0 mm and TRSTRESC 'NOT EVALUABLE'/],
    [{ result: '24', standard: 'NOT EVALUABLE', test: 'LDIAM', standardUnit: '' }, /TRORRES says 24 mm/],
    [{ result: 'NOT EVALUABLE', standard: '0' }, /'NOT EVALUABLE' and TRSTRESC 0 mm/],
    [{ result: 'NOT EVALUABLE', number: '0' }, /'NOT EVALUABLE' and TRSTRESN 0 mm/],
  ])('that says another than the length holds: %j', (row, words) => {
    const { responses, said } = at(row);
    expect(responses[1]).toBe('WEEK 8 - held');
    expect(said).toMatch(words);
  });
  it.each([
    [{ result: '0', standard: 'ABSENT' }, 'WEEK 8 10 PR'],
    [{ result: '0', standard: 'ABSENT', standardUnit: '', number: '0' }, 'WEEK 8 10 PR'],
    [{ result: '4', standard: 'TOO SMALL TO MEASURE', standardUnit: '' }, 'WEEK 8 14 PR'],
    [{ result: '<5 mm', standard: '<5 mm', unit: '', standardUnit: '' }, 'WEEK 8 15 PR'],
    [{ result: '<5', standard: '<5', unit: 'mm' }, 'WEEK 8 15 PR'],
  ])('that says the same is read: %j', (row, response) => {
    expect(at(row).responses[1]).toBe(response);
  });
  it('of a bound in both without a unit is named by what it is', () => {
    expect(at({ result: '<5', standard: '<5', unit: '', standardUnit: '' }).said).toMatch(
      /'<5' is a bound, not a size/,
    );
  });
});

describe('parts and masses', () => {
  const state = (visit: string, lesion: string, result: string): TrRow => ({ visit, lesion, test: 'TUMSTATE', result });
  it.each([
    ['PRESENT', 'ABSENT', 'WEEK 8 0 PR'],
    ['UNEQUIVOCAL', 'ABSENT', 'WEEK 8 0 PD'],
    ['ABSENT', 'ABSENT', 'WEEK 8 0 CR'],
    ['ABSENT', 'NOT EVALUABLE', 'WEEK 8 0 PR'],
  ])('of a non-target that split are read together: %s and %s', (one, other, response) => {
    const part = (label: string) => [label, 'LIVER', 'NON-TARGET', 'TUSPLIT', '2'] as const;
    const { responses } = sdtm(
      tu(['T01', 'LUNG'], ['N4', 'LIVER', 'NON-TARGET'], part('N4.1'), part('N4.2')),
      tr(
        ...[{ visit: '1', lesion: 'T01', result: '20' }, state('1', 'N4', 'PRESENT')],
        ...[{ visit: '2', lesion: 'T01', result: '0' }, state('2', 'N4.1', one), state('2', 'N4.2', other)],
      ),
    );
    expect(responses[1]).toBe(response);
  });
  it.each([
    ['MERGED WITH T02', true],
    ['LESIONS COALESCED', true],
    ['TUMOR SPLIT', true],
    ['PATIENT REFUSED', false],
  ])('that a reason alone tells are asked: %s', (reason, asked) => {
    const { responses, said } = sdtm(
      tu(['T02', 'LIVER'], ['T03', 'LIVER']),
      tr(
        ...[
          { visit: '1', lesion: 'T02', result: '20' },
          { visit: '1', lesion: 'T03', result: '20' },
        ],
        ...[
          { visit: '2', lesion: 'T02', result: '35' },
          { visit: '2', lesion: 'T03', status: 'NOT DONE', reason },
        ],
      ),
    );
    expect(responses[1]).toBe('WEEK 8 - NE');
    expect(said.includes(`the reason '${reason}' says what became of lesion T03`)).toBe(asked);
  });
  it('of a target and a lesion in no sum are asked', () => {
    const mass = ['T02/N1', 'LIVER', 'TARGET', 'TUMERGE', '2'] as const;
    const { said } = sdtm(
      tu(['T02', 'LIVER'], ['N1', 'LIVER', 'NON-TARGET'], mass),
      tr({ visit: '1', lesion: 'T02', result: '20' }, state('1', 'N1', 'PRESENT'), {
        ...{ visit: '2', lesion: 'T02/N1', result: '25' },
      }),
    );
    expect(said).toMatch(/target T02 is one mass with N1, which is in no sum/);
  });
});

describe('words of columns', () => {
  it.each([
    ['Y', ''],
    ['N', ''],
    ['X', /'X' is no flag of the baseline; it is read as not stated/],
  ])('a flag of the baseline: %s', (flag, words) => {
    const rows = tr({ visit: '1', lesion: 'T01', result: '40' }, { visit: '2', lesion: 'T01', result: '24' });
    const [header, first, ...rest] = rows.trimEnd().split('\n');
    const flagged = [`${header},TRLOBXFL`, `${first},${flag}`, ...rest.map((row) => `${row},`)].join('\n');
    const { responses, said } = sdtm(tu(['T01', 'LIVER']), flagged);
    expect(responses).toEqual(['SCREENING 40 -', 'WEEK 8 24 PR']);
    if (words === '') expect(said).toBe('');
    else expect(said).toMatch(words);
  });
  it.each(['LUNG NODE', 'pulmonary nodes', 'Thyroid node', 'subcutaneous node'])('a nodule or a node: %s', (site) => {
    const { responses, said } = csv(
      `P1,r,a,2024-01-08,T1,target,${site},18,`,
      `P1,r,b,2024-03-08,T1,target,${site},8,`,
    );
    expect(responses[1]).toBe('b 8 PR');
    expect(said).toMatch(/is kept as the site; the organ is read as 'other'/);
  });
  it.each(['pulmonary lymph node', 'LUNG HILUM LYMPH NODE', 'retropharyngeal node'])('a node: %s', (site) => {
    expect(csv(`P1,r,a,2024-01-08,T1,target,${site},18,`, `P1,r,b,2024-03-08,T1,target,${site},8,`)).toMatchObject({
      responses: ['a 18 -', 'b 8 CR'],
      said: '',
    });
  });
  it('a certainty of what is not new', () => {
    const { said } = outcomeOf({ 'a.csv': `${csvHeader},certainty\n${lung('BL', '2024-01-08', '40')},equivocal\n` });
    expect(said).toMatch(/the certainty of lesion T1 is not read: it is a target/);
  });
  it('lines that end in two ways in one file', () => {
    const rows = [lung('BL', '2024-01-08', '40'), lung('next', '2024-03-08', '24')];
    for (const text of [`${csvHeader}\r\n${rows.join('\n')}\n`, `${csvHeader}\n${rows.join('\r\n')}\r`])
      expect(outcomeOf({ 'a.csv': text })).toMatchObject({ status: 0, responses: ['BL 40 -', 'next 24 PR'] });
  });
});

it.each([
  ['STUDYID,DOMAIN,USUBJID,EXSEQ,EXTRT,EXSTDTC', 'the domain EX of SDTM'],
  ['STUDYID,USUBJID,SEX,RFSTDTC,DTHFL', 'the domain DM of SDTM'],
  ['STUDYID,RDOMAIN,USUBJID,IDVAR,QNAM,QVAL', 'supplemental qualifiers of SDTM (SUPP--)'],
  ['STUDYID,USUBJID,PARAMCD,AVAL,ADT', 'an analysis data set (ADaM)'],
])('another data set of a trial is named in one sentence: %s', (header, is) => {
  const { status, said } = outcomeOf({ 'x.csv': `${header}\n${header.replaceAll(/[A-Z]+/g, '1')}\n` });
  expect([status, said.split('\n').length]).toEqual(['refused', 1]);
  expect(said).toContain(`the file is ${is}, which is not read; expected TU, TR and RS`);
});

it('one id with two contents and no revision', () => {
  const document = (size: string): object => ({
    ...{ issuer: 'north', sourceId: '1', patient: { issuer: 'north', id: 'P1' }, evaluator: 'r' },
    timepoint: { label: 'baseline', date: '2024-01-08' },
    findings: [{ lesion: 'T1', role: 'target', organ: 'lung', state: 'measured', size, axis: 'longest-diameter' }],
  });
  const both = (...sizes: readonly string[]): Outcome => outcomeOf({ 'a.json': JSON.stringify(sizes.map(document)) });
  expect(both('40', '40')).toMatchObject({ status: 0, responses: ['baseline 40 -'], said: '' });
  const { status, responses, said } = both('40', '50');
  expect([status, responses]).toEqual([0, ['baseline 50 -']]);
  expect(said).toMatch(/assessment 1 of north stands twice and says two different things; the last is read/);
});

describe('reported responses', () => {
  const columns = [
    'STUDYID',
    'USUBJID',
    'RSTESTCD',
    'RSCAT',
    'RSORRES',
    'RSSTRESC',
    'RSEVAL',
    'VISITNUM',
    'VISIT',
    'RSDTC',
    'RSDY',
  ];
  type RsRow = Readonly<Record<string, string>>;
  const row = (visit: number, word: string, more: RsRow = {}): RsRow => ({
    ...{ STUDYID: 'S', USUBJID: 'P1', RSTESTCD: 'OVRLRESP', RSCAT: 'RECIST 1.1', RSORRES: word, RSSTRESC: word },
    ...{
      RSEVAL: 'INVESTIGATOR',
      VISITNUM: String(visit),
      VISIT: `V${visit}`,
      RSDTC: `2024-0${visit + 1}-11`,
      RSDY: String(57 + (visit - 2) * 30),
    },
    ...more,
  });
  const file = (...rows: readonly RsRow[]): string =>
    `${columns.join(',')}\n${rows.map((one) => columns.map((column) => one[column] ?? '').join(',')).join('\n')}\n`;
  const rs = (...rows: readonly RsRow[]): Outcome => outcomeOf({ 'rs.csv': file(...rows) });

  it.each([
    [row(2, 'PR', { RSSTRESC: 'SD' }), /RSORRES says 'PR' and RSSTRESC 'SD'/],
    [row(2, 'PR', { RSORRES: 'Progressive disease' }), /RSORRES says 'Progressive disease' and RSSTRESC 'PR'/],
    [row(2, 'PR', { USUBJID: '' }), /USUBJID is blank: the row belongs to no subject/],
    [row(2, 'PR', { RSDTC: '2999-01-01' }), /the response is dated 2999-01-01, and that day has not come/],
  ])('that cannot be taken are refused: %j', (first, words) => {
    const { status, best, said } = rs(first, row(4, 'SD'));
    expect([status, best]).toEqual([1, ['SD SD -']]);
    expect(said).toMatch(words);
  });
  it.each([
    [row(2, 'SD', { RSDY: '0' }), /SDTM has no day 0.*it is left out/],
    [row(2, 'SD', { RSDY: 'D57' }), /'D57' is not a study day; it is left out/],
    [row(2, 'SD', { RSDY: '300' }), /RSDTC 2024-03-11 and RSDY 300 of P1 at V2 lie 244 days apart/],
    [row(2, 'SD', { RSDTC: '2024-07-11', RSDY: '' }), /V4 of P1 stands before V2 by date and after it by number/],
    [row(2, 'iCPD', { RSCAT: 'iRECIST' }), /iCPD \(V2\) of P1 has no iUPD before it/],
  ])('that do not fit together are asked: %j', (first, words) => {
    const { status, said } = rs(first, row(3, 'SD'), row(4, 'PD'));
    expect(status).toBe(0);
    expect(said).toMatch(words);
  });
  it.each([
    [row(2, 'PR', { RSORRES: 'Partial response' })],
    [row(2, 'PR', { RSORRES: 'target lesions smaller' })],
    [row(2, 'PR', { RSDY: '50' })],
  ])('that say one thing are silent: %j', (first) => {
    expect(rs(first, row(4, 'PR'))).toMatchObject({ status: 0, best: ['PR PR -'], said: '' });
  });
  it('by an evaluator whose name is written otherwise than in TR', () => {
    const measured = tr({ visit: '1', lesion: 'T01', result: '40' }, { visit: '2', lesion: 'T01', result: '24' });
    const said = (evaluator: string): string =>
      outcomeOf({
        ...{ 'tu.csv': tu(['T01', 'LIVER']), 'tr.csv': measured },
        'rs.csv': file(row(2, 'PR', { RSEVAL: evaluator, VISIT: 'WEEK 8' })),
      }).said;
    expect(said('Investigator')).toMatch(/responses are reported by 'Investigator', and 'INVESTIGATOR' measured/);
    expect(said('INVESTIGATOR')).toBe('');
    expect(said('INDEPENDENT ASSESSOR')).toBe('');
  });
});

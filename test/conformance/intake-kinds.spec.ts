/** Kinds of situation in files of trials and hospitals, each in more than one form: what `consilium evaluate` makes of it and says. */
import { writeFileSync } from 'node:fs';
import { csvHeader, intakeTries, type Outcome, tr, type TrRow, tu } from './intake-tries.js';

const { outcomeOf, pathOf, sdtm, csv } = intakeTries();

describe('TRALL NOT DONE', () => {
  const identified = [
    ['T01', 'LIVER'],
    ['N01', 'BONE', 'NON-TARGET'],
  ] as const;
  const sites = tu(...identified);
  const seen = (visit: string, size: string): readonly TrRow[] => [
    { visit, lesion: 'T01', result: size },
    { visit, lesion: 'N01', test: 'TUMSTATE', result: 'PRESENT' },
  ];
  const all = { visit: '2', lesion: '', test: 'TRALL', status: 'NOT DONE', reason: 'SCAN NOT DONE' };

  it.each([[{}], [{ date: '', day: '' }]])('is a visit at which nothing is known: %j', (undated) => {
    const later = { visit: '3', lesion: 'X01', test: 'TUMSTATE', result: 'UNEQUIVOCAL' };
    const { responses, status } = sdtm(
      tu(...identified, ['X01', 'LUNG', 'NEW', 'TUMIDENT', '3']),
      tr(...seen('1', '40'), { ...all, ...undated }, ...seen('3', '24'), later),
    );
    expect([responses, status]).toEqual([['SCREENING 40 -', 'WEEK 8 - NE', 'WEEK 16 24 PD'], 0]);
  });

  it('keeps its reason with each lesion, and asks nothing', () => {
    const rows = tr(...seen('1', '40'), all);
    expect(sdtm(sites, rows)).toMatchObject({ responses: ['SCREENING 40 -', 'WEEK 8 - NE'], said: '' });
    expect(outcomeOf({ 'tu.csv': sites, 'tr.csv': rows }, '--details').all).toContain('SCAN NOT DONE');
  });

  it('of one group leaves the others as they are', () => {
    const present = { visit: '2', lesion: 'N01', test: 'TUMSTATE', result: 'UNEQUIVOCAL' };
    const rows = tr(...seen('1', '40'), { ...all, group: 'TARGET' }, present);
    expect(sdtm(sites, rows).responses).toEqual(['SCREENING 40 -', 'WEEK 8 - PD']);
  });

  it('beside a result is held, and so is one of lesions that nobody identified', () => {
    const both = sdtm(sites, tr(...seen('1', '40'), all, { visit: '2', lesion: 'T01', result: '24' }));
    expect(both.responses[1]).toBe('WEEK 8 - held');
    expect(both.said).toMatch(/TRALL says that nothing was done, and lesion T01 has a row of its own/);
    expect(sdtm(sites, tr(...seen('1', '40'), { ...all, group: 'BENIGN' })).responses[1]).toMatch(/ - held$/);
  });
});

describe('the diameter of SDTM', () => {
  const long = (visit: string, size: string): TrRow => ({ visit, lesion: 'T01', test: 'LDIAM', result: size });
  const short = (visit: string, size: string): TrRow => ({ visit, lesion: 'T01', test: 'LPERP', result: size });

  it.each([
    ['of a node is LPERP', 'LYMPH NODE, AXILLARY', ['SCREENING 16 -', 'WEEK 8 8 CR']],
    ['of anything else is LDIAM', 'LIVER', ['SCREENING 30 -', 'WEEK 8 20 PR']],
  ])('%s where both stand', (_, site, responses) => {
    const rows = tr(long('1', '30'), short('1', '16'), long('2', '20'), short('2', '8'));
    expect(sdtm(tu(['T01', site]), rows)).toMatchObject({ responses, status: 0, said: '' });
  });

  it.each([['BIG TOE'], ['']])('is asked where the site does not tell: %j', (site) => {
    const { responses, said, status } = sdtm(
      tu(['T01', site]),
      tr(long('1', '30'), short('1', '16'), long('2', '20'), short('2', '8')),
    );
    expect([responses, status]).toEqual([['SCREENING - held', 'WEEK 8 - held'], 1]);
    expect(said).toMatch(/which axis counts\?/);
  });

  it('is not the other axis alone', () => {
    const { responses, said } = sdtm(tu(['T01', 'LYMPH NODE']), tr(long('1', '30')));
    expect(responses).toEqual(['SCREENING - held']);
    expect(said).toMatch(/lymph-node\) has LDIAM alone/);
  });

  it('of DIAMETER comes first', () => {
    const rows = tr({ visit: '1', lesion: 'T01', result: '30' }, long('1', '30'), short('1', '16'));
    expect(sdtm(tu(['T01', 'LIVER']), rows)).toMatchObject({ responses: ['SCREENING 30 -'], said: '' });
  });

  it('that stands twice with one value and another method is held, and the method named', () => {
    const once = tr(long('1', '30'));
    const { said } = sdtm(tu(['T01', 'LIVER']), once + once.split('\n')[1]!.replace('CT SCAN', 'MRI') + '\n');
    expect(said).toMatch(/'30', '30'; they differ in TRMETHOD \('CT SCAN', 'MRI'\)/);
  });

  it('of a lesion that TU does not name says whom and what TU names', () => {
    const { said } = sdtm(tu(['t01', 'LIVER'], ['B1', 'LIVER', 'BENIGN ABNORMALITY']), tr(long('1', '30')));
    expect(said).toMatch(/T01 is not identified in TU by this evaluator \('INVESTIGATOR'\) \(it identifies 't01'\)/);
    expect(said).toMatch(/lesion B1 is identified.*what it is \('BENIGN ABNORMALITY'\)/);
    const other = tr({ ...long('1', '30'), evaluator: '' });
    expect(sdtm(tu(['T01', 'LIVER']), other).said).toMatch(
      /not identified in TU by this evaluator \(TREVAL is blank\)/,
    );
  });

  it('that stands twice with two values is held, and with one value counts once', () => {
    const site = tu(['T01', 'LIVER']);
    const twice = sdtm(site, tr(long('1', '30'), long('1', '31')));
    expect(twice.responses).toEqual(['SCREENING - held']);
    expect(twice.said).toMatch(/LDIAM of lesion T01 stands 2 times/);
    const once = sdtm(site, tr(long('1', '30'), long('1', '30')));
    expect(once.responses).toEqual(['SCREENING 30 -']);
    expect(once.said).toMatch(/all cells equal; it counts once/);
  });

  it('was too small to measure or not done in the axis that counts', () => {
    const site = tu(['T01', 'LIVER'], ['T02', 'LUNG']);
    const first = [long('1', '30'), { ...long('1', '20'), lesion: 'T02' }];
    const small = { ...long('2', 'TOO SMALL TO MEASURE'), unit: '', standard: '5' };
    expect(sdtm(site, tr(...first, small, { ...long('2', '20'), lesion: 'T02' })).responses[1]).toBe('WEEK 8 25 PR');
    const open = { ...long('2', ''), status: 'NOT DONE', reason: 'ARTEFACT' };
    expect(sdtm(site, tr(...first, open, { ...long('2', '20'), lesion: 'T02' })).responses[1]).toBe('WEEK 8 - NE');
  });
});

describe('a standardised result', () => {
  const site = tu(['T01', 'LIVER'], ['T02', 'LUNG']);
  const at = (row: Partial<TrRow>): Outcome =>
    sdtm(
      site,
      tr(
        { visit: '1', lesion: 'T01', result: '30' },
        { visit: '1', lesion: 'T02', result: '20' },
        { visit: '2', lesion: 'T01', ...row },
        { visit: '2', lesion: 'T02', result: '10' },
      ),
    );

  it.each([
    ['TOO SMALL TO MEASURE', '0', 'WEEK 8 15 PR', /TRSTRESC 0 mm; it is read as too small/],
    ['TOO SMALL TO MEASURE', '2.5', 'WEEK 8 15 PR', /TRSTRESC 2\.5 mm/],
    ['<5', '2.5', 'WEEK 8 15 PR', /'<5' and TRSTRESC 2\.5/],
    ['NOT EVALUABLE', '24', 'WEEK 8 - held', /'NOT EVALUABLE' and TRSTRESC 24/],
    ['24', '42', 'WEEK 8 - held', /TRORRES says 24 mm and TRSTRESC 42 mm/],
    ['<10', '5', 'WEEK 8 - held', /'<10' is a bound/],
  ])('that differs from the original is said: %s as %s', (result, standard, response, words) => {
    const { responses, said } = at({ result, standard });
    expect(responses[1]).toBe(response);
    expect(said).toMatch(words);
  });

  it.each([
    [{ result: '2.4', unit: 'cm', standard: '42', standardUnit: 'mm' }, /TRORRES says 2\.4 cm and TRSTRESC 42 mm/],
    [{ result: '24', unit: '', standard: '42', standardUnit: 'mm' }, /TRORRES says 24 and TRSTRESC 42 mm/],
    [{ result: '24', standard: '4.2', standardUnit: 'cm' }, /TRORRES says 24 mm and TRSTRESC 4\.2 cm/],
    [{ result: '>10', unit: 'cm', standard: '100', standardUnit: 'mm' }, /TRORRES says >10 cm/],
    [{ result: '24', number: '42' }, /TRSTRESC says 24 mm and TRSTRESN 42 mm/],
    [{ result: '', status: 'NOT DONE', number: '24' }, /the result '24' stands beside NOT DONE/],
  ])('in another unit or column that contradicts the original is held: %j', (row, words) => {
    const { responses, said } = at(row);
    expect(responses[1]).toBe('WEEK 8 - held');
    expect(said).toMatch(words);
  });

  it.each([
    { result: '2.44', unit: 'cm', standard: '24', standardUnit: 'mm' },
    { result: '2.4', unit: '', standard: '24', standardUnit: 'mm' },
    { result: '24', unit: 'millimeters', standard: '' },
    { result: '24', standard: '2.4', standardUnit: 'cm' },
  ])('in another unit that says the same is silent: %j', (row) => {
    expect(at(row)).toMatchObject({ responses: ['SCREENING 50 -', 'WEEK 8 34 PR'], said: '' });
  });

  it('that tells the size of what was too small is asked', () => {
    const { responses, said } = at({ result: 'TOO SMALL TO MEASURE', number: '24' });
    expect(responses[1]).toBe('WEEK 8 15 PR');
    expect(said).toMatch(/'TOO SMALL TO MEASURE' and TRSTRESN 24/);
  });

  it.each(['TOO SMALL TO MEASURE', 'Lesion disappeared'])(
    'of what was not done, though its reason tells what was seen, is asked: %s',
    (reason) => {
      const { responses, said } = at({ status: 'NOT DONE', reason });
      expect(responses[1]).toBe('WEEK 8 - NE');
      expect(said).toContain(`the reason '${reason}' says what was seen`);
    },
  );

  it.each([
    ['DISAPPEARED', /'DISAPPEARED' is not a length in mm; expected .* ABSENT/],
    ['24 mm', /'24 mm' carries its unit; expected .*with 'mm' in TRORRESU/],
  ])('of a word that is not known is named by it, not by its unit: %s', (result, words) => {
    const { responses, said } = at({ result, unit: '', standard: '' });
    expect(responses[1]).toBe('WEEK 8 - held');
    expect(said).toMatch(words);
  });

  it.each([
    [{ result: '5.0', unit: 'cm', standard: '50', standardUnit: 'mm' }, ''],
    [{ result: '', unit: '', standard: '50', standardUnit: 'mm' }, ''],
    [{ result: '5.5', unit: 'cm', standard: '', standardUnit: '' }, 'SUMDIAM is 5.5 cm'],
    [{ result: '', unit: '', standard: '55', standardUnit: 'mm' }, 'SUMDIAM is 55'],
  ])('of a sum is compared in mm: %j', (sum, words) => {
    const { said } = sdtm(
      site,
      tr(
        { visit: '1', lesion: 'T01', result: '30' },
        { visit: '1', lesion: 'T02', result: '20' },
        { visit: '1', lesion: '', test: 'SUMDIAM', ...sum },
      ),
    );
    if (words === '') expect(said).toBe('');
    else expect(said).toContain(words);
  });

  it('that says the same is silent', () => {
    for (const [result, standard] of [
      ['TOO SMALL TO MEASURE', '5'],
      ['< 5 mm', '5.0'],
      ['24.0', '24'],
    ] as const)
      expect(at({ result, standard }).said).toBe('');
  });

  it('of a state is held against its original', () => {
    const { said, responses } = sdtm(
      tu(['T01', 'LIVER'], ['NT1', 'BONE', 'NON-TARGET']),
      tr(
        { visit: '1', lesion: 'T01', result: '30' },
        { visit: '1', lesion: 'NT1', test: 'TUMSTATE', result: 'PRESENT', standard: 'ABSENT' },
      ),
    );
    expect(responses).toEqual(['SCREENING - held']);
    expect(said).toMatch(/TRORRES says 'PRESENT' and TRSTRESC 'ABSENT'/);
  });

  it('beside a reason for having none is read, and asked', () => {
    const { said, responses } = at({ result: '24', reason: 'NOT EVALUABLE' });
    expect(responses[1]).toMatch(/^WEEK 8 34 /);
    expect(said).toMatch(/the reason 'NOT EVALUABLE' stands beside the result '24'/);
  });
});

describe('the state of a lymph node', () => {
  const rows = (first: string, then: string, role = 'NON-TARGET'): Outcome =>
    sdtm(
      tu(['T01', 'LIVER'], ['N1', 'LYMPH NODE', role, 'TUMIDENT', role === 'NON-TARGET' ? '1' : '2']),
      tr(
        { visit: '1', lesion: 'T01', result: '30' },
        ...(role === 'NON-TARGET' ? [{ visit: '1', lesion: 'N1', test: 'LNSTATE', result: first }] : []),
        { visit: '2', lesion: 'T01', result: '0' },
        { visit: '2', lesion: 'N1', test: 'LNSTATE', result: then },
      ),
    );

  it.each([
    ['NON-PATHOLOGICAL', 'WEEK 8 0 CR'],
    ['Nonpathological', 'WEEK 8 0 CR'],
    ['PATHOLOGICAL', 'WEEK 8 0 PR'],
    ['UNEQUIVOCAL', 'WEEK 8 0 PD'],
    ['ENLARGED', 'WEEK 8 - held'],
  ])('is read of one that is no target: %s', (then, response) => {
    expect(rows('PATHOLOGICAL', then).responses[1]).toBe(response);
  });

  it('is read of a new one', () => expect(rows('', 'PATHOLOGICAL', 'NEW').responses[1]).toBe('WEEK 8 0 PD'));
});

describe('lesions that split and merge', () => {
  const two = [
    { visit: '1', lesion: 'T01', result: '20' },
    { visit: '1', lesion: 'T04', result: '40' },
  ] as const;
  const parts = (
    one: string,
    other: string,
    role: string,
    rows: readonly TrRow[],
    baseline: readonly TrRow[] = two,
  ): Outcome =>
    sdtm(
      tu(
        ['T01', 'LUNG'],
        ['T04', 'LIVER'],
        [one, 'LIVER', role, 'TUSPLIT', '2'],
        [other, 'LIVER', role, 'TUSPLIT', '2'],
      ),
      tr(...baseline, ...rows),
    );
  const follow = (one: string, other: string): readonly TrRow[] => [
    { visit: '2', lesion: 'T01', result: '20' },
    { visit: '2', lesion: one, test: 'LDIAM', result: '15' },
    { visit: '2', lesion: other, test: 'LDIAM', result: '10' },
  ];

  it.each([
    ['T04.1', 'T04.2', 'TARGET'],
    ['T04a', 'T04b', 'TARGET'],
    ['T04-1', 'T04-2', 'TARGET'],
    ['T04.1', 'T04.2', 'T04'],
  ])('the parts are summed: %s and %s, called %s', (one, other, role) => {
    const { responses, said, status } = parts(one, other, role, follow(one, other));
    expect([responses, status, said]).toEqual([['SCREENING 60 -', 'WEEK 8 45 SD'], 0, '']);
  });

  it('with the whole NOT DONE beside them', () => {
    const whole = { visit: '2', lesion: 'T04', status: 'NOT DONE', reason: 'TUMOR SPLIT' };
    expect(parts('T04.1', 'T04.2', 'TARGET', [...follow('T04.1', 'T04.2'), whole]).responses[1]).toBe('WEEK 8 45 SD');
  });

  it('with the whole measured beside them is held', () => {
    const whole = { visit: '2', lesion: 'T04', result: '30' };
    const { responses, said } = parts('T04.1', 'T04.2', 'TARGET', [...follow('T04.1', 'T04.2'), whole]);
    expect(responses[1]).toBe('WEEK 8 - held');
    expect(said).toMatch(/T04 has a result of its own beside T04\.1 and T04\.2/);
  });

  it('one part gone, one not done', () => {
    const [first, one, other] = follow('T04.1', 'T04.2') as [TrRow, TrRow, TrRow];
    expect(parts('T04.1', 'T04.2', 'TARGET', [first, one, { ...other, result: '0' }]).responses[1]).toBe(
      'WEEK 8 35 PR',
    );
    const open = { ...other, result: '', status: 'NOT DONE' };
    expect(parts('T04.1', 'T04.2', 'TARGET', [first, one, open]).responses[1]).toBe('WEEK 8 - NE');
  });

  it('one part without a row where the other has one', () => {
    const [first, one, other] = follow('T04.1', 'T04.2') as [TrRow, TrRow, TrRow];
    const { responses, said } = parts('T04.1', 'T04.2', 'TARGET', [
      ...[first, one, other],
      ...[first, one].map((row) => ({ ...row, visit: '3' })),
    ]);
    expect(responses).toEqual(['SCREENING 60 -', 'WEEK 8 45 SD', 'WEEK 16 - NE']);
    expect(said).toMatch(/no result at this visit for T04\.2, a part of lesion T04; T04 is read as not evaluable/);
  });

  it('a part that TU names only later is not missed before', () => {
    const late = [
      ...follow('T04.1', 'T04.2'),
      ...follow('T04.1', 'T04.2').map((row) => ({ ...row, visit: '3' })),
      { visit: '3', lesion: 'T04.3', test: 'LDIAM', result: '5' },
    ];
    const split = (label: string, visit: string) => [label, 'LIVER', 'TARGET', 'TUSPLIT', visit] as const;
    const { responses, said } = sdtm(
      tu(['T01', 'LUNG'], ['T04', 'LIVER'], split('T04.1', '2'), split('T04.2', '2'), split('T04.3', '3')),
      tr(...two, ...late),
    );
    expect([responses, said]).toEqual([['SCREENING 60 -', 'WEEK 8 45 SD', 'WEEK 16 50 SD'], '']);
  });

  it.each([['T02/T03'], ['T02+T03'], ['TM1']])('a mass is followed in place of what merged into it: %s', (mass) => {
    const { responses, status } = sdtm(
      tu(['T02', 'LIVER'], ['T03', 'LIVER'], [mass, 'LIVER', 'TARGET', 'TUMERGE', '2']),
      tr(
        { visit: '1', lesion: 'T02', result: '20' },
        { visit: '1', lesion: 'T03', result: '20' },
        { visit: '2', lesion: mass, result: '25' },
        { visit: '2', lesion: 'T02', status: 'NOT DONE', reason: 'TUMOR MERGED' },
        { visit: '2', lesion: 'T03', status: 'NOT DONE', reason: 'TUMOR MERGED' },
      ),
    );
    expect([responses, status]).toEqual([['SCREENING 40 -', 'WEEK 8 25 PR'], 0]);
  });
});

describe('when a visit was', () => {
  const site = tu(['T01', 'LIVER']);
  const at = (visit: string, result: string, date?: string, day?: string): TrRow => ({
    visit,
    lesion: 'T01',
    result,
    ...(date === undefined ? {} : { date }),
    ...(day === undefined ? {} : { day }),
  });

  it.each([['2024-03-11 08:30:00'], ['2024-03-11T08:30+01:00'], ['2024-03-11T'], ['2024-03-11T23:59:59Z']])(
    'is the day where it was: %s',
    (date) => {
      expect(sdtm(site, tr(at('1', '40'), at('2', '24', date)))).toMatchObject({
        responses: ['SCREENING 40 -', 'WEEK 8 24 PR'],
        said: '',
      });
    },
  );

  it.each([['2024-03--'], ['2024-03-UN'], ['2024---'], ['2024-UNK-UNK'], ['2024-03']])(
    'is kept as an interval where a part is not known: %s',
    (date) => {
      const { responses, said } = sdtm(site, tr(at('1', '40', '2023-12-11'), at('2', '24', date)));
      expect(responses).toEqual(['SCREENING 40 -', 'WEEK 8 24 PR']);
      expect(said).toMatch(/names no day/);
    },
  );

  it.each([
    ['year', '2025-03-11'],
    ['month', '2024-09-11'],
  ])('and its study day are held against each other: another %s', (_, date) => {
    const { said } = sdtm(site, tr(at('1', '40'), at('2', '24', date), at('3', '50')));
    expect(said).toMatch(/The date of "WEEK 8", .* and its study day 57 lie \d+ days apart/);
  });

  it('is not questioned where the study day was copied from the plan', () => {
    expect(sdtm(site, tr(at('1', '40'), at('2', '24', '2024-03-20'), at('3', '50', '2024-05-01'))).said).toBe('');
  });

  it('and its number are held against each other', () => {
    const { said } = sdtm(
      site,
      tr(at('1', '40', '2024-01-08', ''), at('2', '24', '2024-07-01', ''), at('3', '20', undefined, '')),
    );
    expect(said).toMatch(/"WEEK 16" stands before "WEEK 8" by date and after it by number/);
  });

  it('is told by the number where two carry one date, and by the flag of the baseline', () => {
    const { responses, said } = sdtm(
      site,
      tr(at('1', '40'), at('3', '30', '2024-03-11', '57'), at('2', '24', '2024-03-11', '57')),
    );
    expect(responses).toEqual(['SCREENING 40 -', 'WEEK 8 24 PR', 'WEEK 16 30 PD']);
    expect(said).toMatch(/carry one date/);
  });

  it('is asked where nothing says which of two came first, and nothing is classified from them', () => {
    const rows = (...more: readonly string[]): string[] => [
      'P1,r,baseline,2024-01-08,T1,target,lung,40,',
      'P1,r,week 8,2024-03-11,T1,target,lung,24,',
      'P1,r,week 16,2024-03-11,T1,target,lung,30,',
      ...more,
    ];
    const { responses, said } = csv(...rows());
    expect(responses).toEqual(['baseline 40 -', 'week 16 - held', 'week 8 - held']);
    expect(said).toMatch(/nothing says which came first/);
    const numbered = outcomeOf({
      'a.csv': `${csvHeader},visit_number\n${rows()
        .map((row, index) => `${row},${index + 1}`)
        .join('\n')}\n`,
    });
    expect(numbered.responses).toEqual(['baseline 40 -', 'week 8 24 PR', 'week 16 30 PD']);
  });

  it('is between the visits beside it where nothing was done, and the rest stands', () => {
    const none = { visit: '2', lesion: 'T01', status: 'NOT DONE', reason: 'MISSED', date: '', day: '' };
    const { responses, status } = sdtm(site, tr(at('1', '40'), none, at('3', '24')));
    expect([responses, status]).toEqual([['SCREENING 40 -', 'WEEK 8 - NE', 'WEEK 16 24 PR'], 0]);
    const last = { ...none, visit: '3' };
    expect(sdtm(site, tr(at('1', '40'), at('2', '24'), last)).responses).toEqual([
      'SCREENING 40 -',
      'WEEK 8 24 PR',
      'WEEK 16 - NE',
    ]);
  });

  it('has study days as numbers are written beside blanks', () => {
    expect(sdtm(site, tr(at('1', '40', '', '-7.0'), at('2', '24', '', '57.0')))).toMatchObject({
      responses: ['SCREENING 40 -', 'WEEK 8 24 PR'],
      said: '',
    });
  });

  it('is told by the number within what a partial date leaves open', () => {
    const { responses, said } = sdtm(site, tr(at('1', '50'), at('2', '70', '2024', ''), at('3', '30')));
    expect(responses).toEqual(['SCREENING 50 -', 'WEEK 8 70 PD', 'WEEK 16 30 PR']);
    expect(said).not.toMatch(/by date and after it by number/);
    const unscheduled = tr(at('1', '50'), at('3', '30'), at('99', '70', '2024-04', ''));
    expect(sdtm(site, unscheduled.replaceAll('VISIT 99', 'UNSCHEDULED')).responses[1]).toMatch(/^UNSCHEDULED/);
  });

  it('is no day 0 in SDTM: asked beside a date, held without one', () => {
    const dated = sdtm(site, tr(at('1', '40'), at('2', '24', '2024-03-11', '0')));
    expect(dated.responses).toEqual(['SCREENING 40 -', 'WEEK 8 24 PR']);
    expect(dated.said).toMatch(/the study day is 0, and SDTM has no day 0.*it is left out/);
    const alone = sdtm(site, tr(at('1', '40', '', '-7'), at('2', '24', '', '0')));
    expect(alone.responses[1]).toBe('WEEK 8 - held');
    expect(alone.said).toMatch(/SDTM has no day 0/);
  });

  it('holds in the future', () => {
    const { responses, said } = sdtm(site, tr(at('1', '50'), at('2', '30', '2999-03-11', '')));
    expect(responses).toEqual(['SCREENING 50 -', 'WEEK 8 - held']);
    expect(said).toMatch(/dated 2999-03-11, and that day has not come/);
    expect(csv('P1,r,BL,2999-01-08,T1,target,lung,40,').said).toMatch(/that day has not come/);
    const document = (day: string, examDate: string): string =>
      JSON.stringify({
        issuer: 'north',
        sourceId: day,
        patient: { issuer: 'north', id: 'P1' },
        evaluator: 'r',
        timepoint: { label: 'BL', date: day },
        findings: [
          {
            lesion: 'T1',
            role: 'target',
            organ: 'lung',
            state: 'measured',
            size: '40',
            examDate,
            axis: 'longest-diameter',
          },
        ],
      });
    expect(outcomeOf({ 'a.json': document('2024-01-08', '2024-01-08') })).toMatchObject({ status: 0 });
    const ahead = outcomeOf({ 'b.json': document('2999-01-08', '2998') });
    expect(ahead.status).toBe(1);
    expect(ahead.said).toMatch(/timepoint\/date: '2999-01-08' names a day that has not come/);
    expect(ahead.said).toMatch(/findings\/0\/examDate: '2998' names a day that has not come/);
  });

  it('is asked of a baseline that was stated after the start of treatment, or by its name alone', () => {
    const header = csvHeader.replace('date', 'date,study_day,baseline');
    const row = (name: string, date: string, day: string, stated: string): string =>
      `P1,r,${name},${date},${day},${stated},T1,target,lung,40,`;
    const said = (...rows: readonly string[]): string => outcomeOf({ 'a.csv': [header, ...rows, ''].join('\n') }).said;
    const first = row('screening', '2024-01-08', '-7', '');
    expect(said(first, row('week 8', '2024-03-11', '57', 'yes'))).toMatch(
      /"week 8" was stated to be the baseline and lies on study day 57/,
    );
    expect(said(row('week 8', '2024-03-11', '57', 'yes'))).not.toMatch(/lies on study day/);
    const second = row('Baseline', '2024-01-15', '', '');
    expect(said(row('screening', '2024-01-08', '', ''), second)).toMatch(
      /"screening" is read as the baseline, and "Baseline" is called so/,
    );
    expect(said(second, row('week 8', '2024-03-11', '', ''))).toBe('');
  });

  it('of an exam is held against its timepoint', () => {
    const header = csvHeader.replace('date', 'date,exam_date');
    const said = (own: string): string =>
      outcomeOf({ 'a.csv': `${header}\nP1,r,BL,2024-01-08,${own},T1,target,lung,40,\n` }).said;
    expect(said('2023-01-08')).toMatch(/the exam is dated 2023-01-08 and its timepoint 2024-01-08/);
    expect(said('2024-01-04')).toBe('');
  });

  it('is asked where two are stated to be the baseline', () => {
    const { said } = outcomeOf({
      'a.csv': `${csvHeader},baseline\nP1,r,a,2024-01-08,T1,target,lung,40,,yes\nP1,r,b,2024-01-20,T1,target,lung,44,,yes\n`,
    });
    expect(said).toMatch(/"a" and "b" were each stated to be the baseline/);
  });

  it('is held without a date where something was measured', () => {
    expect(sdtm(site, tr(at('1', '40'), at('2', '24', '', ''))).responses).toContain('WEEK 8 - held');
  });
});

describe('sizes, labels and organs over time', () => {
  it.each([
    ['tenth', ['40', '3.9', '41'], /T1 measured about a tenth of.*\n.*about ten times/],
    ['tenfold', ['4', '38', '4'], /about ten times/],
  ])('a size of another unit is asked: a %s', (_, sizes, words) => {
    const rows = sizes.map((size, index) => `P1,r,v${index},2024-0${index + 1}-08,T1,target,lung,${size},`);
    expect(csv(...rows).said).toMatch(words);
  });

  it('a size that halves or doubles is not', () => {
    expect(csv('P1,r,a,2024-01-08,T1,target,lung,40,', 'P1,r,b,2024-03-08,T1,target,lung,8,').said).toBe('');
  });

  it.each([
    ['T1', 't1'],
    ['T1', 'T 1'],
    ['T01', 'T1'],
    ['T-1', 'T1'],
  ])('labels that look alike are asked: %s and %s', (one, other) => {
    const { said, responses } = csv(
      `P1,r,a,2024-01-08,${one},target,lung,40,`,
      `P1,r,b,2024-03-08,${other},target,lung,20,`,
    );
    expect(responses[1]).toMatch(/NE$/);
    expect(said).toMatch(/The labels .* differ in no more/);
  });

  it.each([
    ['P01', 'p01'],
    ['P01', 'P1'],
    ['P-1', 'P 1'],
  ])('patients who look alike are asked: %s and %s', (one, other) => {
    const { said } = csv(`${one},r,a,2024-01-08,T1,target,lung,40,`, `${other},r,b,2024-03-08,T1,target,lung,20,`);
    expect(said).toMatch(new RegExp(`'(${one}|${other})' and '(${one}|${other})'`));
  });

  it.each([['NA'], ['N/A'], ['.'], ['null'], ['NaN']])('a blank of R, SAS or pandas is a blank: %s', (blank) => {
    const { responses, said } = csv(
      `P1,r,a,2024-01-08,T1,target,lung,40,${blank}`,
      `P1,r,b,2024-03-08,T1,target,lung,${blank},not-evaluable`,
    );
    expect([responses, said]).toEqual([['a 40 -', 'b - NE'], '']);
    expect(csv(`${blank},r,a,2024-01-08,T1,target,lung,40,`).said).toMatch(/belongs to no patient/);
  });

  it('is a word where a mapping says so', () => {
    const columns = Object.fromEntries(csvHeader.split(',').map((column) => [column, column]));
    writeFileSync(pathOf('m.json'), JSON.stringify({ columns, words: { state: { NA: 'not-evaluable' } } }));
    expect(
      outcomeOf(
        { 'a.csv': `${csvHeader}\nP1,r,a,2024-01-08,T1,target,lung,40,\nP1,r,b,2024-03-08,T1,target,lung,NA,\n` },
        '--mapping',
        pathOf('m.json'),
      ).responses[1],
    ).toBe('b - NE');
  });

  it('a target that was seen and has no size', () => {
    const { responses, said } = csv(
      'P1,r,BL,2024-01-08,T1,target,lung,40,',
      'P1,r,W8,2024-03-11,T1,target,lung,,decreased',
    );
    expect(responses[1]).toBe('W8 - NE');
    expect(said).toMatch(/"W8": T1 was sent as seen and without a size/);
  });

  it('evaluators that look alike', () => {
    const of = (one: string, other: string): string =>
      csv(`P1,${one},BL,2024-01-08,T1,target,lung,40,`, `P1,${other},W8,2024-03-11,T1,target,lung,20,`).said;
    expect(of('Radiology', 'radiology')).toMatch(/evaluators "Radiology" and "radiology" .* one evaluator\?/);
    expect(of('reader 1', 'reader 2')).toBe('');
  });

  it.each([
    ['right lung', 'lung'],
    ['Lunge, rechter Oberlappen', 'lung'],
    ['LIVER SEGMENT IVB/VIII', 'liver'],
    ['Leber', 'liver'],
    ['foie', 'liver'],
    ['left temporal bone', 'bone'],
    ['Halslymphknoten', 'lymph-node'],
    ['ganglion lymphatique', 'lymph-node'],
    ['LN', 'lymph-node'],
  ])('organs by their words without side and lobe: %s', (word, organ) => {
    const { said } = csv(
      `P1,r,BL,2024-01-08,T1,target,${word.includes(',') ? `"${word}"` : word},40,`,
      `P1,r,W8,2024-03-11,T1,target,${organ},20,`,
    );
    expect(said).toBe('');
  });

  it.each(['neck', 'right neck', 'basal ganglion', 'lung and liver'])(
    'organs that are not known are asked: %s',
    (word) => {
      expect(csv(`P1,r,BL,2024-01-08,T1,target,${word},40,`).said).toMatch(/kept as the site/);
    },
  );

  it('targets in organs that are not known are not too many in one', () => {
    const rows = ['neck', 'oropharynx', 'tongue'].map((word, at) => `P1,r,BL,2024-01-08,T${at},target,${word},40,`);
    expect(csv(...rows).said).not.toMatch(/in one organ/);
  });

  it('a row that differs from another in blanks alone counts once', () => {
    const { responses, said } = csv(
      'P1,r,BL,2024-01-08,T1,target,lung,40,',
      'P1,r,BL,2024-01-08,T1,target,lung, 40 , ',
    );
    expect(responses).toEqual(['BL 40 -']);
    expect(said).toMatch(/stands 2 times, all cells equal/);
  });

  it('one label in two organs, a target under the limit, a late non-target, too many targets', () => {
    const rows = ['T1', 'T2', 'T3', 'T4', 'T5', 'T6'].map(
      (label, index) => `P1,r,a,2024-01-08,${label},target,${index < 3 ? 'liver' : 'lung'},${index === 0 ? 8 : 20},`,
    );
    const { said } = csv(
      ...rows,
      'P1,r,b,2024-03-08,T2,target,bone,20,',
      'P1,r,b,2024-03-08,X,non-target,lung,,present',
    );
    for (const words of [
      /Lesion T2 was sent in liver and bone/,
      /Target T1 measured 8 mm at baseline/,
      /Non-target X was first seen after the baseline/,
      /6 targets at baseline/,
      /3 targets in one organ at baseline \(liver\)/,
    ])
      expect(said).toMatch(words);
  });

  it.each([
    ['ILIAC LYMPH NODE'],
    ['LYMPH NODE; SUBCARINAL'],
    ['lymph nodes'],
    ['Structure of inguinal lymph node'],
    ['Lymphknoten paraaortal'],
  ])('a node is known by words: %s', (site) => {
    const { responses, said } = csv(
      `P1,r,a,2024-01-08,T1,target,${site},18,`,
      `P1,r,b,2024-03-08,T1,target,${site},8,`,
    );
    expect([responses[1], said]).toEqual(['b 8 CR', '']);
  });

  it.each([['THYROID NODULE'], ['SINOATRIAL NODE'], ['NECK']])('and nothing else is one: %s is asked', (site) => {
    const { responses, said } = csv(
      `P1,r,a,2024-01-08,T1,target,${site},18,`,
      `P1,r,b,2024-03-08,T1,target,${site},8,`,
    );
    expect(responses[1]).toBe('b 8 PR');
    expect(said).toMatch(/kept as the site; the organ is read as 'other'/);
  });

  it.each([['NEW TARGET'], ['New Non-Target'], ['NEW LESION']])('a new lesion by its words: %s', (role) => {
    expect(
      csv(
        'P1,r,a,2024-01-08,T1,target,lung,40,',
        'P1,r,b,2024-03-08,T1,target,lung,24,',
        `P1,r,b,2024-03-08,N1,${role},liver,18,`,
      ).responses[1],
    ).toBe('b 24 PD');
  });
});

describe('files of another form', () => {
  const text = `${csvHeader}\nMÜ-1,r,a,2024-01-08,T1,target,lung,40,\nMÖ-1,r,b,2024-03-08,T1,target,lung,60,\n`;

  it.each([
    ['UTF-16 with its mark', Buffer.from(`\ufeff${text}`, 'utf16le'), /UTF-16LE/],
    ['UTF-16, the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), /UTF-16BE/],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), /UTF-16LE/],
    ['Windows-1252', Buffer.from(text, 'latin1'), /Windows-1252/],
  ])('are read where they are certain: %s', (_, bytes, words) => {
    const { responses, said } = outcomeOf({ 'a.csv': bytes });
    expect(responses).toEqual(['b 60 -', 'a 40 -']);
    expect(said).toMatch(words);
  });

  it.each([
    ['a.json', '[]', /a\.json: the file holds no document/],
    ['a.xml', '<Bundle xmlns="http://hl7.org/fhir"/>', /the file is an XML or HTML document/],
  ])('that hold nothing that is read are refused by name: %s', (name, content, words) => {
    const { status, said } = outcomeOf({ [name]: content });
    expect(status).toBe('refused');
    expect(said).toMatch(words);
  });

  it('of FHIR are held where the unit that people see is not its code', () => {
    const patient = { reference: 'Patient/P1' };
    const sized = (unit: string): Outcome =>
      outcomeOf({
        'a.ndjson': [
          { resourceType: 'Patient', id: 'P1' },
          { resourceType: 'BodyStructure', id: 'b', patient, identifier: [{ system: 'urn:x', value: 'T1' }] },
          {
            resourceType: 'Observation',
            id: 'o',
            status: 'final',
            code: { coding: [{ system: 'http://loinc.org', code: '33728-7' }] },
            subject: patient,
            focus: [{ reference: 'BodyStructure/b' }],
            effectiveDateTime: '2024-01-08',
            component: [{ code: { text: 'role' }, valueString: 'target' }],
            valueQuantity: { value: 4, unit, system: 'http://unitsofmeasure.org', code: 'cm' },
          },
        ]
          .map((resource) => JSON.stringify(resource))
          .join('\n'),
      });
    expect(sized('centimeters').responses).toEqual(['2024-01-08 40 -']);
    const { responses, said } = sized('mm');
    expect(responses).toEqual(['2024-01-08 - held']);
    expect(said).toMatch(/has the unit 'cm, shown as mm', which is no length/);
  });

  it('are refused where they are not', () => {
    const { status, said } = outcomeOf({ 'a.csv': Buffer.from(text.replaceAll('Ü', 'Ø'), 'latin1') });
    expect([status, said]).toEqual(['refused', expect.stringMatching(/row 2: line 2 is not UTF-8/)]);
  });

  it.each<[string, string, string | Buffer, RegExp]>([
    ['semicolons', 'a.csv', text.replaceAll(',', ';'), /separated by semicolons/],
    ['tabs', 'a.txt', text.replaceAll(',', '\t'), /separated by tabs/],
    ['other headings', 'a.csv', text.replace('patient', 'Patient ID'), /'Patient ID' stands for 'patient'/],
    [
      'headings in capitals',
      'a.csv',
      text.replace(csvHeader, csvHeader.toUpperCase()),
      /'PATIENT' stands for 'patient'/,
    ],
    ['SDTM headings in small letters', 'tr.csv', tr().toLowerCase(), /headings are not written in capitals/],
    ['a title', 'a.csv', `Site 12,,\n\n${text}`, /row 1 is a title/],
    ['the head of an Excel workbook', 'a.xlsx', Buffer.from('PK\x03\x04\x14\x00'), /the workbook ends in the middle/],
    [
      'the head of an Excel workbook called CSV',
      'a.csv',
      Buffer.from('PK\x03\x04\x14\x00'),
      /the workbook ends in the middle/,
    ],
    ['DICOM', 'a.dcm', Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]), /a DICOM file/],
    ['FHIR', 'a.json', '{"resourceType":"Bundle","entry":[]}', /a FHIR document \(Bundle\)/],
    ['HL7', 'a.hl7', 'MSH|^~\\&|A|B\r', /HL7 v2/],
    ['XML', 'a.xml', '<?xml version="1.0"?><a/>', /XML/],
  ])('are named in one sentence: %s', (_, name, content, words) => {
    const { status, said } = outcomeOf({ [name]: content });
    expect([status, said.split('\n').length]).toEqual(['refused', 1]);
    expect(said).toMatch(words);
  });

  it('without any row are said', () => {
    expect(outcomeOf({ 'a.csv': `${csvHeader}\n` })).toMatchObject({
      status: 1,
      said: expect.stringMatching(/a header and no row/),
    });
  });

  it('with a decimal comma are read through a mapping', () => {
    const columns = Object.fromEntries(csvHeader.split(',').map((column) => [column, column]));
    writeFileSync(pathOf('m.json'), JSON.stringify({ delimiter: ';', decimal: ',', columns }));
    const rows = 'P1;r;a;2024-01-08;T1;target;lung;40,5;\nP1;r;b;2024-03-08;T1;target;lung;24,3;\n';
    expect(
      outcomeOf({ 'a.csv': `${csvHeader.replaceAll(',', ';')}\n${rows}` }, '--mapping', pathOf('m.json')).responses,
    ).toEqual(['a 40.5 -', 'b 24.3 PR']);
  });

  it('with the index that R and pandas write are read, and a column without a heading is said', () => {
    const rows = text.trimEnd().split('\n');
    const indexed = (index: (at: number) => string): Outcome =>
      outcomeOf({ 'a.csv': rows.map((row, at) => `${at === 0 ? '' : index(at)},${row}`).join('\n') });
    expect(indexed((at) => String(at - 1))).toMatchObject({ status: 0, said: '' });
    const [header, ...below] = rows;
    expect(outcomeOf({ 'a.csv': [`${header},,,`, ...below].join('\n') })).toMatchObject({ status: 0, said: '' });
    expect(outcomeOf({ 'a.csv': [header, ...below.map((row) => `${row},,`)].join('\n') })).toMatchObject({
      status: 0,
      said: '',
    });
    expect(indexed((at) => `note ${at}`).said).toMatch(/column 1 has no heading and is not read: 'note 1'/);
  });
});

describe('reported responses', () => {
  const rsHeader = 'STUDYID,USUBJID,RSTESTCD,RSCAT,RSORRES,RSSTRESC,RSSTAT,RSEVAL,VISITNUM,VISIT,RSDTC,RSDY';
  const rs = (...rows: readonly (readonly [category: string, collected: string, standard: string])[]): Outcome =>
    outcomeOf({
      'rs.csv': `${rsHeader}\n${rows
        .map(
          ([category, collected, standard], index) =>
            `S,P1,OVRLRESP,${category},${collected},${standard},,INV,${index + 2},V${index + 2},2024-0${index + 3}-11,${57 + index * 30}`,
        )
        .join('\n')}\n`,
    });

  it.each([
    ['iRECIST', 'IUPD', 'ICPD', '- - iCPD'],
    ['IRECIST', 'Non-iCR/Non-iUPD', 'iupd', '- - NON-iCR/NON-iUPD'],
    ['RECIST 1.1', 'Non-CR/Non-PD', 'pd', 'NON-CR/NON-PD NON-CR/NON-PD -'],
    ['RECIST 1.1', 'pr', 'Pr', 'PR PR -'],
    ['', 'IPR', 'ISD', '- - iPR'],
    ['iRECIST', 'i-UPD', 'i CPD', '- - iCPD'],
    ['iRECIST', 'Immune unconfirmed progressive disease', 'Immune confirmed progressive disease', '- - iCPD'],
    ['RECIST 1.1', 'NONCR/NONPD', 'NON CR / NON PD', 'NON-CR/NON-PD NON-CR/NON-PD -'],
  ])('are known in any case of letters: %s %s %s', (category, one, other, best) => {
    expect(rs([category, '', one], [category, '', other])).toMatchObject({ best: [best], said: '', status: 0 });
  });

  it('are taken as collected where the standardised word is blank', () => {
    expect(rs(['RECIST 1.1', 'PARTIAL RESPONSE', ''], ['RECIST 1.1', 'PR', '']).best).toEqual(['PR PR -']);
  });

  it.each([
    ['PERCIST', 'PMR'],
    ['PCWG3', 'NON-PD'],
    ['LUGANO CLASSIFICATION', 'CMR'],
  ])('by other criteria are named and kept as reported: %s', (category, word) => {
    const { said, status } = rs(['RECIST 1.1', '', 'SD'], [category, '', word]);
    expect(status).toBe(0);
    expect(said).toContain(`one response by '${category}' is kept as reported and compared with nothing: ${word} (V3)`);
  });

  it('that stand twice count once, and other tests are named', () => {
    const row = 'S,P1,OVRLRESP,RECIST 1.1,PR,PR,,INV,2,V2,2024-03-11,57';
    const { best, said } = outcomeOf({
      'rs.csv': `${rsHeader}\n${row}\n${row}\n${row.replace('OVRLRESP', 'SYMPTDTR')}\n`,
    });
    expect(best).toEqual(['PR SD -']);
    expect(said).toMatch(/PR of P1 at V2 stands 2 times; it counts once/);
    expect(said).toMatch(/RSTESTCD 'SYMPTDTR' is not read \(one row\)/);
  });

  it('without a visit are told apart by their days', () => {
    const header = 'STUDYID,USUBJID,RSTESTCD,RSORRES,RSSTRESC,VISIT,RSDTC';
    const row = (date: string, word: string): string => `S,P1,OVRLRESP,${word},${word},,${date}`;
    const { said, best } = outcomeOf({
      'rs.csv': [header, row('2024-03-11', 'PR'), row('2024-05-06', 'PR'), ''].join('\n'),
    });
    expect([said, best[0]]).toEqual(['', 'PR PR -']);
  });

  it('NED stands as reported', () => {
    expect(rs(['RECIST 1.1', '', 'NED'], ['RECIST 1.1', '', 'NED'])).toMatchObject({ best: ['NED - -'], status: 0 });
  });

  it('NA is no blank here', () => {
    expect(rs(['RECIST 1.1', 'NA', 'NA'], ['RECIST 1.1', '', 'PR']).said).toMatch(/'NA' is not a response/);
  });
});

describe('what would pass in silence is said', () => {
  const rows = (first: string, second: string): Outcome =>
    csv(`P1,r,baseline,2024-01-08,T1,target,lung,${first},`, `P1,r,week 8,2024-03-11,T1,target,lung,${second},`);

  it('a size that no lesion has, a target that is not there at baseline', () => {
    expect(rows('40', '2400').said).toMatch(/a size of 2400 mm: is the unit right/);
    expect(rows('40', '480').said).not.toMatch(/is the unit right\? It is read/);
    const header = csvHeader.replace('date', 'date,baseline');
    const gone = `${header}\nP1,r,baseline,2024-01-08,yes,T1,target,lung,0,\n`;
    expect(outcomeOf({ 'a.csv': gone }).said).toMatch(/target T1 is absent at baseline/);
  });

  it.each(['1900-01-01', '1899-12-30', '1970-01-01', '9999-12-31'])('a date that stands for none: %s', (date) => {
    const { said, status } = csv(`P1,r,baseline,${date},T1,target,lung,40,`);
    expect([status, said]).toEqual([1, expect.stringContaining(`'${date}' is what programs write for no date`)]);
  });

  it('one revision with two contents', () => {
    const document = (size: string): object => ({
      issuer: 'north',
      sourceId: '1',
      revision: 1,
      patient: { issuer: 'north', id: 'P1' },
      evaluator: 'r',
      timepoint: { label: 'baseline', date: '2024-01-08' },
      findings: [{ lesion: 'T1', role: 'target', organ: 'lung', state: 'measured', size, axis: 'longest-diameter' }],
    });
    const both = (...sizes: readonly string[]): Outcome => outcomeOf({ 'a.json': JSON.stringify(sizes.map(document)) });
    expect(both('40', '40')).toMatchObject({ status: 0, responses: ['baseline 40 -'] });
    const { status, responses, said } = both('40', '50');
    expect([status, responses]).toEqual([1, ['baseline 40 -']]);
    expect(said).toMatch(/assessment 1 of north stands twice as revision 1/);
  });
});

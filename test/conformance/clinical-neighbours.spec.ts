/**
 * The nearest neighbour of each kind of hard case: what must come out the other way when one fact or one size is another. What is asked of
 * the cases themselves stands in expected.json.
 */
import { type CaseFile, caseFile, clinicalCases, lookAtFile, looksAt } from './clinical-cases.js';
import type { DiscussedLine } from '../../src/core/discussion/index.js';

type Change = (file: CaseFile) => void;

/** Another size, or another state, of a lesion at a scan; scans count from 0. */
const finding =
  (lesion: string, scan: number, change: Record<string, unknown>): Change =>
  ({ assessments }) => {
    const found = assessments[scan]!.findings.find((one) => one['lesion'] === lesion)!;
    Object.assign(found, change);
    for (const [name, value] of Object.entries(change)) if (value === undefined) delete found[name];
  };
const size = (lesion: string, scan: number, millimetres: string): Change =>
  finding(lesion, scan, { size: millimetres, state: 'measured' });

/** Another value in the place of the statements of a fact; of a lesion where one is named. */
const fact =
  (name: string, value: unknown, more: { readonly lesion?: string; readonly date?: string } = {}): Change =>
  ({ facts }) => {
    const [statement] = facts;
    statement!.facts = [
      ...statement!.facts.filter((one) => one.name !== name || one.lesion !== more.lesion),
      { name, state: 'known', value, ...more },
    ];
  };
const without =
  (name: string): Change =>
  ({ facts }) => {
    for (const statement of facts) statement.facts = statement.facts.filter((one) => one.name !== name);
  };

/** A further statement of a fact, beside those there are. */
const also =
  (name: string, value: unknown, more: { readonly lesion?: string; readonly date?: string } = {}): Change =>
  ({ facts }) =>
    void facts[0]!.facts.push({ name, state: 'known', value, ...more });

function look(name: string, ...changes: readonly Change[]): DiscussedLine {
  const file = caseFile(clinicalCases.find((one) => one.case.startsWith(`${name}-`))!.case);
  for (const change of changes) change(file);
  return lookAtFile(file);
}

const openFlags = ({ flags }: DiscussedLine): string[] =>
  flags.filter(({ tier, state }) => tier === 'flag' && state === 'open').map(({ definition }) => definition);
const heldBy = ({ flags }: DiscussedLine, definition: string): readonly string[] =>
  flags.find((flag) => flag.definition === definition && flag.state === 'open')?.holds ?? [];
const asks = ({ drafts }: DiscussedLine): string[] => drafts.map(({ rule }) => rule);
const text = (line: DiscussedLine): string => JSON.stringify(line);

describe('tissue', () => {
  it('of tumour asks for local treatment; of osteoradionecrosis until it grows on by 20 % and 5 mm', () => {
    const tumour = look('20', fact('tissue', { shows: 'squamous cell carcinoma', on: '2026-03-20' }, { lesion: 'P' }));
    expect(openFlags(tumour)).toEqual(['DR-A']);
    expect(asks(tumour)).toEqual(expect.arrayContaining(['T3a', 'T4', 'T5']));
    const structured = look(
      '20',
      fact('tissue', { result: 'benign', kind: 'fibrosis', method: 'core', on: '2026-03-20' }, { lesion: 'P' }),
    );
    expect(openFlags(structured)).toEqual([]);
    expect(text(structured)).toContain('no tumour in the tissue of 20-Mar-2026 (fibrosis or scar)');
  });

  it('that is insufficient says nothing of a lesion', () => {
    const shows = 'core biopsy: insufficient material, no tumour seen';
    expect(openFlags(look('20', fact('tissue', { shows, on: '2026-03-20' }, { lesion: 'P' })))).toEqual(['DR-A']);
  });

  it('of tumour in the only new node leaves it progression', () => {
    const line = look(
      '42',
      fact('tissue', { shows: 'metastasis of squamous cell carcinoma', on: '2026-05-20' }, { lesion: 'N7' }),
    );
    expect(openFlags(line)).toEqual(['DR-B']);
    expect(asks(line)).toEqual(expect.arrayContaining(['T3b', 'T1', 'T10']));
    expect(asks(line)).not.toContain('T2');
  });
});

describe('tissue that says nothing yet, or no tumour', () => {
  const ofNode = (result: string): Change =>
    fact('tissue', { result, method: 'fine-needle', on: '2026-03-20' }, { lesion: 'N9' });

  it.each(['pending', 'insufficient', 'inconclusive'])('of a small new node that is %s leaves the hold', (result) => {
    expect(heldBy(look('04b', ofNode(result)), 'DR-B')).toEqual(['small-new-node']);
  });
  it('of a small new node that is tumour ends the hold, and is told with its result', () => {
    const line = look('04b', ofNode('this-tumour'));
    expect([openFlags(line), asks(line)]).toEqual([['DR-B'], expect.arrayContaining(['T3b'])]);
    expect(text(line)).toContain(
      'Tissue was taken: left neck, level II (N9), tissue (20-Mar-2026, fine needle): this tumour.',
    );
    expect(text(line)).not.toContain('Until there is tissue');
  });
  it('stands against treating a lesion that grew on', () => {
    const line = look(
      '20',
      fact(
        'tissue',
        { result: 'benign', kind: 'osteoradionecrosis', method: 'core', on: '2026-02-20' },
        { lesion: 'P' },
      ),
    );
    expect(openFlags(line)).toEqual(['DR-A']);
    expect(text(line)).toContain(
      'no tumour in the tissue of 20-Feb-2026 (core needle, osteoradionecrosis): left mandible (P); a negative needle does not exclude tumour',
    );
    expect(text(line)).not.toContain('until it grows a further');
  });
  it('is no residue that could be treated with curative intent', () => {
    const resectable = also('resectability', { resectable: 'yes', by: 'Dr S' }, { date: '2026-03-22' });
    expect(asks(look('20', resectable))).toEqual([]);
  });
  it('of another tumour is told where nothing is asked', () => {
    const line = look(
      '28',
      also('tissue', { result: 'second-primary', histology: 'adenocarcinoma', on: '2026-03-20' }, { lesion: 'N1' }),
    );
    expect(line.nothingAsked).toContain('N1 is another tumour by tissue (adenocarcinoma): in no sum and no pattern.');
  });
});

describe('radiotherapy courses', () => {
  const inLung = [
    fact('prior-radiotherapy-field', { inField: 'yes', progressionSince: '2026-02' }, { lesion: 'L1' }),
    without('treatable'),
    size('N1', 1, '12'),
    size('L1', 1, '34'),
  ];
  it('quote that of the lung for a lesion of the lung, with its interval', () => {
    const line = look('31', ...inLung);
    expect(asks(line)).toContain('T5');
    expect(text(line)).toContain('right lower lobe SBRT, 48 Gy');
    expect(text(line)).toContain('Less than 6 months');
    expect(text(line)).not.toContain('bilateral neck, 70 Gy');
  });

  it('of the other side are not quoted as that of a lesion', () => {
    const line = look(
      '07b',
      fact('prior-radiotherapy', { field: 'right neck', doseGy: 70, end: '2019-03' }),
      finding('N1', 0, { site: 'left neck, level II' }),
    );
    expect(text(line)).toContain('n which of the prior courses it lies is not known');
    expect(text(line)).not.toContain('84 months');
  });
  it('that were stated not to be there leave no field to ask about, and nothing to irradiate again', () => {
    const line = look('22', without('prior-radiotherapy'), ({ facts }) => {
      facts[0]!.facts.push({ name: 'prior-radiotherapy', state: 'none' });
    });
    expect(text(line)).not.toContain('whether a growing lesion lies in a prior radiotherapy field');
    expect(text(line)).not.toContain('re-irradiation of');
  });
  it('are several, and the interval is said to be that of the last', () => {
    const line = look(
      '07b',
      also('prior-radiotherapy', { field: 'left neck, again', doseGy: 60, end: '2024-06' }, { date: '2024-06-30' }),
    );
    expect(text(line)).toContain('20 months from the end of the last of them');
  });
  it('name all, and no interval, where nothing tells in which the lesion lies', () => {
    const line = look(
      '31',
      fact('prior-radiotherapy', { field: 'course one', doseGy: 70, end: '2019-03' }, { date: '2019-03-30' }),
      ({ facts }) => {
        facts[0]!.facts.push({
          name: 'prior-radiotherapy',
          state: 'known',
          value: { field: 'course two', doseGy: 48, end: '2026-01' },
          date: '2026-01-05',
        });
      },
    );
    expect(text(line)).toContain('n which of the prior courses it lies is not known');
    expect(text(line)).not.toContain('Less than 6 months');
    const named = look(
      '31',
      fact('prior-radiotherapy', { field: 'course two', doseGy: 48, end: '2026-01', lesions: ['N1'] }),
    );
    expect(text(named)).toContain('Less than 6 months');
  });
});

describe('new lesions', () => {
  it('that do not shrink again count on', () => {
    expect(openFlags(look('09', size('N2', 2, '16')))).toEqual(['DR-B']);
  });
  it('of a node from 15 mm on are flagged when they are first seen', () => {
    const line = look('04b', size('N9', 1, '15'));
    expect([openFlags(line), asks(line)]).toEqual([['DR-B'], expect.arrayContaining(['T3b', 'T2'])]);
  });
  it('of a node under 10 mm are none in any criterion, and are asked about', () => {
    const line = look('04b', size('N9', 1, '9'));
    expect(line.flags).toEqual([]);
    expect(line.queries.join()).toContain('under 10 mm a node is no new lesion');
    expect(asks(line)).toEqual([]);
  });
  it('that are unequivocal are flagged, an effusion among them', () => {
    expect(openFlags(look('12', finding('E1', 1, { certainty: 'unequivocal' })))).toEqual(['DR-B']);
    expect(heldBy(look('12'), 'DR-B')).toEqual(['new-lesion-equivocal']);
    expect(asks(look('12'))).toContain('T11');
  });
  it('where nothing was imaged before are asked about as tissue outside brain and spine', () => {
    const line = look('19', finding('X1', 1, { organ: 'adrenal', site: 'left adrenal' }));
    expect(asks(line)).toContain('T2');
    expect(asks(line)).not.toContain('T13');
  });
});

describe('effusions', () => {
  it('are neither operated on, irradiated nor ablated', () => {
    const line = look('12', finding('E1', 1, { certainty: 'unequivocal' }));
    expect(asks(line)).toContain('T3b');
    expect(text(line)).not.toMatch(/(?:SBRT\)|resection|ablation|cryoablation) of the new lesion/);
  });
});

describe('oligoprogression', () => {
  it('is asked about while the rest is stable, not where everything grows', () => {
    expect(asks(look('28', size('L1', 1, '21')))).toContain('T3a');
    expect(openFlags(look('28'))).toEqual([]);
    expect(look('28').oligoprogression).toMatchObject({ verdict: 'met', established: ['N1'] });
    expect(asks(look('28', size('L1', 1, '29'), size('L2', 1, '26')))).not.toContain('T3a');
  });
  it('is not asked about within noise', () => {
    expect(asks(look('28', size('N1', 1, '25')))).not.toContain('T3a');
  });
  it('is told where the lesion was called untreatable and nothing else asks about it', () => {
    const line = look('28', fact('treatable', { treatable: 'no', by: 'Dr R' }, { lesion: 'N1', date: '2026-03-16' }));
    expect(asks(line)).not.toContain('T3a');
    expect(line.nothingAsked.join()).toContain(
      'Oligoprogression raises no question of its own: called not treatable locally',
    );
  });
  it('that one of two readers sees is told, with who sees it', () => {
    const second: Change = ({ assessments }) => {
      for (const scan of structuredClone(assessments)) {
        Object.assign(scan, { evaluator: 'central', sourceId: `central ${scan.timepoint.date}` });
        const node = scan.findings.find(({ lesion }) => lesion === 'N1')!;
        if (node['size'] === '33') node['size'] = '22';
        assessments.push(scan);
      }
    };
    const line = look('28', second);
    expect(asks(line)).toEqual([]);
    expect(line.nothingAsked.join()).toContain(
      'Oligoprogression raises no question of its own: seen by radiology, not by central, and no reader is designated. Left neck, level II (N1) grew 20 to 33 mm',
    );
    expect(look('28').nothingAsked.join()).not.toContain('seen by');
  });
  it('of six is no oligoprogression and asks about the systemic treatment', () => {
    const six = look('22', ({ assessments }) => {
      assessments.forEach(({ findings }, scan) => {
        for (let number = 2; number <= 6; number += 1)
          findings.push({
            lesion: `H${number}`,
            role: 'non-target',
            organ: 'liver',
            state: 'measured',
            size: scan === 0 ? '18' : '26',
            axis: 'longest-diameter',
          });
        for (const one of findings) if (['L1', 'L2', 'N1'].includes(String(one['lesion']))) one['size'] = '20';
      });
    });
    expect(openFlags(six)).toEqual([]);
    expect(six.oligoprogression).toMatchObject({ verdict: 'not-met' });
    expect(asks(six)).toContain('T7');
    expect(asks(six)).not.toContain('T3a');
  });
});

describe('bounds of a verdict that lacks lesions', () => {
  const notDone = (...lesions: readonly string[]): Change[] =>
    lesions.map((lesion) => finding(lesion, 2, { state: 'not-done', size: undefined }));
  it('are one where progression from the lowest sum comes before the end of a response', () => {
    const line = text(look('40', ...notDone('L1', 'H1')));
    expect(line).toContain('PR if H1 + L1 are under 22 mm, PD from there');
    expect(line).not.toContain('at most');
  });
  it('are two where the lowest sum is the baseline', () => {
    const open = ['L1', 'L2'].map((lesion) => finding(lesion, 1, { state: 'not-done', size: undefined }));
    expect(text(look('28', ...open))).toContain('PR if L1 + L2 are at most 7.6 mm, PD from 36.6 mm');
  });
});

describe('holds', () => {
  it('end where the only shrinker is no longer small', () => {
    expect(heldBy(look('32'), 'DR-A')).toEqual(['small-lesion']);
    expect(openFlags(look('32', size('L1', 0, '20')))).toEqual(['DR-A']);
  });
  it('by an infection need it stated of the lesion or its region', () => {
    const ofLesion = look('34', fact('infection', 'yes', { lesion: 'N1' }));
    expect(heldBy(ofLesion, 'DR-A')).toEqual(['infection']);
    expect(asks(ofLesion)).toContain('T11');
    const ofRegion = look(
      '34',
      fact('region-condition', { condition: 'infection', organ: 'lymph-node', present: 'yes' }),
    );
    expect(heldBy(ofRegion, 'DR-A')).toEqual(['infection']);
    expect(text(look('34'))).toContain('Reported of the patient without a place: infection');
  });
  it('by the phase need a lesion of the liver in the arterial against the venous one', () => {
    const inLiver = [
      finding('N1', 0, { organ: 'liver', axis: 'longest-diameter' }),
      finding('N1', 1, { organ: 'liver', axis: 'longest-diameter', size: '30' }),
    ];
    expect(heldBy(look('14c', ...inLiver), 'DR-A')).toEqual([]);
    const arterial: Change = ({ assessments }) => void (assessments[1]!.contrastPhase = 'late arterial');
    expect(heldBy(look('14c', ...inLiver, arterial), 'DR-A')).toEqual(['different-contrast-phase']);
  });
  it('by another reader are those of the noise alone', () => {
    expect(heldBy(look('14', size('N1', 1, '28')), 'DR-A')).toEqual(['within-noise']);
  });
});

describe('whom the rules cover and how the line stands', () => {
  it('a primary that is covered, a line that is not of curative intent, a patient who lives', () => {
    expect(openFlags(look('27', fact('primary-site', 'oral-cavity')))).toEqual(['DR-A']);
    expect(openFlags(look('26', fact('setting', 'recurrent-or-metastatic')))).toEqual(['DR-A']);
    expect(asks(look('24', without('died')))).toContain('T3a');
  });
  it('a start without its day leaves a scan of that month open, and it is asked', () => {
    const words = 'leaves open whether "baseline" came before it';
    expect(look('15', fact('treatment-start', '2026-02')).queries.join()).toContain(words);
    expect(look('15', fact('treatment-start', '2026-03')).queries.join()).not.toContain(words);
    expect(look('15', fact('treatment-start', '2026-02-06')).queries.join()).not.toContain(words);
    expect(look('15').queries.join()).toContain('was made on study day 25, after treatment began');
  });
  it('a scan before the start is a baseline', () => {
    expect(openFlags(look('15', fact('treatment-start', '2026-02-06')))).toEqual(['DR-A']);
  });
  it('the same drug stated again is no change of it', () => {
    const same: Change = ({ facts }) => {
      facts[1]!.facts = [{ ...facts[0]!.facts.find(({ name }) => name === 'agents')!, date: '2026-03-20' }];
    };
    const line = look('39', same, without('last-dose'), fact('treatment-ongoing', 'yes'));
    expect(line.queries.join()).not.toContain('other drugs');
    expect(look('39').queries.join()).toContain('From 20-Mar-2026 other drugs were stated inside this line');
  });
  it('new disease after a drug that ended in response asks for rechallenge, and the drug is not said to be given', () => {
    const line = look('30', size('N1', 2, '9'), ({ assessments }) => {
      assessments[2]!.findings.push({
        lesion: 'H1',
        role: 'new',
        organ: 'liver',
        state: 'measured',
        size: '18',
        axis: 'longest-diameter',
        certainty: 'unequivocal',
      });
    });
    expect(asks(line)).toContain('T7');
    expect(text(line)).toContain('rechallenge with pembrolizumab');
    expect(text(line)).toContain('Given now: none; ended: pembrolizumab (line not known; last dose 08-Sep-2025)');
    expect(text(line)).not.toContain('add to the present systemic treatment');
  });
  it('a drug that was stopped for progression is not asked about again', () => {
    expect(asks(look('30', fact('drug-stopped', { why: 'progression' })))).not.toContain('T7');
  });
});

describe('words that are true of the data', () => {
  it('the same interval is written of a shrinker that fell', () => {
    expect(text(look('40', size('L1', 2, '5')))).toContain('fall into the same interval');
    expect(text(look('40'))).toContain('the response has held since 16-Mar-2026');
  });
  it('nothing is smaller is written only where nothing is', () => {
    const grown = look('23', size('H1', 1, '36'), size('H1', 2, '42'));
    expect(text(grown)).toContain(
      'no established lesion that was measured and not treated is smaller than at baseline',
    );
    expect(text(look('23'))).toContain('not everything grew');
  });
  it('size may mislead only where a lesion was called cystic or necrotic', () => {
    expect(text(look('03', finding('N1', 1, { site: 'left neck, level II' })))).not.toContain('may mislead');
  });
  it('a merged mass is asked about where it grew over the sum of its parts', () => {
    expect(asks(look('05c', size('N1', 1, '50')))).not.toContain('T11');
  });
  it('a lesion that was treated grows again by 20 % and 5 mm, or is left alone', () => {
    expect(asks(look('08', size('L1', 3, '18')))).not.toContain('T3c');
  });
  it('a lesion that was treated before the baseline and grew is asked about as treated', () => {
    const treated = also('local-treatment', [{ kind: 'radiotherapy', on: '2025-11-06' }], { lesion: 'N1' });
    expect(asks(look('28', treated))).toContain('T3c');
  });
  it('a treated lesion that grew again is named beside another that grows', () => {
    expect(text(look('08', size('L2', 3, '18')))).toContain(
      'treated locally, and grown again since: lung lesion (L1) 14 to 26 mm',
    );
  });
  it('a small node that was seen again and smaller is not said to be seen once', () => {
    const again: Change = ({ assessments }) => {
      const next = structuredClone(assessments[1]!);
      Object.assign(next, { sourceId: 'next', timepoint: { label: 'next', date: '2026-05-18', baseline: false } });
      for (const one of next.findings) if (one['lesion'] === 'N9') one['size'] = '10.5';
      assessments.push(next);
    };
    expect(text(look('04b', again))).toContain('seen again and smaller');
  });
  it('a node that was taken out is not asked about, one that was left and grew on is', () => {
    const left = look('48', size('N1', 2, '27'), without('local-treatment'), without('tissue'));
    expect([openFlags(left), asks(left)]).toEqual([['DR-A'], expect.arrayContaining(['T3a', 'T4'])]);
    expect(openFlags(look('48'))).toEqual([]);
    expect(asks(look('48'))).not.toContain('T3a');
  });
  it('two known targets are biopsied where one goes its own way', () => {
    expect(asks(look('43', size('P', 1, '40'), size('N1', 1, '32'), size('L1', 1, '17')))).toContain('T2');
  });
});

describe('nothing that was found vanishes', () => {
  it.each(clinicalCases)('$case', ({ case: name }) => {
    for (const { flags, drafts, nothingAsked } of looksAt(name)) {
      const ofTheCase = nothingAsked.some((words) => /has died|outside what these rules cover/.test(words));
      for (const { definition } of flags.filter(({ state }) => state === 'open'))
        expect(drafts.length > 0 || ofTheCase || nothingAsked.some((words) => words.startsWith(`${definition} `))).toBe(
          true,
        );
    }
  });
});

/** Which verdict raises what, what holds a flag back, and what forbids holding it back. */
import { classifyLine, type FlagFinding, type ResponseOptions } from '../../../../src/core/response/index.js';
import { type CompactLesion, type CompactLine, dateOfWeek } from '../../../conformance/notation.js';
import { classify, day, lesionNamed, rewritten, says, scanNamed } from './support.js';

const tissue = { date: day('2026-03-12'), result: 'benign', kind: 'osteoradionecrosis', method: 'core' } as const;
const grows: Record<'G' | 'S', CompactLesion> = { G: { sizes: [20, 30] }, S: { sizes: [40, 20] } };
const met: CompactLine = { weeks: [0, 9], lesions: grows };
const appears: CompactLine = {
  weeks: [0, 9],
  lesions: { S: { sizes: [40, 20] }, X: { role: 'new', organ: 'bone', sizes: [null, 14] } },
};

const dissociated = (line: CompactLine, definition = 'DR-A', options?: ResponseOptions): FlagFinding =>
  classify(line, options).flags.find((flag) => flag.definition === definition)!;
const holds = (line: CompactLine, definition = 'DR-A', options?: ResponseOptions): readonly string[] =>
  dissociated(line, definition, options).holds.map(({ code }) => code);

test('DR-A and DR-B on a checkpoint inhibitor in recurrent or metastatic disease are flags', () => {
  expect(dissociated(met)).toMatchObject({
    definition: 'DR-A',
    tier: 'flag',
    state: 'open',
    episode: 'week 9',
    latestTimepoint: 'week 9',
    course: 'concurrent',
    attribution: 'checkpoint-inhibitor',
    evaluatorsFor: ['radiology'],
    evaluatorsAgainst: [],
    holds: [],
    newLesions: [],
    growers: [{ lesion: 'G', baseline: 20_000, nadir: 20_000, previous: 20_000, now: 30_000 }],
    shrinkers: [{ lesion: 'S', baseline: 40_000, nadir: 40_000, previous: 40_000, now: 20_000 }],
    reason: says('reason/grew-while-shrank', {
      grew: [{ what: lesionNamed('G'), from: 20_000, to: 30_000, since: scanNamed(0) }],
      appeared: [],
      equivocal: false,
      shrank: [{ what: lesionNamed('S'), from: 40_000, to: 20_000 }],
      baseline: scanNamed(0),
      scan: scanNamed(9),
    }),
  });
  expect(dissociated(appears, 'DR-B')).toMatchObject({
    tier: 'flag',
    holds: [],
    growers: [],
    newLesions: [{ lesion: 'X', baseline: null, nadir: null, previous: null, now: 14_000 }],
    reason: {
      parameters: {
        grew: [],
        appeared: [{ lesion: lesionNamed('X', 'bone'), size: 14_000 }],
        equivocal: false,
        shrank: [{ what: lesionNamed('S'), from: 40_000, to: 20_000 }],
      },
    },
  });
});

test('growth of established lesions and new lesions stay apart', () => {
  const both: CompactLine = { ...met, lesions: { ...grows, X: { role: 'new', sizes: [null, 14] } } };
  expect(dissociated(both)).toMatchObject({ growers: [{ lesion: 'G' }], newLesions: [] });
  expect(dissociated(both, 'DR-B')).toMatchObject({ growers: [], newLesions: [{ lesion: 'X' }] });
});

test('DR-C and the published definitions are watches, sandbox definitions raise nothing', () => {
  const raised = classify({ ...met, lesions: { ...grows, G: { ...grows.G, organ: 'liver' } } }).flags;
  expect(raised.map(({ definition, tier }) => `${definition} ${tier}`)).toEqual([
    'DR-A flag',
    'DR-C watch',
    'TAZ18 watch',
    'SAT21 watch',
  ]);
  expect(raised[1]).toMatchObject({
    holds: [{ code: 'watch-definition' }],
    growers: [{ lesion: 'liver', unit: 'organ' }],
    reason: {
      parameters: {
        grew: [{ what: { sumOf: 'liver' }, from: 20_000, to: 30_000, since: null }],
        shrank: [{ what: { sumOf: 'lung' }, from: 40_000, to: 20_000 }],
      },
    },
  });
});

describe('treatment and setting', () => {
  const treated = (treatment: CompactLine['treatment']): CompactLine => ({ ...met, treatment });
  const codes = (treatment: CompactLine['treatment']) => [
    holds(treated(treatment)),
    classify(treated(treatment)).queries.map(({ code }) => code),
  ];

  test('unknown drugs: a watch with a query', () =>
    expect(codes({ agents: null })).toEqual([['treatment-unknown'], ['which-treatment']]));
  test('unknown setting: a watch with a query', () =>
    expect(codes({ setting: 'unknown' })).toEqual([['setting-unknown'], ['which-setting']]));
  test('both unknown', () =>
    expect(codes({ agents: null, setting: 'unknown' })).toEqual([
      ['setting-unknown', 'treatment-unknown'],
      ['which-treatment', 'which-setting'],
    ]));
  test('no query where nothing is met', () => {
    expect(classify({ ...treated({ agents: null }), lesions: { T: { sizes: [20, 20] } } })).toMatchObject({
      flags: [],
      queries: [],
    });
  });
  test('no checkpoint inhibitor: a watch', () => {
    expect(codes({ agents: [{ name: 'cetuximab', drugClass: 'targeted-therapy' }] })).toEqual([
      ['no-checkpoint-inhibitor'],
      [],
    ]);
  });
  test('chemotherapy beside it: attribution unknown', () => {
    expect(
      dissociated(
        treated({
          agents: [
            { name: 'nivolumab', drugClass: 'immune-checkpoint-inhibitor' },
            { name: 'cisplatin', drugClass: 'chemotherapy' },
          ],
        }),
      ),
    ).toMatchObject({ tier: 'flag', attribution: 'unknown' });
  });
  test('within 12 weeks of the last dose: a flag, one day later not', () => {
    const lastDose = (date: string) => codes({ ongoing: 'no', lastDose: day(date) });
    expect(lastDose('2025-12-15')).toEqual([[], []]);
    expect(lastDose('2025-12-14')).toEqual([['checkpoint-inhibitor-ended'], []]);
    expect(codes({ ongoing: 'no', lastDose: null })).toEqual([['last-dose-unknown'], ['last-dose']]);
    expect(codes({ ongoing: 'unknown', lastDose: null })).toEqual([[], []]);
    expect(codes({ ongoing: 'yes', lastDose: day('2025-01-01') })).toEqual([[], []]);
  });
  test('curative intent: outside what these rules cover', () => {
    expect(classify(treated({ setting: 'curative-intent' }))).toMatchObject({
      flags: [],
      queries: [],
      outside: { code: 'curative-intent' },
    });
    expect(classify(met).outside).toBeUndefined();
  });
});

describe('held back as a watch', () => {
  const noisy: CompactLine = { weeks: [0, 9, 18], lesions: { G: { sizes: [24, 24, 30] }, S: { sizes: [40, 20, 20] } } };

  test('growth within the noise, seen for the first time', () => {
    expect(dissociated(noisy)).toMatchObject({
      tier: 'watch',
      holds: [
        {
          code: 'within-noise',
          words: says('hold/within-noise', { grew: [lesionNamed('G')], multiple: 2.4, under: 2.5 }),
        },
      ],
    });
    expect(
      holds({
        ...noisy,
        weeks: [0, 9, 18, 27],
        lesions: { G: { sizes: [24, 24, 30, 30] }, S: { sizes: [40, 20, 20, 20] } },
      }),
    ).toEqual([]);
    expect(holds(noisy, 'DR-A', { flags: { noiseRule: false } })).toEqual([]);
    expect(holds(noisy, 'DR-A', { flags: { noiseMultiple: 2.3 } })).toEqual([]);
    expect(holds(noisy, 'DR-A', { noise: { sameReader: 0.05 } })).toEqual([]);
  });
  test('the most certain of several growers decides about the noise', () => {
    expect(holds({ ...noisy, lesions: { ...noisy.lesions, G2: { sizes: [20, 20, 32] } } })).toEqual([]);
  });
  test('a wider noise between different readers', () => {
    const readers: CompactLine = { ...met, scans: [{ reader: 'A' }, { reader: 'B' }] };
    expect(holds(readers)).toEqual(['within-noise']);
    expect(
      holds({ ...met, lesions: { ...grows, G: { sizes: [20, 36] } }, scans: [{ reader: 'A' }, { reader: 'B' }] }),
    ).toEqual([]);
  });
  test('the only shrinker under 15 mm with a change under 5 mm', () => {
    const small = (sizes: readonly number[]): CompactLine => ({
      ...met,
      lesions: { G: { sizes: [20, 30] }, S: { sizes } },
    });
    expect(holds(small([14, 9.8]))).toEqual(['small-lesion']);
    expect(holds(small([14, 9]))).toEqual([]);
    expect(holds({ ...met, lesions: { ...small([14, 9.8]).lesions, S2: { sizes: [40, 20] } } })).toEqual([]);
    expect(holds(small([14, 9.8]), 'DR-A', { flags: { smallLesion: 9_000 } })).toEqual([]);
  });
  test.each([
    ['different-modality', { modality: 'CT' as const }, { modality: 'MR' as const }],
    ['different-contrast-phase', { contrastPhase: 'portal venous' }, { contrastPhase: 'late arterial' }],
    ['different-slice-thickness', { sliceThickness: 2.5 }, { sliceThickness: 5 }],
  ])('%s', (code, before, now) => {
    const inLiver: CompactLine = { ...met, lesions: { ...grows, G: { ...grows.G, organ: 'liver' } } };
    expect(holds({ ...inLiver, scans: [before, now] })).toEqual([code]);
    expect(holds({ ...inLiver, scans: [before, before] })).toEqual([]);
    // 20 to 40 mm is over 4 SD of the noise of different readers: no difference of scans explains it.
    const firm: CompactLine = { ...inLiver, lesions: { ...inLiver.lesions, G: { sizes: [20, 40], organ: 'liver' } } };
    expect(holds({ ...firm, scans: [before, now] })).toEqual([]);
  });
  test('slices that differ by less than 2.5 mm, words for one phase, and a phase outside the liver hold nothing', () => {
    const liver = { ...grows, G: { ...grows.G, organ: 'liver' as const } };
    expect(holds({ ...met, scans: [{ sliceThickness: 2.6 }, { sliceThickness: 5 }] })).toEqual([]);
    expect(
      holds({ ...met, lesions: liver, scans: [{ contrastPhase: 'venous' }, { contrastPhase: 'Portal-venous' }] }),
    ).toEqual([]);
    expect(holds({ ...met, scans: [{ contrastPhase: 'venous' }, { contrastPhase: 'arterial' }] })).toEqual([]);
    expect(
      holds({ ...met, lesions: liver, scans: [{ contrastPhase: 'venous' }, { contrastPhase: 'native' }] }),
    ).toEqual([]);
  });
  test('a grower on scans that can be compared keeps the flag beside one that is not', () => {
    const line: CompactLine = { ...met, lesions: { ...grows, G2: { sizes: [20, 40] } } };
    expect(holds({ ...line, scans: [{ modality: 'CT' }, { modality: 'MR' }] })).toEqual([]);
  });
  test('a new lesion of 10 mm is not held back by scans that differ, one of 9 mm is', () => {
    const fresh = (size: number): CompactLine => ({
      ...appears,
      lesions: { S: { sizes: [40, 26] }, X: { role: 'new', organ: 'bone', sizes: [null, size] } },
      scans: [{ modality: 'CT' }, { modality: 'MR' }],
    });
    expect(holds(fresh(10), 'DR-B')).toEqual([]);
    expect(holds(fresh(9), 'DR-B')).toEqual(['different-modality']);
  });
  test('a new node of 10 to under 15 mm that was seen once', () => {
    const node = (sizes: readonly (number | null)[], more: object = {}): CompactLine => ({
      weeks: [0, 9, 18].slice(0, sizes.length),
      lesions: {
        S: { sizes: [40, 20, 20].slice(0, sizes.length) },
        X: { role: 'new', organ: 'lymph-node', sizes, ...more },
      },
    });
    expect(holds(node([null, 10]), 'DR-B')).toEqual(['small-new-node']);
    expect(holds(node([null, 14.9]), 'DR-B')).toEqual(['small-new-node']);
    expect(holds(node([null, 15]), 'DR-B')).toEqual([]);
    expect(holds(node([null, 11, 11]), 'DR-B')).toEqual([]);
    expect(holds(node([null, 12, 11]), 'DR-B')).toEqual(['small-new-node']);
    expect(holds(node([null, 11], { facts: { tissue: { ...tissue, result: 'this-tumour' } } }), 'DR-B')).toEqual([]);
    expect(holds({ ...node([null, 11]), scans: [{}, { modality: 'PET-CT' }] }, 'DR-B')).not.toContain('small-new-node');
    expect(dissociated(node([null, 9.9]), 'DR-B')).toBeUndefined();
  });
  test('a small new node is held until a scan shows it again as a node of 10 mm, whatever lies between', () => {
    const node = (...sizes: readonly (number | string | null)[]): CompactLine => ({
      weeks: [0, 9, 18, 27].slice(0, sizes.length),
      lesions: {
        S: { sizes: [40, 20, 20, 20].slice(0, sizes.length) },
        X: { role: 'new', organ: 'lymph-node', sizes },
      },
    });
    expect(holds(node(null, 7, 12), 'DR-B')).toEqual(['small-new-node']);
    expect(holds(node(null, 10, 12), 'DR-B')).toEqual([]);
    expect(holds(node(null, 12, null, 12), 'DR-B')).toEqual([]);
    expect(holds(node(null, 'present'), 'DR-B')).toEqual([]);
    expect(dissociated(node(null, 12), 'DR-B').holds[0]!.words).toEqual(
      says('hold/small-new-node', { lesions: [lesionNamed('X', 'lymph-node')] }),
    );
  });
  test('a small new node with uptake, and one beside another new lesion, hold nothing back', () => {
    const S = { sizes: [40, 20] };
    const X = { role: 'new', organ: 'lymph-node', sizes: [null, 12] } as const;
    const uptake = [null, { SULpeak: '5.0' }];
    expect(holds({ lesions: { S, X: { ...X, uptake } }, weeks: [0, 9] }, 'DR-B')).toEqual([]);
    const beside: CompactLine = { lesions: { S, X, Y: { ...X, organ: 'bone' } }, weeks: [0, 9] };
    expect(holds(beside, 'DR-B')).toEqual([]);
  });
  test('of two new lesions one lies where was imaged before', () => {
    const fresh = (...imaged: readonly ('lung' | 'bone' | 'brain')[]): CompactLine => ({
      weeks: [0, 9],
      lesions: {
        S: { sizes: [40, 20] },
        X: { role: 'new', organ: 'brain', sizes: [null, 14] },
        Y: { role: 'new', organ: 'bone', sizes: [null, 14] },
      },
      scans: [{ organsImaged: imaged }, { organsImaged: ['lung', 'bone', 'brain'] }],
    });
    expect(holds(fresh('lung', 'bone'), 'DR-B')).toEqual([]);
    expect(holds(fresh('lung'), 'DR-B')).toEqual(['new-lesion-not-imaged-before']);
  });
  test('a new lesion that shrinks by 30 % against its first size no longer counts', () => {
    const fresh = (last: number): CompactLine => ({
      weeks: [0, 9, 18],
      lesions: { S: { sizes: [40, 20, 20] }, X: { role: 'new', organ: 'bone', sizes: [null, 20, last] } },
    });
    expect(dissociated(fresh(14.1), 'DR-B')).toMatchObject({ state: 'open' });
    expect(dissociated(fresh(14), 'DR-B')).toMatchObject({ state: 'ended', latestTimepoint: 'week 9' });
  });
  test('tissue without tumour: neither grower nor new, until it grows on by 20 % and 5 mm', () => {
    const benign = (...sizes: readonly number[]): CompactLine => ({
      weeks: [0, 9, 18].slice(0, sizes.length),
      lesions: {
        G: { sizes, facts: { tissue } },
        S: { sizes: [40, 20, 20].slice(0, sizes.length) },
        S2: { sizes: [30, 15, 15].slice(0, sizes.length) },
      },
    });
    expect(dissociated(benign(20, 30))).toBeUndefined();
    expect(dissociated(benign(20, 30, 35.9))).toBeUndefined();
    expect(dissociated(benign(20, 30, 36))).toMatchObject({ tier: 'flag', growers: [{ lesion: 'G' }] });
    const fresh: CompactLine = {
      ...appears,
      lesions: { ...appears.lesions, X: { ...appears.lesions.X!, facts: { tissue } } },
    };
    expect(dissociated(fresh, 'DR-B')).toBeUndefined();
    expect(classify(fresh).evaluators[0]!.timepoints[1]).toMatchObject({ newLesion: 'no', overallResponse: 'PR' });
    expect(classify(appears).evaluators[0]!.timepoints[1]).toMatchObject({ newLesion: 'yes', overallResponse: 'PD' });
  });
  test('a tumour outside what the rules cover, and a drug that was changed inside the line', () => {
    expect(holds({ ...met, treatment: { covered: 'no' } })).toEqual(['outside-population']);
    const inhibitor = { name: 'pembrolizumab', drugClass: 'immune-checkpoint-inhibitor' } as const;
    const chemotherapy = { name: 'paclitaxel', drugClass: 'chemotherapy' } as const;
    const changed = (from: string): CompactLine => ({
      ...met,
      treatment: {
        agents: [chemotherapy],
        firstAgents: [inhibitor],
        changes: [{ from: day(from), agents: [chemotherapy] }],
      },
    });
    expect(holds(changed('2026-03-10'))).toEqual([]);
    expect(holds(changed('2026-03-09'))).toEqual(['no-checkpoint-inhibitor']);
    expect(classify(changed('2026-03-10')).queries.map(({ code }) => code)).toEqual(['drugs-changed']);
  });
  test('DR-C is a flag where two lesions of the organ grew by 20 % each, and its sum beyond noise', () => {
    const organ = (one: number, other: number): CompactLine => ({
      ...met,
      lesions: {
        L1: { sizes: [12, one] },
        L2: { sizes: [13, other] },
        H: { sizes: [40, 24], organ: 'liver' },
      },
    });
    expect(dissociated(organ(16, 17), 'DR-C')).toMatchObject({ tier: 'flag', holds: [] });
    expect(dissociated(organ(18, 15.5), 'DR-C')).toMatchObject({
      tier: 'watch',
      holds: [{ code: 'watch-definition' }],
    });
    expect(holds(organ(16, 17), 'DR-C', { flags: { noiseMultiple: 3.6 } })).toEqual(['watch-definition']);
  });
  test('what is not known of a scan is no difference', () => {
    expect(holds({ ...met, scans: [{ contrastPhase: 'venous', sliceThickness: 1 }, {}] })).toEqual([]);
  });
  test('every grower was excised less than 12 weeks ago; a needle never holds', () => {
    const taken = (date: string, method: 'excision' | 'core'): CompactLine => ({
      ...met,
      lesions: {
        ...grows,
        G: {
          ...grows.G,
          facts: {
            localTreatments: [{ kind: 'biopsy', date: day(date) }],
            tissue: { ...tissue, result: 'this-tumour', method, date: day(date) },
          },
        },
      },
    });
    expect(holds(taken('2025-12-16', 'excision'))).toEqual(['recent-procedure']);
    expect(holds(taken('2025-12-15', 'excision'))).toEqual([]);
    expect(holds(taken('2026-03-10', 'excision'))).toEqual([]);
    expect(holds(taken('2025-12-16', 'core'))).toEqual([]);
    const other = taken('2025-12-16', 'excision');
    expect(holds({ ...other, lesions: { ...other.lesions, G2: { sizes: [20, 32] } } })).toEqual([]);
  });
  test('the first scan came less than 6 weeks after the start', () => {
    const less: CompactLine = { ...met, lesions: { ...grows, G: { sizes: [20, 28] } } };
    expect(holds({ ...less, days: [0, 41] })).toEqual(['first-scan-early']);
    expect(holds({ ...less, days: [0, 42] })).toEqual([]);
    expect(holds({ ...met, days: [0, 41] })).toEqual([]);
    expect(
      holds({ ...met, days: [0, 20, 41], lesions: { G: { sizes: [20, 20, 30] }, S: { sizes: [40, 20, 20] } } }),
    ).toEqual([]);
  });
  test('a new lesion is equivocal, or lies where nothing was imaged', () => {
    const equivocal: CompactLine = {
      ...appears,
      lesions: { ...appears.lesions, X: { role: 'new', organ: 'bone', sizes: [null, '14?'] } },
    };
    expect(dissociated(equivocal, 'DR-B')).toMatchObject({
      tier: 'watch',
      holds: [{ code: 'new-lesion-equivocal' }],
      reason: { parameters: { appeared: [{ lesion: lesionNamed('X', 'bone'), size: 14_000 }], equivocal: true } },
    });
    expect(holds({ ...appears, scans: [{ organsImaged: ['lung'] }, {}] }, 'DR-B')).toEqual([
      'new-lesion-not-imaged-before',
    ]);
    expect(holds({ ...appears, scans: [{ organsImaged: ['lung', 'bone'] }, {}] }, 'DR-B')).toEqual([]);
    const later = (sizes: readonly (string | number | null)[]): CompactLine => ({
      lesions: { S: { sizes: [40, 20, 20] }, X: { role: 'new', organ: 'bone', sizes } },
      scans: [{ organsImaged: ['lung'] }, { organsImaged: ['lung', 'bone'] }, { organsImaged: ['lung', 'bone'] }],
    });
    expect(dissociated(later([null, null, 14]), 'DR-B')).toMatchObject({ tier: 'flag', holds: [] });
    expect(dissociated(later([null, 'absent', 14]), 'DR-B')).toMatchObject({ tier: 'flag', holds: [] });
    expect(holds(later([null, 14, 14]), 'DR-B')).toEqual(['new-lesion-not-imaged-before']);
    expect(
      holds(
        { ...later([null, null, 14]), scans: [{ organsImaged: ['lung'] }, { organsImaged: ['lung'] }, {}] },
        'DR-B',
      ),
    ).toEqual(['new-lesion-not-imaged-before']);
    // Of an organ of which a part was imaged it is not known whether the lesion lay in it: unknown is never read as no.
    const partly = rewritten(appears, (_, index) =>
      index === 0 ? { organsImaged: ['lung'], organsPartlyImaged: ['bone'] } : {},
    );
    expect(
      classifyLine(partly)
        .flags.find(({ definition }) => definition === 'DR-B')!
        .holds.map(({ code }) => code),
    ).toEqual([]);
  });
  test.each([
    ['sarcoid-like-nodes', 'sarcoidLikeNodes', 'sarcoid-like'],
    ['infection', 'infection', 'infection'],
    ['flare', 'flare', 'flare'],
  ] as const)('%s of the growing lesion or its region, not of the patient', (code, name, condition) => {
    expect(holds({ ...met, reported: { [name]: 'yes' } })).toEqual([]);
    const region = (organ: 'lung' | 'liver'): CompactLine => ({
      ...met,
      reported: { regions: [{ condition, organ }] },
    });
    expect(holds(region('lung'))).toEqual([code]);
    expect(holds(region('liver'))).toEqual([]);
    const stated: CompactLine = {
      ...met,
      lesions: { ...grows, G: { ...grows.G, facts: { conditions: [condition] } } },
    };
    expect(holds(stated)).toEqual([code]);
    expect(holds({ ...stated, lesions: { ...stated.lesions, G2: { sizes: [20, 32] } } })).toEqual([]);
  });
  test('evaluators disagree', () => {
    const two: CompactLine = { ...met, evaluators: { second: { G: [20, 20] } } };
    expect(dissociated(two)).toMatchObject({
      tier: 'watch',
      evaluatorsFor: ['radiology'],
      evaluatorsAgainst: ['second'],
      holds: [{ code: 'evaluators-disagree' }],
    });
    expect(holds({ ...two, evaluators: { second: { G: [20, 'not-done'] } } })).toEqual([]);
  });
  test('the designated clinical reader drives', () => {
    const two: CompactLine = { ...met, evaluators: { second: { G: [20, 20] } } };
    expect(holds({ ...two, clinicalEvaluator: 'radiology' })).toEqual(['evaluators-disagree']);
    expect(holds({ ...two, clinicalEvaluator: 'second' })).toEqual([
      'not-met-by-clinical-reader',
      'evaluators-disagree',
    ]);
    expect(holds({ ...two, clinicalEvaluator: 'nobody' })).toEqual(['evaluators-disagree']);
  });
});

describe('never held back', () => {
  const early: CompactLine = { ...met, days: [0, 35], lesions: { ...grows, G: { sizes: [20, 28] } } };
  test('an organ at risk', () => {
    expect(dissociated({ ...early, reported: { organAtRisk: 'yes' } })).toMatchObject({
      tier: 'flag',
      holds: [],
      setAside: { holds: [{ code: 'first-scan-early' }], because: [{ code: 'organ-at-risk' }] },
    });
    expect(dissociated({ ...early, reported: { organAtRisk: 'no' } })).toMatchObject({ tier: 'watch' });
    expect(dissociated({ ...met, reported: { organAtRisk: 'yes' } }).setAside).toBeUndefined();
  });
  test('a worse ECOG', () => {
    const ecog = (...values: readonly number[]): CompactLine => ({
      ...early,
      reported: { ecog: values.map((value, index) => ({ date: day(dateOfWeek(index * 2)), value })) },
    });
    expect(dissociated(ecog(0, 1)).setAside!.because).toMatchObject([{ code: 'ecog-worse' }]);
    expect(dissociated(ecog(1, 1)).tier).toBe('watch');
    expect(dissociated(ecog(1, 0)).tier).toBe('watch');
    expect(dissociated(ecog(1)).tier).toBe('watch');
  });
  test('the second growth in a row', () => {
    const twice: CompactLine = {
      weeks: [0, 9, 18],
      lesions: { G: { sizes: [20, 30, 31] }, S: { sizes: [40, 20, 20] } },
      scans: [{ modality: 'CT' }, { modality: 'CT' }, { modality: 'MR' }],
    };
    expect(dissociated(twice)).toMatchObject({
      tier: 'flag',
      setAside: { holds: [{ code: 'different-modality' }], because: [{ code: 'second-growth' }] },
    });
    expect(holds({ ...twice, lesions: { ...twice.lesions, G: { sizes: [20, 20, 31] } } })).toEqual([
      'different-modality',
    ]);
  });
  test('does not overrule unknown treatment', () => {
    expect(dissociated({ ...early, reported: { organAtRisk: 'yes' }, treatment: { agents: null } })).toMatchObject({
      tier: 'watch',
      holds: [{ code: 'treatment-unknown' }],
    });
  });
});

describe('episodes', () => {
  const series = (
    g: readonly (number | string)[],
    s: readonly (number | string)[] = [40, 20, 20, 20, 20],
  ): CompactLine => ({ lesions: { G: { sizes: g }, S: { sizes: s.slice(0, g.length) } } });
  const episodes = (line: CompactLine) =>
    classify(line)
      .flags.filter(({ definition }) => definition === 'DR-A')
      .map(({ episode, latestTimepoint, state }) => `${episode} > ${latestTimepoint} ${state}`);

  test('last until the definition is no longer met', () => {
    expect(episodes(series([20, 30, 31, 20]))).toEqual(['week 8 > week 16 ended']);
    expect(episodes(series([20, 30, 31]))).toEqual(['week 8 > week 16 open']);
  });
  test('are not ended by a scan that cannot be assessed', () => {
    expect(episodes(series([20, 30, 'not-done', 31]))).toEqual(['week 8 > week 24 open']);
    expect(episodes(series([20, 30, 'not-done']))).toEqual(['week 8 > week 8 open']);
  });
  test('begin again', () => {
    expect(episodes(series([20, 30, 20, 30]))).toEqual(['week 8 > week 8 ended', 'week 24 > week 24 open']);
  });
  test('are one over evaluators who see the same', () => {
    const flags = classify({ ...series([20, 20, 30]), evaluators: { second: { G: [20, 31, 31] } } }).flags.filter(
      ({ definition }) => definition === 'DR-A',
    );
    expect(flags).toMatchObject([
      { episode: 'week 8', latestTimepoint: 'week 16', evaluatorsFor: ['radiology', 'second'], evaluatorsAgainst: [] },
    ]);
  });
  test('of a definition for the first evaluation end after it', () => {
    const line: CompactLine = { lesions: { G: { organ: 'liver', sizes: [20, 30, 30] }, S: { sizes: [40, 20, 20] } } };
    expect(classify(line).flags.filter(({ definition }) => definition === 'SAT21')).toMatchObject([
      { episode: 'week 8', state: 'ended' },
    ]);
  });
  test('are sequential where the response was held and another lesion escapes', () => {
    expect(dissociated(series([20, 20, 30]))).toMatchObject({ course: 'sequential' });
    // 4 mm at 18 mm are over 2 SD of the noise of one reader, 3 mm are under it.
    expect(dissociated(series([20, 20, 30], [40, 20, 16]))).toMatchObject({ course: 'concurrent' });
    expect(dissociated(series([20, 20, 30], [40, 20, 17]))).toMatchObject({ course: 'sequential' });
  });
});

/** Which verdict raises what, what holds a flag back, and what forbids holding it back. */
import { classifyLine, type FlagFinding, type ResponseOptions } from '../../../../src/core/response/index.js';
import { type CompactLine, dateOfWeek } from '../../../conformance/notation.js';
import { classify, day, lesionNamed, rewritten, says, scanNamed } from './support.js';

const grows = { G: { sizes: [20, 30] }, S: { sizes: [40, 20] } };
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
    expect(holds(readers)).toEqual(['within-noise', 'different-reader']);
    expect(
      holds({ ...met, lesions: { ...grows, G: { sizes: [20, 36] } }, scans: [{ reader: 'A' }, { reader: 'B' }] }),
    ).toEqual(['different-reader']);
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
    ['different-contrast-phase', { contrastPhase: 'venous' }, { contrastPhase: 'arterial' }],
    ['different-slice-thickness', { sliceThickness: 1 }, { sliceThickness: 5 }],
  ])('%s', (code, before, now) => {
    expect(holds({ ...met, scans: [before, now] })).toEqual([code]);
    expect(holds({ ...met, scans: [before, before] })).toEqual([]);
  });
  test('what is not known of a scan is no difference', () => {
    expect(holds({ ...met, scans: [{ contrastPhase: 'venous', sliceThickness: 1 }, {}] })).toEqual([]);
  });
  test('the grower was biopsied less than 12 weeks ago', () => {
    const biopsy = (date: string): CompactLine => ({
      ...met,
      lesions: { ...grows, G: { ...grows.G, facts: { localTreatments: [{ kind: 'biopsy', date: day(date) }] } } },
    });
    expect(holds(biopsy('2025-12-16'))).toEqual(['recent-procedure']);
    expect(holds(biopsy('2025-12-15'))).toEqual([]);
    expect(holds(biopsy('2026-03-10'))).toEqual([]);
  });
  test('the first scan came less than 6 weeks after the start', () => {
    expect(holds({ ...met, days: [0, 41] })).toEqual(['first-scan-early']);
    expect(holds({ ...met, days: [0, 42] })).toEqual([]);
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
    ['sarcoid-like-nodes', 'sarcoidLikeNodes'],
    ['infection', 'infection'],
    ['flare', 'flare'],
  ])('%s reported', (code, name) => {
    expect(holds({ ...met, reported: { [name]: 'yes' } })).toEqual([code]);
    expect(holds({ ...met, reported: { [name]: 'no' } })).toEqual([]);
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
  const early: CompactLine = { ...met, days: [0, 35] };
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
    expect(dissociated(series([20, 20, 30], [40, 20, 19]))).toMatchObject({ course: 'concurrent' });
  });
});

/** NE carries its reasons: which lesion, at which scan, and why. */
import { classifyLine, type LesionFacts, type ResponsePhrase } from '../../../../src/core/response/index.js';
import type { CompactLesion, CompactLine } from '../../../conformance/notation.js';
import { classify, day, first, followUps, lesionNamed, noSize, rewritten, says } from './support.js';

const treated: Partial<LesionFacts> = { localTreatments: [{ kind: 'radiotherapy', date: day('2026-02-01') }] };
const noRow = (label: string) => says('not-evaluable/no-row', { lesion: lesionNamed(label), at: 'this-scan' });
const nonTarget = (...sizes: CompactLesion['sizes']): CompactLesion => ({ role: 'non-target', sizes });

test.each<[string, CompactLine, readonly ResponsePhrase[]]>([
  ['a target without a row', { lesions: { T: { sizes: [50, 50] }, U: { sizes: [30, null] } } }, [noRow('U')]],
  [
    'two of them',
    { lesions: { T: { sizes: [50, 50] }, U: { sizes: [30, null] }, V: { sizes: [30, 'not-done'] } } },
    [noRow('U'), noSize('V', 'not-done')],
  ],
  [
    'a target that is not evaluable',
    { lesions: { T: { sizes: [50, 'not-evaluable'] } } },
    [noSize('T', 'not-evaluable')],
  ],
  [
    'a target treated in between',
    { lesions: { T: { sizes: [50, 50] }, U: { sizes: [30, 20], facts: treated } } },
    [says('not-evaluable/treated', { lesion: lesionNamed('U'), at: 'this-scan' })],
  ],
  [
    'a target without a size at baseline',
    { lesions: { T: { sizes: [50, 50] }, U: { sizes: ['not-done', 30] } } },
    [noSize('U', 'not-done', 'baseline')],
  ],
  [
    'every timepoint stated not to be the baseline',
    { lesions: { T: { sizes: [50, 50] } }, scans: [{ baseline: false }, { baseline: false }] },
    [says('not-evaluable/baseline-unknown'), says('not-evaluable/baseline-unknown')],
  ],
  [
    'a baseline that waits',
    { lesions: { T: { sizes: [50, 50] } }, scans: [{ held: ['T'], baseline: true }] },
    [says('not-evaluable/baseline-unknown')],
  ],
  [
    'non-targets alone, one of them not evaluated',
    { lesions: { B: nonTarget('present', 'present'), C: nonTarget('present', 'not-done') } },
    [noSize('C', 'not-done')],
  ],
  [
    'a new lesion that went, and nothing else',
    { lesions: { X: { role: 'new', sizes: [null, 'equivocal', 'absent'] } } },
    [says('not-evaluable/nothing-at-baseline'), says('not-evaluable/nothing-at-baseline')],
  ],
])('%s', (_, line, reasons) => {
  const scans = followUps(line);
  expect(scans.every(({ overallResponse }) => overallResponse === 'NE')).toBe(true);
  expect(scans.flatMap((scan) => scan.reasons)).toEqual(reasons);
});

test('the reason that the sender gave stands with it', () => {
  const reason = (text: string | null) => {
    const history = rewritten({ lesions: { T: { sizes: [50, 'not-done'] } } }, ({ findings }) => ({
      findings: findings.map((finding) => ({ ...finding, reason: text })),
    }));
    return first(classifyLine(history)).timepoints.at(-1)!.reasons;
  };
  expect([reason('slice missing'), reason(null)]).toEqual([
    [noSize('T', 'not-done', 'this-scan', 'slice missing')],
    [noSize('T', 'not-done')],
  ]);
});

test('a verdict carries none', () => {
  expect(first(classify({ lesions: { T: { sizes: [50, 30, 70] } } })).timepoints.map(({ reasons }) => reasons)).toEqual(
    [[], [], []],
  );
});

describe('a target that is one mass with another', () => {
  const line = (mass: CompactLesion, into = 'T', more: CompactLine['lesions'] = {}): CompactLine => ({
    lesions: { T: mass, U: { sizes: [30, `merged:${into}`] }, ...more },
  });
  test.each<[string, CompactLine, number | null]>([
    ['adds nothing where the mass was measured', line({ sizes: [50, 70] }), 70_000],
    ['is missing where the mass was not', line({ sizes: [50, 'not-done'] }), null],
    ['is missing where the mass was treated', line({ sizes: [50, 70], facts: treated }), null],
    ['is missing where the mass is no target', line({ sizes: [50, 50] }, 'B', { B: nonTarget(30, 60) }), null],
    ['is missing where nobody knows the mass', line({ sizes: [50, 50] }, 'Z'), null],
  ])('%s', (_, compact, sum) => expect(followUps(compact)[0]!.sumOfDiameters).toBe(sum));
});

/** Responses as reported beside those derived: named where they differ, never corrected. */
import {
  disagreements,
  type NewLesionFinding,
  type ReportedResponses,
  type ResponsePhrase,
  type ResponsePhrases,
} from '../../../../src/core/response/index.js';
import { followUps, says } from './support.js';

/** Derived here: SD, non-CR/non-PD, no new lesion, SD. */
const derived = followUps({
  lesions: { T: { sizes: [100, 80] }, X: { role: 'non-target', sizes: ['present', 'present'] } },
})[0]!;
const steps = { target: 0, 'non-target': 1, 'new-lesion': 2, overall: 3 };
const differs = (component: ResponsePhrases['reported/differs']['component'], reported: string, ours: string) =>
  says('reported/differs', { component, reported, derived: ours, step: derived.trace[steps[component]]! });

test.each<[string, ReportedResponses, readonly ResponsePhrase[]]>([
  ['the target response', { target: 'PR' }, [differs('target', 'PR', 'SD')]],
  ['the non-target response', { nonTarget: 'PD' }, [differs('non-target', 'PD', 'NON-CR/NON-PD')]],
  ['a new lesion', { newLesion: true }, [differs('new-lesion', 'yes', 'no')]],
  ['the overall response', { overall: 'NE' }, [differs('overall', 'NE', 'SD')]],
  [
    'all of them, in the order of the rules',
    { overall: 'PD', newLesion: true, nonTarget: 'CR', target: 'CR' },
    [
      differs('target', 'CR', 'SD'),
      differs('non-target', 'CR', 'NON-CR/NON-PD'),
      differs('new-lesion', 'yes', 'no'),
      differs('overall', 'PD', 'SD'),
    ],
  ],
])('where they differ the rule that decided here is named: %s', (_, reported, expected) => {
  expect(disagreements(reported, derived)).toEqual(expected);
});

test('the rules are those of each component', () => {
  expect(derived.trace.map(({ rule }) => rule)).toEqual([
    'RECIST-1.1/target/SD',
    'RECIST-1.1/non-target/present',
    'RECIST-1.1/new-lesion/none',
    'RECIST-1.1/overall/table-1',
  ]);
});

test.each<[string, ReportedResponses]>([
  ['all agree', { target: 'SD', nonTarget: 'NON-CR/NON-PD', newLesion: false, overall: 'SD' }],
  ['nothing was reported', {}],
  ['nothing was stated', { target: null, nonTarget: null, newLesion: null, overall: null }],
])('nothing to name where %s', (_, reported) => {
  expect(disagreements(reported, derived)).toEqual([]);
});

test.each<[NewLesionFinding, boolean, [reported: string, derived: string] | null]>([
  ['yes', true, null],
  ['yes', false, ['no', 'yes']],
  ['no', false, null],
  ['no', true, ['yes', 'no']],
  ['equivocal', false, null],
  ['equivocal', true, ['yes', 'no']],
  ['unknown', false, null],
  ['unknown', true, ['yes', 'no']],
])('a new lesion found as %s and reported as %s', (newLesion, reported, difference) => {
  expect(disagreements({ newLesion: reported }, { ...derived, newLesion })).toEqual(
    difference === null ? [] : [differs('new-lesion', ...difference)],
  );
});

test.each<ReportedResponses>([{}, { newLesion: null }])(
  'a new lesion that the report says nothing of is not read as none: %j',
  (reported) => {
    expect(disagreements(reported, { ...derived, newLesion: 'yes' })).toEqual([]);
  },
);

test('a scan that was not classified is compared with nothing', () => {
  expect(
    disagreements(
      { target: 'PD', nonTarget: 'PD', newLesion: true, overall: 'PD' },
      { ...derived, overallResponse: null, trace: [] },
    ),
  ).toEqual([]);
});

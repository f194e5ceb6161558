/**
 * A stored result names the version of the engine that made it, so one version gives one result for one history. Where this fails after
 * an intended change: raise `engineVersion`, look at what changed, and record the results anew with RECORD_RESULTS=1.
 */
import { engineVersion } from '../../src/core/response/index.js';
import { firstDifference, inWords } from './first-difference.js';
import {
  digestOf,
  patientIds,
  patientOf,
  recordedDigests,
  recordedResult,
  recordResults,
  type Result,
  sources,
  written,
} from './recorded-results.js';

if (process.env['RECORD_RESULTS'] === '1') recordResults();

/** What differs first from what was recorded under a name, in words; null where nothing does. */
function changeOf(name: string, result: Result): string | null {
  const difference = firstDifference(recordedResult(name), JSON.parse(written(result)));
  return difference === null ? null : inWords(name, difference);
}

const recorded = recordedDigests();

test('the results were recorded with this version of the engine, and all of them', () => {
  expect(recorded.engineVersion).toBe(engineVersion);
  expect(Object.keys(recorded.digests)).toEqual([...sources.keys()]);
  expect(patientIds).toHaveLength(16);
});

test.each([...sources])('%s gives the recorded result', (name, source) => {
  const result = source();
  // The digest is compared first, since it is what a review has seen; the results beside it say what changed.
  if (digestOf(result) !== recorded.digests[name])
    throw new Error(changeOf(name, result) ?? `${name}: its digest is not that of the result recorded beside it`);
});

test('what is packed beside the digests is what they are of', () => {
  for (const name of patientIds) {
    const result = recordedResult(name) as Result;
    expect([name, digestOf(result)]).toEqual([name, recorded.digests[name]]);
  }
});

test('a change is told by patient, evaluator, timepoint and path, with what was and what is', () => {
  const result = JSON.parse(written(patientOf('HN-01'))) as {
    classification: {
      evaluators: { evaluator: string; timepoints: { label: string; overallResponse: string | null }[] }[];
    };
  };
  expect(changeOf('HN-01', result as unknown as Result)).toBeNull();
  const [evaluator] = result.classification.evaluators;
  const changed = evaluator!.timepoints[2]!;
  const was = changed.overallResponse;
  changed.overallResponse = 'PD';
  expect(changeOf('HN-01', result as unknown as Result)).toBe(
    `HN-01, evaluator ${evaluator!.evaluator}, timepoint ${changed.label}: overallResponse was "${was}", is "PD"`,
  );
});

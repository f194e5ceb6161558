/**
 * What is reported beside the sizes for study only (volumes, NI-RADS, Hopkins, DNA of the tumour in blood) leaves every response, flag, watch,
 * hold and item as it is without it: drawn patients, once with and once without.
 */
import { readFileSync } from 'node:fs';
import { catalogue, draftItems, type StatedFact } from '../../src/core/discussion/index.js';
import { assembleHistory, checkAssessmentDocument, type AssessmentDocument } from '../../src/core/record/index.js';
import {
  classifyLine,
  reportedScoreCategories,
  reportedScoreNames,
  type LineClassification,
  type TreatmentLineHistory,
} from '../../src/core/response/index.js';
import { drawnHistory } from './drawn-histories.js';

const patients = 500;

/** Draws that depend on the place alone. */
const drawn = (...place: readonly (string | number)[]): number => {
  const text = place.join('|');
  let mixed = 2_166_136_261;
  for (let at = 0; at < text.length; at += 1) mixed = Math.imul(mixed ^ text.charCodeAt(at), 16_777_619);
  return (mixed >>> 0) / 4_294_967_296;
};

const scoreAt = (...place: readonly (string | number)[]) => {
  const score = reportedScoreNames[Math.floor(drawn(...place, 'name') * reportedScoreNames.length)]!;
  const categories = reportedScoreCategories[score];
  return { score, category: categories[Math.floor(drawn(...place, 'category') * categories.length)]! };
};

function withVolumesAndScores(history: TreatmentLineHistory, seed: number): TreatmentLineHistory {
  return {
    ...history,
    evaluators: history.evaluators.map((own) => ({
      ...own,
      timepoints: own.timepoints.map((timepoint) => ({
        ...timepoint,
        ...(drawn(seed, timepoint.key) < 0.5 ? { reportedScores: [scoreAt(seed, timepoint.key)] } : {}),
        findings: timepoint.findings.map((finding) =>
          drawn(seed, timepoint.key, finding.lesion) < 0.3
            ? finding
            : { ...finding, volumes: [String(Math.ceil(drawn(seed, finding.lesion, timepoint.key) * 90_000))] },
        ),
      })),
    })),
  };
}

/** Everything but the volumes and scores themselves. */
const withoutThem = ({ evaluators, ...rest }: LineClassification): unknown => ({
  ...rest,
  evaluators: evaluators.map(({ timepoints, lesions, ...own }) => ({
    ...own,
    timepoints: timepoints.map(({ reportedScores: _, ...timepoint }) => timepoint),
    lesions: lesions.map(({ points, ...lesion }) => ({
      ...lesion,
      points: points.map(({ volumes: __, ...point }) => point),
    })),
  })),
});

const stated = (name: string, value: unknown, order: number): StatedFact => ({
  name,
  state: 'known',
  value,
  lesion: null,
  evaluator: null,
  date: '2026-03-01',
  order,
});

const tumour = [stated('primary-site', 'hypopharynx', 0), stated('histology', 'squamous-cell-carcinoma', 1)];
const tumourDna = [
  stated('circulating-tumour-dna', { amount: 12.5, unit: 'mean-tumour-molecules-per-ml', assay: 'an assay' }, 2),
  stated('circulating-tumour-dna', 'rising', 3),
  stated('hpv-dna', { copiesPerMl: 30, assay: 'an assay' }, 4),
];

describe('what is reported beside the sizes', () => {
  it(`changes no response, flag, hold or item of ${patients} drawn patients`, () => {
    let touched = 0;
    for (let seed = 1; seed <= patients; seed += 1) {
      const history = drawnHistory(seed);
      const [bare, beside] = [history, withVolumesAndScores(history, seed)].map((one) => classifyLine(one)) as [
        LineClassification,
        LineClassification,
      ];
      touched +=
        JSON.stringify(beside).includes('"volumes"') && JSON.stringify(beside).includes('"reportedScores"') ? 1 : 0;
      expect(withoutThem(beside)).toEqual(bare);
      const items = draftItems({ facts: tumour, history, classification: bare }, catalogue);
      expect(
        draftItems(
          { facts: [...tumour, ...tumourDna], history: withVolumesAndScores(history, seed), classification: beside },
          catalogue,
        ),
      ).toEqual(items);
    }
    expect(touched).toBeGreaterThan(patients / 3);
  });

  it('changes nothing of the bundled cohort by its documents, where one of two assessments of a timepoint states it', () => {
    const documents = readFileSync('demo/head-and-neck/assessments.jsonl', 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AssessmentDocument);
    const beside = documents.map((document) => ({
      ...document,
      reportedScores: { niRadsPrimary: '3' as const, niRadsNeck: '2b' as const, hopkins: '4' as const },
      findings: document.findings.map((finding) =>
        finding.state === 'measured' ? { ...finding, volume: `${finding.size?.replace('.', '') ?? 1}00.5` } : finding,
      ),
    }));
    for (const document of beside) expect(checkAssessmentDocument(document)).toHaveProperty('document');
    const classified = (assessments: readonly AssessmentDocument[]): unknown =>
      withoutThem(
        classifyLine(
          assembleHistory({
            assessments: assessments.map((document) => ({ status: 'accepted', document })),
            facts: [],
          }),
        ),
      );
    for (const patient of new Set(documents.map(({ patient: { id } }) => id))) {
      const of = (all: readonly AssessmentDocument[]) => all.filter(({ patient: { id } }) => id === patient);
      expect(classified([...of(documents), ...of(beside)])).toEqual(classified([...of(documents), ...of(documents)]));
    }
  });
});

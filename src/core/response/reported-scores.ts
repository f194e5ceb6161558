/**
 * Scores that a report may state beside its sizes, as data (docs/clinical-basis.md#reported-scores). They are kept and shown in the words of
 * the report: both were made for surveillance after treatment, and nothing here reads them as a response under a drug.
 */
import type { ReportedScoreName } from './model/history.js';

const niRads = ['0', '1', '2', '2a', '2b', '3', '4'] as const;

/** The categories of each score. NI-RADS has 2a and 2b beside 2: a report may leave open which. */
export const reportedScoreCategories = {
  niRadsPrimary: niRads,
  niRadsNeck: niRads,
  hopkins: ['1', '2', '3', '4', '5'],
} as const satisfies Readonly<Record<ReportedScoreName, readonly string[]>>;

interface ReportedScoreSource {
  readonly system: 'NI-RADS' | 'Hopkins';
  readonly source: string;
  readonly madeFor: string;
  readonly mark: 'V' | 'V2';
}

export const reportedScoreSources: readonly ReportedScoreSource[] = [
  {
    system: 'NI-RADS',
    source: 'American College of Radiology, 2018',
    madeFor: 'surveillance after definitive treatment, not during therapy',
    mark: 'V2',
  },
  {
    system: 'Hopkins',
    source: 'Marcus, J Nucl Med 2014;55:1411',
    madeFor: 'PET 5 to 24 weeks after therapy, not under a checkpoint inhibitor',
    mark: 'V',
  },
];

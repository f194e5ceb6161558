/** CDISC SDTM: TU (identification) and TR (results) together. One group is one subject, evaluator and visit. */
import { closeGroup } from '../assembled-group.js';
import { type AssessmentDocument, type FindingDocument, commonValue } from '../../record/index.js';
import { datesOfGroup } from '../group-dates.js';
import { recogniseByColumns } from '../header.js';
import { checkSum, findingsOf } from './sdtm-findings.js';
import { datedRows, type SdtmGroup, sdtmGroupOf } from './sdtm-group.js';
import { askAboutSites } from './sdtm-identification.js';
import {
  datedRow,
  formerNames,
  lesionOf,
  neededTogether,
  sdtmFiles,
  sdtmKeysOf,
  type SdtmDomain,
} from './sdtm-rows.js';
import {
  askAboutLine,
  askAboutRowsNotRead,
  checkIdentifications,
  holdMisplacedRows,
  holdRepeatedResults,
  identityOf,
  isIdentificationOnly,
  isNotDone,
  visitNameOf,
} from './sdtm-visit.js';
import { withVolumes } from './sdtm-volumes.js';
import type {
  AssembledGroup,
  AssessmentIdentity,
  ImportRow,
  TabularContext,
  TabularFormat,
} from '../tabular-format.js';

export const sdtmFormat: TabularFormat = {
  name: 'sdtm',
  files: sdtmFiles,
  recognise: (header) =>
    recogniseByColumns(
      header,
      sdtmFiles.map((file) => ({
        file,
        sign: `${file.name.toUpperCase()}TESTCD`,
        together: neededTogether[file.name as SdtmDomain],
        formerNames,
      })),
    ),
  keysOf: (file, row, cells) => sdtmKeysOf({ file, row, cells }),
  assemble,
};

function assemble(
  rows: readonly ImportRow[],
  subjectRows: readonly ImportRow[],
  context: TabularContext,
): AssembledGroup {
  const group = sdtmGroupOf(rows, subjectRows);
  if (isIdentificationOnly(group)) return identificationsOf(group);
  holdMisplacedRows(group);
  askAboutRowsNotRead(group);
  askAboutSites(group.identifications, group.lesions, group.faults);
  const dates = datesOfGroup(datedRows(group).map(datedRow), group.faults, {
    placedByOrder: isNotDone(group) ? visitNameOf(group) : null,
    today: context.today,
    countsFromOne: true,
  });
  const identity = identityOf(group, dates);
  if (identity.patient !== null) askAboutLine(group, identity.patient.id);
  const repeated = holdRepeatedResults(group);
  const findings = identity.sourceId === null ? [] : withVolumes(findingsOf(group, identity, dates, repeated), group);
  if (group.faults.held.length === 0) checkSum(group, findings);
  const document = documentOf(identity, findings, context);
  return closeGroup(identity, document, group.faults, group.first, (lesion) =>
    group.results.find((row) => lesionOf(row) === lesion),
  );
}

/** TU rows without a visit are read with every visit of the subject; by themselves they are no assessment. */
function identificationsOf(group: SdtmGroup): AssembledGroup {
  checkIdentifications(group);
  askAboutSites(group.identifications, group.lesions, group.faults);
  return { identity: identityOf(group, { date: null, studyDay: null }), assessment: null, ...group.faults.sorted() };
}

function documentOf(
  identity: AssessmentIdentity,
  findings: readonly FindingDocument[],
  { synthetic }: TabularContext,
): AssessmentDocument | null {
  const { patient, sourceId, evaluator, timepoint } = identity;
  if (patient === null || sourceId === null || evaluator === null || timepoint === null) return null;
  const modality = commonValue(findings.map((finding) => finding.modality ?? null)) ?? undefined;
  return {
    issuer: identity.issuer,
    sourceId,
    patient,
    evaluator,
    modality,
    ...(synthetic === true ? { synthetic } : {}),
    timepoint: {
      label: timepoint.label,
      date: timepoint.date ?? undefined,
      studyDay: timepoint.studyDay ?? undefined,
      baseline: timepoint.baseline ?? undefined,
      order: timepoint.order ?? undefined,
    },
    findings: findings.map((finding) =>
      finding.modality === modality ? { ...finding, modality: undefined } : finding,
    ),
  };
}

/** The last step of every tabular format: an assembled document is checked like one that came as JSON. */
import { checkAssessmentDocument, type AssessmentDocument } from '../record/index.js';
import type { RowFaults } from './row-faults.js';
import type { AssembledGroup, AssessmentIdentity, ImportRow } from './tabular-format.js';

/**
 * Checks what was assembled and closes the group. `rowOf` tells from which row a lesion comes, so that a fault of the document is
 * shown where the sender can find it.
 */
export function closeGroup(
  identity: AssessmentIdentity,
  document: AssessmentDocument | null,
  faults: RowFaults,
  firstRow: ImportRow,
  rowOf: (lesion: string) => ImportRow | undefined,
): AssembledGroup {
  const assessment = document === null || faults.held.length > 0 ? null : checked(document, faults, firstRow, rowOf);
  return { identity, assessment, ...faults.sorted() };
}

function checked(
  document: AssessmentDocument,
  faults: RowFaults,
  firstRow: ImportRow,
  rowOf: (lesion: string) => ImportRow | undefined,
): AssessmentDocument | null {
  const result = checkAssessmentDocument(document);
  if ('document' in result) return onlyStated(result.document);
  for (const { pointer, code, message, expected } of result.faults) {
    const index = /^\/findings\/(\d+)/.exec(pointer)?.[1];
    const lesion = index === undefined ? undefined : document.findings[Number(index)]?.lesion;
    const row = lesion === undefined ? undefined : rowOf(lesion);
    faults.hold({
      code,
      row: row ?? firstRow,
      message: `${pointer}: ${message}`,
      expected,
      about: [document.sourceId, pointer],
    });
  }
  return null;
}

/** Without fields that are undefined: equal content is then equal text, however it was put together. */
function onlyStated(document: AssessmentDocument): AssessmentDocument {
  return stated({ ...document, timepoint: stated(document.timepoint), findings: document.findings.map(stated) });
}

const stated = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;

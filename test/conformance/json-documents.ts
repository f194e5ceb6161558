/** The documents of a JSON file, all of which must be readable. */
import { documentSources } from '../../src/core/formats/index.js';
import type { AssessmentDocument, FactStatement } from '../../src/core/record/index.js';

export interface JsonDocuments {
  readonly assessments: readonly AssessmentDocument[];
  readonly statements: readonly FactStatement[];
}

/** @throws Error where a document cannot be read */
export function jsonDocuments(bytes: Uint8Array): JsonDocuments {
  const found = documentSources[0]!.read(bytes, { issuer: 'demo' });
  if ('fault' in found) throw new Error(found.fault.message);
  const refused = found.documents.flatMap((sent) => (sent.kind === 'refused' ? sent.faults : []));
  if (refused.length > 0) throw new Error(refused.map(({ pointer, message }) => `${pointer} ${message}`).join('; '));
  return {
    assessments: found.documents.flatMap((sent) => (sent.kind === 'assessment' ? [sent.document] : [])),
    statements: found.documents.flatMap((sent) => (sent.kind === 'facts' ? [sent.statement] : [])),
  };
}

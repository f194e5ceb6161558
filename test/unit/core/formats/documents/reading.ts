/** Reads a file as the doors do, and sorts what comes out. */
import { type DocumentContext, type ReadDocuments, sourceOf } from '../../../../../src/core/formats/index.js';
import type { AssessmentDocument, FactStatement } from '../../../../../src/core/record/index.js';

export const context: DocumentContext = { issuer: 'radiology', today: '2026-11-30' };

function reading(bytes: Uint8Array, name = 'file.json', given: DocumentContext = context): ReadDocuments {
  const found = sourceOf({ name, start: bytes });
  if (found.kind === 'rows') throw new Error('read as a table');
  return found.source.read(bytes, given);
}

export interface Sorted {
  readonly assessments: readonly AssessmentDocument[];
  readonly statements: readonly FactStatement[];
  /** 'code: message' of what holds. */
  readonly held: readonly string[];
  readonly asked: readonly string[];
}

function sorted(found: ReadDocuments): Sorted {
  if ('fault' in found) throw new Error(found.fault.message);
  const groups = found.documents.flatMap((sent) => (sent.kind === 'exam' ? sent.group : []));
  const said = ({ code, message }: { code: string; message: string }): string => `${code}: ${message}`;
  return {
    assessments: groups.flatMap(({ assessment }) => assessment ?? []),
    statements: found.documents.flatMap((sent) => (sent.kind === 'facts' ? sent.statement : [])),
    held: groups.flatMap(({ held }) => held.map(said)),
    asked: [...groups.flatMap(({ queries }) => queries), ...(found.queries ?? [])].map(said),
  };
}

export const read = (bytes: Uint8Array | string, name?: string, given?: DocumentContext): Sorted =>
  sorted(reading(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name, given));

export function refusal(bytes: Uint8Array | string, name?: string): string {
  const found = reading(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name);
  if (!('fault' in found)) throw new Error('not refused');
  return found.fault.message;
}

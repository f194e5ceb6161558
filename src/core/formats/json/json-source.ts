/** Documents out of JSON: one, a list of them, or one a line; a case (`assessments` and `facts` in one object) stands for what it holds. */
import { visit } from 'jsonc-parser';
import { checkAssessmentDocument, checkFactStatement, readableFactStatement } from '../../record/index.js';
import type { DocumentSource, ReadDocuments, SentDocument } from '../document-source.js';
import type { DocumentContext } from '../exam/reported-exam.js';
import { isFhir, readFhir } from '../fhir/read-fhir.js';
import type { SourceFault } from '../file-signs.js';
import { foreignDocumentIn } from '../foreign-files.js';
import { textOfBytes } from '../text-bytes.js';

export const jsonSource: DocumentSource = {
  name: 'json',
  signs: { endings: ['.json', '.jsonl', '.ndjson', '.fhir'], starts: [] },
  read,
};

/** Deeper than any document is: a reader that follows it could run out of stack. */
const deepest = 64;

function read(bytes: Uint8Array, context: DocumentContext): ReadDocuments {
  const decoded = textOfBytes(bytes);
  if ('fault' in decoded) return decoded;
  const { text } = decoded;
  if (isTooDeep(text))
    return {
      fault: {
        row: null,
        column: null,
        code: 'too-long',
        message: `the file is nested deeper than ${deepest}`,
        expected: 'a document of this project, or a FHIR document',
      },
    };
  const lines = linesOf(text);
  const texts = lines ?? [text];
  const values: unknown[] = [];
  for (const [index, one] of texts.entries()) {
    const parsed = parsedJson(one);
    if (parsed === null)
      return {
        fault: {
          row: lines === null ? null : index + 1,
          column: null,
          code: 'malformed-json',
          message: lines === null ? 'the file is not JSON' : `line ${index + 1} is not JSON`,
          expected: 'a document, a list of documents, or one document a line',
        },
      };
    values.push(parsed.value);
  }
  const doubled = doubledName(text);
  if (doubled !== null) return { fault: doubled };
  const [whole] = values;
  if (isFhir(whole)) return readFhir(values, context);
  const foreign = foreignDocumentIn(whole);
  if (foreign !== null) return { fault: foreign };
  const sent = lines === null && Array.isArray(whole) ? whole : values;
  if (sent.length === 0)
    return {
      fault: {
        row: null,
        column: null,
        code: 'missing',
        message: 'the file holds no document',
        expected: 'a document, a list of documents, or one document a line',
      },
    };
  return { documents: sent.flatMap((one, index) => documentsOf(one, index, context.today ?? null)) };
}

/** Brackets outside of strings, counted. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted) {
      if (letter === '\\') at += 1;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === '{' || letter === '[') {
      depth += 1;
      if (depth > deepest) return true;
    } else if (letter === '}' || letter === ']') depth -= 1;
  }
  return false;
}

/** The lines of a file that has a document in each; null for one that is a document or a list as a whole. */
function linesOf(text: string): readonly string[] | null {
  if (text.trimStart().startsWith('[')) return null;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const oneALine = lines.length > 1 && lines.every((line) => line.trim().startsWith('{') && line.trim().endsWith('}'));
  return oneALine ? lines : null;
}

/** The first name that stands twice in one object: of its two values a reader would take one without a word. */
function doubledName(text: string): SourceFault | null {
  const open: Set<string>[] = [];
  let fault: SourceFault | null = null;
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name, _offset, _length, line) => {
      const names = open.at(-1);
      if (names?.has(name) === true)
        fault ??= {
          row: line + 1,
          column: null,
          code: 'duplicate',
          message: `'${name}' stands twice in one object`,
          expected: 'each name once in an object',
        };
      names?.add(name);
    },
  });
  return fault;
}

function parsedJson(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

const listIn = (value: unknown, name: 'assessments' | 'facts'): readonly unknown[] => {
  const list: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return Array.isArray(list) ? list : [];
};

/** An object with a list of assessments is a case: its statements of facts lie in `facts`, and what stands beside both is not read. */
function documentsOf(value: unknown, index: number, today: string | null): SentDocument[] {
  if (typeof value !== 'object' || value === null || !('assessments' in value))
    return [documentOf(value, { in: 'file', number: index + 1 }, today)];
  return (['assessments', 'facts'] as const).flatMap((name) =>
    listIn(value, name).map((one, at) => documentOf(one, { in: name, number: at + 1 }, today)),
  );
}

type Place = Extract<SentDocument, { readonly kind: 'refused' }>['place'];

/** What names facts is a statement of facts. */
function documentOf(value: unknown, place: Place, today: string | null): SentDocument {
  if (typeof value === 'object' && value !== null && 'facts' in value) {
    const checked = checkFactStatement(value, today);
    return 'statement' in checked
      ? { kind: 'facts', statement: checked.statement }
      : { kind: 'refused', place, faults: checked.faults, kept: readableFactStatement(value, today) };
  }
  const checked = checkAssessmentDocument(value, today);
  return 'document' in checked
    ? { kind: 'assessment', document: checked.document }
    : { kind: 'refused', place, faults: checked.faults, kept: null };
}

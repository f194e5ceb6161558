/** What the end-to-end tests send: a part of the real SDTM files, and the head and neck cohort. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface Document {
  readonly sourceId: string;
  readonly revision?: number;
  readonly patient: { readonly id: string };
  readonly evaluator: string;
  readonly timepoint: { readonly label: string; readonly date: string };
  readonly findings: readonly { readonly lesion: string; readonly size?: string }[];
}

export interface Statement {
  readonly sourceId: string;
  readonly revision?: number;
  readonly patient: { readonly id: string };
  readonly facts: readonly { readonly name: string; readonly date?: string }[];
}

const demoFile = (name: string): Buffer => readFileSync(`demo/${name}`);
const linesOf = <Content>(name: string): Content[] =>
  demoFile(name)
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Content);

export const cohortAssessments = (): Document[] => linesOf('head-and-neck/assessments.jsonl');
export const cohortFacts = (): Statement[] => linesOf('head-and-neck/facts.jsonl');
/** How many facts the statements hold, each of which is recorded. */
export const cohortFactCount = (): number => cohortFacts().reduce((sum, { facts }) => sum + facts.length, 0);

/** TU and TR with all rows of some of the subjects; one row stands on one line in both files. */
export interface SdtmFiles {
  readonly tu: string;
  readonly tr: string;
}

export const sdtmFiles = (): SdtmFiles => ({
  tu: demoFile('sdtm-onco/tu_onco.csv').toString(),
  tr: gunzipSync(demoFile('sdtm-onco/tr_onco.csv.gz')).toString(),
});

const subjectOf = (line: string): string => line.split(',', 3)[2] ?? '';

/** The subjects that stand first in TR, with all their evaluators. */
export function sdtmPart(subjects: number): SdtmFiles {
  const { tu, tr } = sdtmFiles();
  const taken = new Set([...new Set(tr.trim().split('\n').slice(1).map(subjectOf))].slice(0, subjects));
  const part = (text: string): string => {
    const [header, ...lines] = text.trim().split('\n');
    return `${[header, ...lines.filter((line) => taken.has(subjectOf(line)))].join('\n')}\n`;
  };
  return { tu: part(tu), tr: part(tr) };
}

/** The same rows so many times, each time of other subjects. */
export function repeated(text: string, times: number): string[] {
  const [header = '', ...lines] = text.trim().split('\n');
  return Array.from({ length: times }, (_, copy) => {
    const renamed = copy === 0 ? lines : lines.map((line) => line.replace(/^("[^"]*","[^"]*",")/, `$1${copy}-`));
    return `${[...(copy === 0 ? [header] : []), ...renamed].join('\n')}\n`;
  });
}

/** The upload of both files, as a browser or a sending system makes it. */
export function sdtmForm({
  tu,
  tr,
}: {
  readonly tu: string | readonly string[];
  readonly tr: string | readonly string[];
}): FormData {
  const form = new FormData();
  form.set('format', 'sdtm');
  form.set('issuer', 'trial');
  form.append('file', new Blob([tu].flat()), 'tu.csv');
  form.append('file', new Blob([tr].flat()), 'tr.csv');
  return form;
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { evaluate, evaluateHelp, EvaluateUsageError } from '../../../src/evaluate.js';
import { patternDefinitions } from '../../../src/core/response/index.js';

const project = resolve(import.meta.dirname, '../../..');
const cohort = ['assessments', 'facts'].map((name) => join(project, `demo/head-and-neck/${name}.jsonl`));

const trHeader = 'STUDYID,DOMAIN,USUBJID,TRSEQ,TRGRPID,TRLNKGRP,TRLNKID,TRTESTCD,TRTEST,TRORRES,TRORRESU,TRSTRESC,TRSTRESN,TRSTRESU,TRSTAT,TRREASND,TRMETHOD,TREVAL,TREVALID,VISITNUM,VISIT,TRDTC,TRDY';
const tuHeader = 'STUDYID,DOMAIN,USUBJID,TUSEQ,TULNKID,TUTESTCD,TUTEST,TUORRES,TUSTRESC,TULOC,TUMETHOD,TUEVAL,TUEVALID,VISITNUM,VISIT,TUDTC,TUDY';
const rsHeader = 'STUDYID,DOMAIN,USUBJID,RSSEQ,RSTESTCD,RSCAT,RSORRES,RSSTRESC,RSEVAL,RSEVALID,VISITNUM,VISIT,RSDTC,RSDY';

const visits = [
  { number: 3, name: 'BASELINE', date: '2020-01-01', day: 1 }, { number: 7, name: 'WEEK 6', date: '2020-02-12', day: 43 },
  { number: 9, name: 'WEEK 12', date: '2020-03-25', day: 85 }, { number: 11, name: 'WEEK 18', date: '2020-05-06', day: 127 },
] as const;

/** One target of one subject at consecutive visits. */
function sdtm(subject: string, sizes: readonly string[]): { tu: string; tr: string } {
  const [first] = visits;
  return {
    tu: `S,TU,${subject},1,T01,TUMIDENT,Tumor Identification,TARGET,TARGET,LIVER,CT SCAN,INVESTIGATOR,,${first.number},${first.name},${first.date},${first.day}`,
    tr: sizes.map((size, index) => {
      const { number, name, date, day } = visits[index]!;
      return `S,TR,${subject},${index},TARGET,A${index},T01,DIAMETER,Diameter,${size},mm,${size},${size},mm,,,CT SCAN,INVESTIGATOR,,${number},${name},${date},${day}`;
    }).join('\n'),
  };
}

const reported = (subject: string, visit: number, response: string): string => {
  const { number, name, date, day } = visits[visit]!;
  return `S,RS,${subject},${visit},OVRLRESP,RECIST 1.1,${response},${response},INVESTIGATOR,,${number},${name},${date},${day}`;
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'consilium-evaluate-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function run(...args: string[]): { status: 0 | 1; out: string[]; refused: string[] } {
  const out: string[] = [];
  const refused: string[] = [];
  const status = evaluate(args, { print: (line) => out.push(line), refuse: (line) => refused.push(line) });
  return { status, out, refused };
}

const jsonLines = (out: readonly string[]): Record<string, unknown>[] => out.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('consilium evaluate', () => {
  it('prints a line a timepoint and a summary a patient and evaluator, with the names other programs rely on', () => {
    const { status, out, refused } = run(...cohort, '--output', 'jsonl');
    expect({ status, refused }).toEqual({ status: 0, refused: [] });
    const lines = jsonLines(out);
    const week18 = lines.find((line) => line.patient === 'HN-01' && line.visit === 'week 18');
    expect(week18).toMatchObject({
      evaluator: 'radiology', baselineSum: 80, sumOfDiameters: 58, nadirSum: 63, targetResponse: 'SD', overallResponse: 'SD', immuneResponse: 'iSD', newLesion: 'no',
    });
    expect(Object.keys(week18 ?? {})).toEqual(expect.arrayContaining(['patient', 'evaluator', 'visit', 'date', 'nonTargetResponse', 'patterns', 'reasons']));
    expect(week18?.patterns).toEqual(expect.arrayContaining([expect.objectContaining({ definition: 'DR-A', verdict: 'met' }), expect.objectContaining({ definition: 'DR-B', verdict: 'not-met' })]));
    expect(lines.filter((line) => line.summary === true && line.patient === 'HN-06')).toEqual([
      expect.objectContaining({ bestOverallResponse: 'PD', immuneBestOverallResponse: 'iPR' }),
    ]);
  });

  it('tells the files of SDTM apart by their headers, in any order, plain or gzip', () => {
    const { tu, tr } = sdtm('001', ['50', '30', '31']);
    const paths = [file('b.csv.gz', gzipSync(`${trHeader}\n${tr}\n`)), file('a.csv', `${tuHeader}\n${tu}\n`)];
    const lines = jsonLines(run(...paths, '--format', 'sdtm', '--output', 'jsonl').out);
    expect(lines.map((line) => line.overallResponse)).toEqual([null, 'PR', 'PR', undefined]);
    expect(lines.map((line) => line.date)).toEqual(['2020-01-01', '2020-02-12', '2020-03-25', undefined]);
  });

  it('gives the other reading when it is chosen', () => {
    const { tu, tr } = sdtm('001', ['100', '69', '75']);
    const paths = [file('tr.csv', `${trHeader}\n${tr}\n`), file('tu.csv', `${tuHeader}\n${tu}\n`)];
    const third = (args: readonly string[]): unknown => jsonLines(run(...paths, '--output', 'jsonl', ...args).out)[2]?.overallResponse;
    expect(third([])).toBe('PR');
    expect(third(['--recist', 'partialResponse=memoryless'])).toBe('SD');
  });

  it('compares with the reported responses and says why it differs', () => {
    const { tu, tr } = sdtm('001', ['50', '30', '60']);
    const rs = [reported('001', 1, 'PR'), reported('001', 2, 'SD')].join('\n');
    const paths = [file('tr.csv', `${trHeader}\n${tr}\n`), file('tu.csv', `${tuHeader}\n${tu}\n`), file('rs.csv', `${rsHeader}\n${rs}\n`)];
    const lines = jsonLines(run(...paths, '--output', 'jsonl').out);
    expect(lines[1]).toMatchObject({ reportedResponse: 'PR', disagreement: null });
    expect(lines[2]).toMatchObject({ overallResponse: 'PD', reportedResponse: 'SD', disagreement: expect.stringMatching(/^reported SD, computed PD: .*60\.0 mm.*30\.0 mm/) });
  });

  it('derives best responses from reported ones alone', () => {
    const rs = [reported('001', 1, 'PR'), reported('001', 2, 'CR'), reported('001', 3, 'CR'), reported('002', 1, 'SD'), reported('002', 2, 'PD')].join('\n');
    const lines = jsonLines(run(file('rs.csv', `${rsHeader}\n${rs}\n`), '--output', 'jsonl').out);
    expect(lines).toEqual([
      expect.objectContaining({ summary: true, patient: '001', from: 'reported', bestOverallResponse: 'CR', confirmedBestOverallResponse: 'CR' }),
      expect.objectContaining({ summary: true, patient: '002', bestOverallResponse: 'SD', confirmedBestOverallResponse: 'SD' }),
    ]);
  });

  it('names what it refuses with file, row and what would be right, and evaluates the rest', () => {
    const [good, bad] = [sdtm('001', ['50', '30']), sdtm('002', ['50', 'about 30'])];
    const paths = [file('tr.csv', `${trHeader}\n${good.tr}\n${bad.tr}\n`), file('tu.csv', `${tuHeader}\n${good.tu}\n${bad.tu}\n`)];
    const { status, out, refused } = run(...paths, '--output', 'jsonl');
    expect(status).toBe(1);
    expect(refused).toEqual([expect.stringMatching(/tr\.csv, row 5, TR.*about 30.*expected/)]);
    const lines = jsonLines(out);
    expect(lines).toContainEqual(expect.objectContaining({ patient: '001', visit: 'WEEK 6', overallResponse: 'PR' }));
    expect(lines).toContainEqual(expect.objectContaining({ patient: '002', visit: 'WEEK 6', phase: 'held', overallResponse: null }));
  });

  it('writes CSV that a spreadsheet does not take for a formula', () => {
    const { tu, tr } = sdtm('=1+1', ['50', '30']);
    const { out } = run(file('tr.csv', `${trHeader}\n${tr}\n`), file('tu.csv', `${tuHeader}\n${tu}\n`), '--output', 'csv');
    expect(out[0]).toMatch(/^patient,treatmentLine,evaluator,visit,date/);
    expect(out[1]).toMatch(/^'=1\+1,/);
  });

  it('prints a table by default', () => {
    const { out } = run(...cohort);
    expect(out).toContain('HN-01, HN-01/immunotherapy, radiology');
    expect(out.find((line) => /^ {2}week 18\s+2026-05-18\s+58\s+63\s+SD/.test(line))).toContain('DR-A');
  });

  it.each([
    [[], /No file is named/],
    [['missing.csv'], /missing\.csv cannot be read \(ENOENT\)/],
    [['x', '--format', 'xml'], /no format "xml"; expected json, csv or sdtm/],
    [['x', '--output', 'pdf'], /no output "pdf"/],
    [['x', '--definition', 'DR-Z'], /no definition DR-Z/],
    [['x', '--recist', 'partialResponse=maybe'], /"maybe" cannot be chosen for partialResponse; expected stays-until-pd, memoryless/],
    [['x', '--window', 'confirmationDays=soon'], /expected a whole number/],
  ] as const)('tells a wrong call: %j', (args, message) => {
    expect(() => run(...args)).toThrow(EvaluateUsageError);
    expect(() => run(...args)).toThrow(message);
  });

  it('refuses a file of no known format by its columns', () => {
    expect(() => run(file('other.csv', 'a,b\n1,2\n'))).toThrow(/no file of a known format: its columns are a, b/);
  });

  it('lists every reading with its default, and every definition', () => {
    const help = evaluateHelp();
    for (const { id } of patternDefinitions) expect(help).toContain(id);
    expect(help).toMatch(/--recist partialResponse=VALUE\n\s+stays-until-pd, memoryless \(default: stays-until-pd\)/);
    expect(help).toMatch(/--window confirmationDays=VALUE\n\s+a whole number \(default: 28\)/);
    expect(readFileSync(join(project, 'src/cli.ts'), 'utf8')).toContain("'evaluate'");
  });
});

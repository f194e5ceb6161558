import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { evaluateHelp } from '../../../src/commands/evaluate/call.js';
import { EvaluateUsageError } from '../../../src/commands/evaluate/usage-error.js';
import { patternDefinitions } from '../../../src/core/response/index.js';
import { evaluate } from '../../support/evaluate.js';

const project = resolve(import.meta.dirname, '../../..');
const cohort = ['assessments', 'facts'].map((name) => join(project, `demo/head-and-neck/${name}.jsonl`));

const trHeader =
  'STUDYID,DOMAIN,USUBJID,TRSEQ,TRGRPID,TRLNKGRP,TRLNKID,TRTESTCD,TRTEST,TRORRES,TRORRESU,TRSTRESC,TRSTRESN,TRSTRESU,TRSTAT,TRREASND,TRMETHOD,TREVAL,TREVALID,VISITNUM,VISIT,TRDTC,TRDY';
const tuHeader =
  'STUDYID,DOMAIN,USUBJID,TUSEQ,TULNKID,TUTESTCD,TUTEST,TUORRES,TUSTRESC,TULOC,TUMETHOD,TUEVAL,TUEVALID,VISITNUM,VISIT,TUDTC,TUDY';
const rsHeader =
  'STUDYID,DOMAIN,USUBJID,RSSEQ,RSTESTCD,RSCAT,RSORRES,RSSTRESC,RSEVAL,RSEVALID,VISITNUM,VISIT,RSDTC,RSDY';

const visits = [
  { number: 3, name: 'BASELINE', date: '2020-01-01', day: 1 },
  { number: 7, name: 'WEEK 6', date: '2020-02-12', day: 43 },
  { number: 9, name: 'WEEK 12', date: '2020-03-25', day: 85 },
  { number: 11, name: 'WEEK 18', date: '2020-05-06', day: 127 },
] as const;

/** One target of one subject at consecutive visits. */
function sdtm(subject: string, sizes: readonly string[]): { tu: string; tr: string } {
  const [first] = visits;
  return {
    tu: `S,TU,${subject},1,T01,TUMIDENT,Tumor Identification,TARGET,TARGET,LIVER,CT SCAN,INVESTIGATOR,,${first.number},${first.name},${first.date},${first.day}`,
    tr: sizes
      .map((size, index) => {
        const { number, name, date, day } = visits[index]!;
        return `S,TR,${subject},${index},TARGET,A${index},T01,DIAMETER,Diameter,${size},mm,${size},${size},mm,,,CT SCAN,INVESTIGATOR,,${number},${name},${date},${day}`;
      })
      .join('\n'),
  };
}

const reported = (subject: string, visit: number, response: string): string => {
  const { number, name, date, day } = visits[visit]!;
  return `S,RS,${subject},${visit},OVRLRESP,RECIST 1.1,${response},${response},INVESTIGATOR,,${number},${name},${date},${day}`;
};

interface Reported {
  readonly subject?: string;
  readonly visit: number;
  readonly category?: string;
  readonly word: string;
  readonly evaluator?: string;
  readonly day?: string;
  readonly status?: string;
}

/** A row of RS with RSSTAT. */
function response({
  subject = '001',
  visit,
  category = 'RECIST 1.1',
  word,
  evaluator = 'INVESTIGATOR',
  day,
  status = '',
}: Reported): string {
  const { number, name, date, day: ownDay } = visits[visit]!;
  return `S,RS,${subject},${visit},OVRLRESP,${category},${word},${word},${evaluator},,${number},${name},${date},${day ?? ownDay},${status}`;
}

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
  const status = evaluate(args, {
    print: (text) => out.push(...text.split('\n')),
    refuse: (line) => refused.push(line),
  });
  return { status, out, refused };
}

const jsonLines = (out: readonly string[]): Record<string, unknown>[] =>
  out.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('consilium evaluate', () => {
  it('prints a line a timepoint and a summary a patient and evaluator, with the names other programs rely on', () => {
    const { status, out, refused } = run(...cohort, '--output', 'jsonl');
    expect({ status, refused }).toEqual({ status: 0, refused: [] });
    const lines = jsonLines(out);
    const week18 = lines.find((line) => line.patient === 'HN-01' && line.visit === 'week 18');
    expect(week18).toMatchObject({
      evaluator: 'radiology',
      baselineSum: 80,
      sumOfDiameters: 58,
      nadirSum: 63,
      targetResponse: 'SD',
      overallResponse: 'SD',
      immuneResponse: 'iSD',
      newLesion: 'no',
    });
    expect(Object.keys(week18 ?? {})).toEqual(
      expect.arrayContaining(['patient', 'evaluator', 'visit', 'date', 'nonTargetResponse', 'patterns', 'reasons']),
    );
    expect(week18?.patterns).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ definition: 'DR-A', verdict: 'met' }),
        expect.objectContaining({ definition: 'DR-B', verdict: 'not-met' }),
      ]),
    );
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
    const third = (args: readonly string[]): unknown =>
      jsonLines(run(...paths, '--output', 'jsonl', ...args).out)[2]?.overallResponse;
    expect(third([])).toBe('PR');
    expect(third(['--recist', 'partialResponse=memoryless'])).toBe('SD');
  });

  it('compares with the reported responses and says why it differs', () => {
    const { tu, tr } = sdtm('001', ['50', '30', '60']);
    const rs = [reported('001', 1, 'PR'), reported('001', 2, 'SD')].join('\n');
    const paths = [
      file('tr.csv', `${trHeader}\n${tr}\n`),
      file('tu.csv', `${tuHeader}\n${tu}\n`),
      file('rs.csv', `${rsHeader}\n${rs}\n`),
    ];
    const lines = jsonLines(run(...paths, '--output', 'jsonl').out);
    expect(lines[1]).toMatchObject({ reportedResponse: 'PR', disagreement: null });
    expect(lines[2]).toMatchObject({
      overallResponse: 'PD',
      reportedResponse: 'SD',
      disagreement: expect.stringMatching(/^reported SD, computed PD: .*60\.0 mm.*30\.0 mm/),
    });
  });

  it('derives best responses from reported ones alone', () => {
    const rs = [
      reported('001', 1, 'PR'),
      reported('001', 2, 'CR'),
      reported('001', 3, 'CR'),
      reported('002', 1, 'SD'),
      reported('002', 2, 'PD'),
    ].join('\n');
    const lines = jsonLines(run(file('rs.csv', `${rsHeader}\n${rs}\n`), '--output', 'jsonl').out);
    expect(lines).toEqual([
      expect.objectContaining({
        summary: true,
        patient: '001',
        from: 'reported',
        bestOverallResponse: 'CR',
        confirmedBestOverallResponse: 'CR',
      }),
      expect.objectContaining({
        summary: true,
        patient: '002',
        bestOverallResponse: 'SD',
        confirmedBestOverallResponse: 'SD',
      }),
    ]);
  });

  it('compares each reported response with its own criterion', () => {
    const { tu, tr } = sdtm('001', ['50', '30']);
    const rs = [response({ visit: 1, word: 'PR' }), response({ visit: 1, category: 'iRECIST', word: 'iSD' })].join(
      '\n',
    );
    const { out, status } = run(
      file('tr.csv', `${trHeader}\n${tr}\n`),
      file('tu.csv', `${tuHeader}\n${tu}\n`),
      file('rs.csv', `${rsHeader},RSSTAT\n${rs}\n`),
      '--output',
      'jsonl',
    );
    expect(status).toBe(0);
    expect(jsonLines(out)[1]).toMatchObject({
      overallResponse: 'PR',
      reportedResponse: 'PR',
      disagreement: null,
      immuneResponse: 'iPR',
      reportedImmuneResponse: 'iSD',
      immuneDisagreement: expect.stringMatching(/^reported iSD, computed iPR: iRECIST table 2/),
    });
  });

  it('keeps NI-RADS and Hopkins as reported words, and says what they were made for', () => {
    const rs = ['NI-RADS', 'Hopkins'].map((category, index) =>
      response({ subject: '001', visit: index + 1, category, word: '3' }),
    );
    const { refused } = run(file('rs.csv', `${rsHeader},RSSTAT\n${rs.join('\n')}\n`), '--output', 'jsonl');
    expect(refused).toEqual(
      ['NI-RADS', 'Hopkins'].map((category) =>
        expect.stringMatching(
          new RegExp(
            `one response by '${category}' is kept as reported .* made for surveillance after treatment .*: 3 `,
          ),
        ),
      ),
    );
  });

  it('takes no response of one criterion into the best response by another', () => {
    const rs = [
      response({ subject: '001', visit: 1, word: 'SD' }),
      response({ subject: '001', visit: 2, category: 'PERCIST', word: 'PMR' }),
      response({ subject: '001', visit: 3, category: 'PERCIST', word: 'PR' }),
      response({ subject: '002', visit: 1, category: 'iRECIST', word: 'NE' }),
      response({ subject: '003', visit: 1, category: '', word: 'iSD' }),
      response({ subject: '003', visit: 2, category: '', word: 'NE' }),
    ].join('\n');
    const { out, refused, status } = run(file('rs.csv', `${rsHeader},RSSTAT\n${rs}\n`), '--output', 'jsonl');
    expect({ status, refused }).toEqual({
      status: 0,
      refused: [
        expect.stringMatching(
          /row 3, RSCAT: 2 responses by 'PERCIST' are kept as reported .*: PMR \(WEEK 12\), PR \(WEEK 18\)/,
        ),
      ],
    });
    expect(
      jsonLines(out).map(({ bestOverallResponse, immuneBestOverallResponse }) => [
        bestOverallResponse,
        immuneBestOverallResponse,
      ]),
    ).toEqual([
      ['SD', null],
      [null, 'NE'],
      [null, 'iSD'],
    ]);
  });

  it('refuses a word of the other criterion, and two responses that differ', () => {
    const rs = [
      response({ visit: 1, category: 'iRECIST', word: 'PR' }),
      response({ visit: 2, word: 'SD' }),
      response({ visit: 2, word: 'PD' }),
      response({ visit: 3, word: 'PR' }),
    ].join('\n');
    const { out, refused, status } = run(file('rs.csv', `${rsHeader},RSSTAT\n${rs}\n`), '--output', 'jsonl');
    expect(status).toBe(1);
    expect(refused).toEqual([
      expect.stringMatching(/row 2, RSSTRESC: 'PR' is not a response of iRECIST/),
      expect.stringMatching(/row 3, RSSTRESC: RECIST 1\.1 is reported 2 times for WEEK 12: 'SD', 'PD'/),
    ]);
    expect(jsonLines(out)).toEqual([expect.objectContaining({ bestOverallResponse: 'PR' })]);
  });

  it('reads a response that was not done as not evaluable, unless something else stands beside it', () => {
    const rs = [
      response({ subject: '001', visit: 1, word: '', status: 'NOT DONE' }),
      response({ subject: '002', visit: 1, word: 'PR' }),
      response({ subject: '002', visit: 2, word: '', status: 'NOT DONE' }),
      response({ subject: '002', visit: 3, word: 'PR' }),
      response({ subject: '003', visit: 1, word: 'PR', status: 'NOT DONE' }),
    ].join('\n');
    const { out, refused } = run(file('rs.csv', `${rsHeader},RSSTAT\n${rs}\n`), '--output', 'jsonl');
    expect(refused).toEqual([expect.stringMatching(/row 6, RSSTRESC: 'PR' stands beside RSSTAT NOT DONE/)]);
    expect(
      jsonLines(out).map(({ patient, confirmedBestOverallResponse }) => [patient, confirmedBestOverallResponse]),
    ).toEqual([
      ['001', 'NE'],
      ['002', 'PR'],
    ]);
  });

  it('prints what was reported and not measured: other patients, other evaluators, other visits', () => {
    const { tu, tr } = sdtm('001', ['50', '30', '29']);
    const measuredTwice = tr
      .split('\n')
      .filter((row) => !row.includes('WEEK 6'))
      .join('\n');
    const rs = [
      response({ visit: 1, word: 'SD' }),
      response({ visit: 2, word: 'PR' }),
      response({ visit: 2, word: 'PD', evaluator: 'INDEPENDENT ASSESSOR' }),
      response({ subject: '002', visit: 1, word: 'PD' }),
    ].join('\n');
    const { out, status } = run(
      file('tr.csv', `${trHeader}\n${measuredTwice}\n`),
      file('tu.csv', `${tuHeader}\n${tu}\n`),
      file('rs.csv', `${rsHeader},RSSTAT\n${rs}\n`),
      '--output',
      'jsonl',
    );
    expect(status).toBe(0);
    expect(
      jsonLines(out).map(
        ({ patient, evaluator, visit, phase, from, overallResponse, reportedResponse, bestOverallResponse }) => [
          patient,
          evaluator,
          visit ?? 'summary',
          phase ?? from,
          overallResponse ?? bestOverallResponse ?? null,
          reportedResponse,
        ],
      ),
    ).toEqual([
      ['001', 'INVESTIGATOR', 'BASELINE', 'baseline', null, null],
      ['001', 'INVESTIGATOR', 'WEEK 6', 'reported', null, 'SD'],
      ['001', 'INVESTIGATOR', 'WEEK 12', 'follow-up', 'PR', 'PR'],
      ['001', 'INVESTIGATOR', 'summary', 'measurements', 'PR', undefined],
      ['001', 'INDEPENDENT ASSESSOR', 'WEEK 12', 'reported', null, 'PD'],
      ['001', 'INDEPENDENT ASSESSOR', 'summary', 'reported', 'PD', undefined],
      ['002', 'INVESTIGATOR', 'WEEK 6', 'reported', null, 'PD'],
      ['002', 'INVESTIGATOR', 'summary', 'reported', 'PD', undefined],
    ]);
    expect(jsonLines(out)[1]?.disagreement).toMatch(/^reported SD, computed nothing: No measurement of this visit/);
  });

  describe('exams of two visits that make up one timepoint', () => {
    const exam = (
      lesion: string,
      organ: string,
      rows: readonly (readonly [visit: number, name: string, date: string, size: string, method: string])[],
    ): { tu: string; tr: string } => ({
      tu: `S,TU,001,1,${lesion},TUMIDENT,Tumor Identification,TARGET,TARGET,${organ},CT SCAN,INVESTIGATOR,,${rows[0]![0]},${rows[0]![1]},${rows[0]![2]},`,
      tr: rows
        .map(
          ([visit, name, date, size, method], index) =>
            `S,TR,001,${index},TARGET,A${index},${lesion},DIAMETER,Diameter,${size},mm,${size},${size},mm,,,${method},INVESTIGATOR,,${visit},${name},${date},`,
        )
        .join('\n'),
    });
    const linesFor = (neck: string, liver: string): Record<string, unknown>[] => {
      const [node, organ] = [
        exam('T01', 'LUNG', [
          [1, 'BASELINE', '2025-01-06', '30', 'CT SCAN'],
          [2, 'W8', '2025-03-10', neck, 'CT SCAN'],
        ]),
        exam('T02', 'LIVER', [
          [1, 'BASELINE', '2025-01-06', '40', 'CT SCAN'],
          [3, 'W8 LIVER', '2025-03-03', liver, 'MRI'],
        ]),
      ];
      const rs = 'S,RS,001,1,OVRLRESP,RECIST 1.1,SD,SD,INVESTIGATOR,,2,W8,2025-03-10,,';
      return jsonLines(
        run(
          file('tr.csv', `${trHeader}\n${node.tr}\n${organ.tr}\n`),
          file('tu.csv', `${tuHeader}\n${node.tu}\n${organ.tu}\n`),
          file('rs.csv', `${rsHeader},RSSTAT\n${rs}\n`),
          '--output',
          'jsonl',
        ).out,
      );
    };

    it('find the response that was reported for one of them', () => {
      expect(linesFor('18', '20')[1]).toMatchObject({
        overallResponse: 'PR',
        reportedResponse: 'SD',
        disagreement: expect.stringContaining('reported SD, computed PR'),
      });
    });

    it.each([
      ['the latest where nothing progresses', '18', '20', 'PR', '2025-03-10'],
      ['the earliest exam that shows progression', '10', '90', 'PD', '2025-03-03'],
      ['the exam with which the sum reaches progression', '60', '40', 'PD', '2025-03-10'],
    ])('are dated by %s', (_, neck, liver, overallResponse, date) => {
      expect(linesFor(neck, liver)[1]).toMatchObject({ overallResponse, date });
    });
  });

  it('takes SD of dated reports as reported where nothing tells the time since the baseline, and says so', () => {
    const summary = (rows: readonly string[]): Record<string, unknown> | undefined =>
      jsonLines(run(file('rs.csv', `${rsHeader},RSSTAT\n${rows.join('\n')}\n`), '--output', 'jsonl').out)[0];
    expect(summary([response({ visit: 1, word: 'SD', day: '' })])).toMatchObject({
      bestOverallResponse: 'SD',
      reasons: expect.arrayContaining([expect.stringMatching(/minimum duration of SD was not checked/)]),
    });
    expect(summary([response({ visit: 1, word: 'SD', day: '20' })])).toMatchObject({ bestOverallResponse: 'NE' });
    expect(summary([response({ visit: 1, word: 'SD', day: '' }), response({ visit: 2, word: 'NE' })])).toMatchObject({
      bestOverallResponse: 'SD',
      reasons: [expect.any(String), expect.any(String)],
    });
  });

  it('says in words why for every verdict of every line', () => {
    const lines = jsonLines(run(...cohort, '--output', 'jsonl').out) as {
      reasons: string[];
      phase?: string;
      visit?: string;
      patient: string;
      patterns: { definition: string }[];
    }[];
    expect(lines.filter(({ reasons }) => reasons.length === 0)).toEqual([]);
    const week8 = lines.find(({ patient, visit }) => patient === 'HN-02' && visit === 'week 8')!;
    expect(week8.reasons).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^New and unequivocal: .*Outcome: yes\.$/),
        expect.stringMatching(/^Table 1, row 9: .*Outcome: PD\.$/),
        expect.stringMatching(/^iRECIST table 2, row .*Outcome: iUPD\.$/),
        expect.stringMatching(/^DR-B: .*Outcome: met\.$/),
      ]),
    );
    for (const { patterns, reasons } of lines.filter(({ phase }) => phase === 'follow-up')) {
      expect(patterns.filter(({ definition }) => !reasons.some((words) => words.startsWith(definition)))).toEqual([]);
    }
  });

  describe('with --details', () => {
    interface Detailed {
      patient: string;
      visit?: string;
      summary?: true;
      details: Record<string, never>;
    }
    const detailed = (): Detailed[] => jsonLines(run(...cohort, '--output', 'jsonl', '--details').out) as never;

    it('reaches what the core computes beside the verdicts, at each timepoint', () => {
      const lines = detailed();
      const at = (patient: string, visit: string): Detailed['details'] =>
        lines.find((line) => line.patient === patient && line.visit === visit)!.details;
      expect(at('HN-01', 'week 18')).toMatchObject({
        trace: expect.arrayContaining([
          expect.objectContaining({ rule: 'RECIST-1.1/target/SD', outcome: 'SD' }),
          expect.objectContaining({ rule: 'iRECIST/table-2' }),
        ]),
        oligoprogression: { verdict: 'met', established: ['N'], state: null, missing: 'polymetastaticBefore' },
        irRECIST: { burden: 58_000, response: 'SD', confirmation: null },
        imRECIST: { response: 'SD' },
        metabolic: null,
      });
      expect(lines.find(({ patient, details }) => patient === 'HN-08' && details['metabolic'])?.details).toMatchObject({
        metabolic: { percist: { response: 'SMD' }, imPercist5: { response: 'SMD' }, dissociated: { verdict: 'met' } },
      });
    });

    it('has volumes with their changes, and scores in the words of the report with what they are not', () => {
      const at = (week: number, date: string, volume: string, more: object = {}) =>
        JSON.stringify({
          issuer: 'h',
          sourceId: `w${week}`,
          patient: { issuer: 'h', id: 'P' },
          evaluator: 'radiology',
          timepoint: { label: `week ${week}`, date },
          findings: [{ lesion: 'L', role: 'target', organ: 'lung', state: 'measured', size: '20', volume }],
          ...more,
        });
      const documents = [
        at(0, '2026-01-05', '1000'),
        at(9, '2026-03-09', '400.50', { reportedScores: { niRadsNeck: '2b', hopkins: '3' } }),
      ];
      const lines = jsonLines(run(file('volumes.jsonl', documents.join('\n')), '--output', 'jsonl', '--details').out);
      const details = lines.flatMap(({ details: own, visit }) => (visit === undefined ? [] : [own])) as object[];
      expect(details[0]).toMatchObject({
        volumes: {
          lesions: [{ lesion: 'L', volume: '1000', fromBaseline: null }],
          sum: null,
          source: { tier: 'sandbox' },
        },
        reportedScores: null,
      });
      expect(details[1]).toMatchObject({
        volumes: {
          lesions: [{ lesion: 'L', volume: '400.5', fromBaseline: -59.95, fromSmallest: -59.95 }],
          sum: { baseline: '1000', now: '400.5', fromBaseline: -59.95 },
        },
        reportedScores: {
          words: ['reported: NI-RADS neck 2b', 'reported: Hopkins 3'],
          note: expect.stringMatching(/surveillance after treatment and are not read as a response/),
        },
      });
    });

    it('reaches growth, fits, flags, flips and robustness, for each patient and evaluator', () => {
      const lines = detailed();
      const of = (patient: string): Detailed['details'] =>
        lines.find((line) => line.patient === patient && line.summary)!.details;
      const seven = of('HN-07') as unknown as {
        growthRates: { tgkRatio: number };
        hyperprogression: { definition: string; verdict: string }[];
      };
      expect(seven.growthRates.tgkRatio).toBeCloseTo(5.36, 2);
      expect(
        seven.hyperprogression.filter(({ verdict }) => verdict === 'met').map(({ definition }) => definition),
      ).toEqual(expect.arrayContaining(['CHA17', 'FER18', 'SAA17']));
      const one = of('HN-01');
      expect(one).toMatchObject({
        stein: {
          sum: { model: expect.any(String) },
          lesions: expect.arrayContaining([{ lesion: 'N', fit: expect.objectContaining({ points: 2 }) }]),
        },
        flags: expect.arrayContaining([expect.objectContaining({ definition: 'DR-A', tier: 'flag' })]),
        latest: {
          smallestFlips: expect.arrayContaining([expect.objectContaining({ verdict: 'DR-A', from: 'met' })]),
          targetRobustness: { exact: true },
        },
        targetSelection: [],
        pseudoprogression: [],
      });
      expect(of('HN-06')).toMatchObject({ pseudoprogression: [expect.objectContaining({ takenBackAt: 'week 13' })] });
    });
  });

  it('prints the definitions of the cohort side by side, with kappa', () => {
    const lines = jsonLines(run(...cohort, '--output', 'jsonl', '--agreement').out);
    expect(lines.find(({ definition }) => definition === 'DR-A')).toMatchObject({
      agreement: true,
      met: expect.any(Number),
      notAssessable: expect.any(Number),
    });
    const pair = lines.find(({ one, other }) => one === 'DR-A' && other === 'DR-C') as Record<
      'compared' | 'bothMet' | 'onlyOne' | 'onlyOther' | 'neither' | 'kappa',
      number
    >;
    expect(pair.bothMet + pair.onlyOne + pair.onlyOther + pair.neither).toBe(pair.compared);
    expect(pair.kappa).toBeGreaterThan(0);
    const table = run(...cohort, '--agreement').out;
    expect(table[0]).toMatch(/^ {2}definition +met +notMet +notAssessable$/);
    expect(table).toContainEqual(expect.stringMatching(/^ {2}DR-A +DR-B .* -?\d\.\d+$/));
    expect(run(...cohort, '--agreement', '--output', 'csv').out).toContain(
      'one,other,compared,bothMet,onlyOne,onlyOther,neither,kappa',
    );
  });

  it('names what it refuses with file, row and what would be right, and evaluates the rest', () => {
    const [good, bad] = [sdtm('001', ['50', '30']), sdtm('002', ['50', 'about 30'])];
    const paths = [
      file('tr.csv', `${trHeader}\n${good.tr}\n${bad.tr}\n`),
      file('tu.csv', `${tuHeader}\n${good.tu}\n${bad.tu}\n`),
    ];
    const { status, out, refused } = run(...paths, '--output', 'jsonl');
    expect(status).toBe(1);
    expect(refused).toEqual([
      expect.stringMatching(/tr\.csv, row 5, TR.*about 30.*expected/),
      expect.stringMatching(/no treatment line; one line is implied/),
      '… and 1 more of this kind (treatment-line-implied)',
    ]);
    const lines = jsonLines(out);
    expect(lines).toContainEqual(expect.objectContaining({ patient: '001', visit: 'WEEK 6', overallResponse: 'PR' }));
    expect(lines).toContainEqual(
      expect.objectContaining({ patient: '002', visit: 'WEEK 6', phase: 'held', overallResponse: null }),
    );
  });

  it('writes CSV that a spreadsheet does not take for a formula', () => {
    const { tu, tr } = sdtm('=1+1', ['50', '30']);
    const { out } = run(
      file('tr.csv', `${trHeader}\n${tr}\n`),
      file('tu.csv', `${tuHeader}\n${tu}\n`),
      '--output',
      'csv',
    );
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
    [['x', '--format', 'xml'], /no format "xml"; expected json, csv, sdtm, dicom-sr, hl7v2/],
    [['x', '--output', 'pdf'], /no output "pdf"/],
    [['x', '--definition', 'DR-Z'], /no definition DR-Z/],
    [['x', '--items', '--output', 'csv'], /--items is printed as table or jsonl/],
    [['x', '--items', '--agreement'], /--items is printed as table or jsonl/],
    [['x', '--items', '--language', 'fr'], /no language "fr"; expected en, de/],
    [['x', '--language', 'de'], /--language is a choice of --items/],
    [['x', '--details'], /--details is printed with --output jsonl/],
    [
      ['x', '--recist', 'partialResponse=maybe'],
      /"maybe" cannot be chosen for partialResponse; expected stays-until-pd, memoryless/,
    ],
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
    expect(help).toMatch(/--details [^]*Stein fits/);
    expect(help).toContain('--agreement');
    for (const { id } of patternDefinitions) expect(help).toContain(id);
    expect(help).toMatch(
      /--recist partialResponse=VALUE\n\s+stays-until-pd, memoryless \(default: stays-until-pd\)\n\s+PR, once given/,
    );
    expect(help).toMatch(/--window confirmationDays=VALUE\n\s+a whole number \(default: 28\)/);
    expect(readFileSync(join(project, 'src/commands/run-command.ts'), 'utf8')).toContain(
      "(await import('./evaluate/command.js')).evaluateCommand",
    );
  });
});

describe('the start of consilium evaluate', () => {
  /** What the imports of a file lead to before anything runs: dynamic imports are followed by nobody. */
  function loadedBy(path: string, found = new Set<string>()): ReadonlySet<string> {
    if (found.has(path)) return found;
    found.add(path);
    const text = readFileSync(path, 'utf8');
    for (const [, type, name] of text.matchAll(/^(?:import|export|\})(?: (type))?(?! \()[^;]*?from '(\.[^']+)'/gm))
      if (type === undefined) loadedBy(resolve(dirname(path), name!.replace(/\.js$/, '.ts')), found);
    return found;
  }
  const loaded = [...loadedBy(join(project, 'src/commands/evaluate/command.ts'))].map((path) =>
    relative(project, path),
  );

  it('loads neither the catalogue of rules nor German, which only the items need', () => {
    expect(loaded).toContain('src/core/discussion/phrases/en/response.ts');
    expect(loaded).toContain('src/core/response/classify-line.ts');
    expect(loaded.filter((path) => /discussion\/(catalog|draft|case)\/|phrases\/de\//.test(path))).toEqual([]);
  });
});

describe('consilium evaluate --items', () => {
  const clinical = (name: string): string => join(project, 'test/fixtures/clinical', name);
  const oneGrower = clinical('22-oligo-1-growers.json');

  it('prints one line a treatment line, with flags, drafts and what is waited for', () => {
    const { status, out } = run(oneGrower, '--items', '--output', 'jsonl');
    const [line, ...more] = jsonLines(out);
    expect([status, more]).toEqual([0, []]);
    expect(line).toMatchObject({ items: true, patient: '22-1', treatmentLine: '22-1/L1' });
    expect(line).toMatchObject({
      flags: expect.arrayContaining([
        {
          definition: 'DR-A',
          tier: 'flag',
          state: 'open',
          since: '2026-03-16',
          holds: [],
          reason: expect.stringContaining('H1 (liver) grew 18 to 26 mm'),
        },
      ]),
      oligoprogression: { verdict: 'met', established: ['H1'], newLesions: [] },
      population: { standing: 'covered', group: 'squamous' },
      waiting: expect.any(Array),
    });
    expect(line!['drafts']).toContainEqual(
      expect.objectContaining({
        rule: 'T3a',
        standing: 'met',
        question: 'Should the liver lesion (H1) be treated locally while pembrolizumab continues?',
        whyNow: [expect.stringContaining('18 to 26 mm'), expect.any(String)],
        options: expect.arrayContaining([
          {
            words: 'stereotactic radiotherapy (SBRT) of the liver lesion (H1)',
            for: ['every growing lesion was called treatable'],
            against: [],
            unknown: expect.any(Array),
          },
        ]),
        cautions: expect.any(Array),
        evidence: expect.arrayContaining([{ source: expect.stringContaining('CURB'), distance: expect.any(Array) }]),
      }),
    );
  });

  it('speaks the language that is asked for, and prints to be read by default', () => {
    const [line] = jsonLines(run(oneGrower, '--items', '--output', 'jsonl', '--language', 'de').out);
    expect(JSON.stringify(line)).toContain('lokal');
    const { out } = run(oneGrower, '--items');
    expect(out).toContain('  T3a: Should the liver lesion (H1) be treated locally while pembrolizumab continues?');
    expect(out).toContainEqual(expect.stringMatching(/^ {2}flag DR-A \(open, 2026-03-16\): /));
  });

  it('takes cases as a file, as a list and line by line alike', () => {
    const files = ['22-oligo-1-growers.json', '23-concordant-claim.json'].map((name) =>
      JSON.stringify(JSON.parse(readFileSync(clinical(name), 'utf8'))),
    );
    const asked = ['--items', '--output', 'jsonl'];
    const apart = run(oneGrower, clinical('23-concordant-claim.json'), ...asked).out;
    expect(apart).toHaveLength(2);
    expect(run(file('list.json', `[${files.join(',')}]`), ...asked).out).toEqual(apart);
    expect(run(file('lines.jsonl', `${files.join('\n')}\n`), ...asked).out).toEqual(apart);
  });

  it('names a fact that cannot be read with its place, and keeps the others', () => {
    const sent = JSON.parse(readFileSync(oneGrower, 'utf8')) as {
      facts: [{ facts: { name: string; value: unknown }[] }];
    };
    const at = sent.facts[0].facts.findIndex(({ name }) => name === 'primary-site');
    sent.facts[0].facts.splice(at, 0, { ...sent.facts[0].facts[at]!, value: 'somewhere' });
    const { status, out, refused } = run(file('case.json', JSON.stringify(sent)), '--items', '--output', 'jsonl');
    expect(status).toBe(1);
    expect(refused).toEqual([
      expect.stringMatching(
        new RegExp(`case\\.json, facts 1, /facts/${at}/value: 'somewhere' is not one of the words`),
      ),
    ]);
    expect(jsonLines(out)[0]!['drafts']).toContainEqual(expect.objectContaining({ rule: 'T3a' }));
  });

  it('refuses a statement of which nothing can be read', () => {
    const sent = {
      ...(JSON.parse(readFileSync(oneGrower, 'utf8')) as object),
      facts: [{ facts: [{ name: 'shoe-size' }] }],
    };
    const { status, refused } = run(file('case.json', JSON.stringify(sent)), '--items', '--output', 'jsonl');
    expect(status).toBe(1);
    expect(refused).toContainEqual(expect.stringContaining('facts 1, /facts/0/name'));
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Call, readCall } from '../../../src/commands/evaluate/call.js';
import { evaluateBySubject } from '../../../src/commands/evaluate/evaluate-by-subject.js';
import { evaluateWhole, type Terminal } from '../../../src/commands/evaluate/evaluate.js';
import { itemsIn } from '../../../src/commands/evaluate/items.js';
import type { PrintedItems } from '../../../src/commands/evaluate/lines.js';
import { cellsOfLine, NotPlainError } from '../../../src/commands/evaluate/plain-lines.js';

const visits = [
  { number: 3, name: 'BASELINE', date: '2020-01-01', day: 1 },
  { number: 7, name: 'WEEK 6', date: '2020-02-12', day: 43 },
  { number: 9, name: 'WEEK 12', date: '2020-03-25', day: 85 },
  { number: 11, name: 'WEEK 18', date: '2020-05-06', day: 127 },
] as const;

const tuHeader =
  'STUDYID,DOMAIN,USUBJID,TUSEQ,TULNKID,TUTESTCD,TUORRES,TUSTRESC,TULOC,TUMETHOD,TUEVAL,VISITNUM,VISIT,TUDTC,TUDY';
const trHeader =
  'STUDYID,DOMAIN,USUBJID,TRSEQ,TRGRPID,TRLNKID,TRTESTCD,TRORRES,TRORRESU,TRSTRESC,TRSTRESN,TRSTRESU,TRMETHOD,TREVAL,VISITNUM,VISIT,TRDTC,TRDY';
const rsHeader = 'STUDYID,DOMAIN,USUBJID,RSSEQ,RSTESTCD,RSCAT,RSORRES,RSSTRESC,RSEVAL,VISITNUM,VISIT,RSDTC,RSDY';

/** Subjects with sizes at consecutive visits and what was reported of them; some words are no response, and one evaluator did not measure. */
const subjects = Array.from({ length: 40 }, (_, index) => ({
  id: `S-${String(index).padStart(3, '0')}`,
  sizes: visits.map((_visit, visit) => 20 + ((index * 7 + visit * 13) % 23)),
  words: ['SD', index % 5 === 0 ? 'CR' : 'PR', index % 7 === 0 ? 'ODD' : 'PD'],
}));

const rowsOf = {
  tu: (id: string) => `S,TU,${id},1,T01,TUMIDENT,TARGET,TARGET,LIVER,CT SCAN,INVESTIGATOR,3,BASELINE,2020-01-01,1`,
  tr: (id: string, size: number, visit: number) => {
    const { number, name, date, day } = visits[visit]!;
    return `S,TR,"${id}",${visit},TARGET,T01,DIAMETER,${size},mm,${size},${size},mm,CT SCAN,INVESTIGATOR,${number},${name},${date},${day}`;
  },
  rs: (id: string, word: string, visit: number, evaluator = 'INVESTIGATOR', test = 'OVRLRESP') => {
    const { number, name, date, day } = visits[visit]!;
    return `S,RS,${id},${visit},${test},RECIST 1.1,${word},${word},${evaluator},${number},${name},${date},${day}`;
  },
};

const tu = [tuHeader, ...subjects.map(({ id }) => rowsOf.tu(id))];
const tr = [trHeader, ...subjects.flatMap(({ id, sizes }) => sizes.map((size, visit) => rowsOf.tr(id, size, visit)))];
const rs = [
  rsHeader,
  ...subjects.flatMap(({ id, words }) => [
    ...words.map((word, index) => rowsOf.rs(id, word, index + 1)),
    rowsOf.rs(id, words[0]!, 1, 'INVESTIGATOR', 'TRGRESP'),
    ...(id.endsWith('3') ? [rowsOf.rs(id, 'PD', 2, 'RADIOLOGIST')] : []),
  ]),
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'consilium-by-subject-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: readonly string[] | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, Buffer.isBuffer(content) ? content : `${content.join('\n')}\n`);
  return path;
}

interface Ran {
  readonly status: number | null;
  readonly out: readonly string[];
  readonly told: readonly string[];
}

async function ran(work: (terminal: Terminal) => Promise<number | null> | number | null): Promise<Ran> {
  const out: string[] = [];
  const told: string[] = [];
  const status = await work({ print: (line) => out.push(...line.split('\n')), refuse: (line) => told.push(line) });
  return { status, out, told };
}

const itemsOf = ({ items, output }: Call): PrintedItems | null => (items === null ? null : itemsIn(items, output));

const bySubject = (...args: readonly string[]): Promise<Ran> => {
  const call = readCall(args);
  return ran((terminal) => evaluateBySubject(call, terminal, itemsOf(call), 0));
};
const whole = (...args: readonly string[]): Promise<Ran> => {
  const call = readCall(args);
  return ran((terminal) => evaluateWhole(call, terminal, itemsOf(call)));
};

const sorted = (lines: readonly string[]): string[] => [...lines].sort();

describe('files read a subject at a time', () => {
  it.each(['csv', 'jsonl', 'table'])('print of RS alone what the whole file prints (%s)', async (output) => {
    const path = file('rs.csv', rs);
    const [one, other] = [await bySubject(path, '--output', output), await whole(path, '--output', output)];
    expect(one.status).toBe(1);
    expect(one.out.length).toBeGreaterThan(subjects.length);
    expect({ status: one.status, out: one.out }).toEqual({ status: other.status, out: other.out });
    expect(sorted(one.told)).toEqual(sorted(other.told));
    expect(one.told.join('\n')).toContain("RSTESTCD 'TRGRESP' is not read (40 rows)");
  });

  it.each([
    ['--output', 'jsonl'],
    ['--output', 'jsonl', '--details', '--definition', 'DR-A'],
    ['--output', 'jsonl', '--items'],
  ])('print of TU, TR and RS the lines that the whole files print: %s %s %s', async (...options) => {
    const paths = [file('tu.csv', tu), file('tr.csv', tr), file('rs2.csv', rs)];
    const [one, other] = [await bySubject(...paths, ...options), await whole(...paths, ...options)];
    expect(one.status).toBe(1);
    expect(one.out.length).toBeGreaterThanOrEqual(subjects.length);
    expect(sorted(one.out)).toEqual(sorted(other.out));
    expect(sorted(one.told)).toEqual(sorted(other.told));
  });

  it('read gzip, lines that end in CR LF and a byte order mark', async () => {
    const path = file('marked.csv.gz', gzipSync(`\uFEFF${rs.join('\r\n')}\r\n`));
    expect((await bySubject(path)).out).toEqual((await whole(path)).out);
  });

  it.each([
    ['a subject that comes again', [...rs, rowsOf.rs('S-000', 'SD', 3)], /not in order of USUBJID \(row \d+\)/],
    ['a quote inside a cell', [...rs, rowsOf.rs('S-999', '"S""D"', 3)], /quotes stand inside of cells/],
    ['a cell over two lines', [...rs, rowsOf.rs('S-999', '"S\nD"', 3)], /quotes stand inside of cells/],
    ['a row without a subject', [...rs, rowsOf.rs('', 'SD', 3)], /names no subject/],
    ['text that is no UTF-8', Buffer.concat([Buffer.from(`${rs.join('\n')}\n`), Buffer.from([0xe4, 0x0a])]), /UTF-8/],
  ] as const)('are held in memory with %s, which is said, and nothing is printed', async (_, content, why) => {
    const { status, out, told } = await bySubject(file('odd.csv', content as readonly string[] | Buffer));
    expect({ status, out }).toEqual({ status: null, out: [] });
    expect(told).toEqual([expect.stringMatching(why)]);
    expect(told[0]).toMatch(/^All rows are held in memory: /);
  });

  it('are no small ones, no other formats, and nothing that stands over all patients', async () => {
    const path = file('rs3.csv', rs);
    const json = file('a.jsonl', ['{}']);
    expect((await ran((terminal) => evaluateBySubject(readCall([path]), terminal, null))).status).toBeNull();
    expect((await bySubject(json)).status).toBeNull();
    expect((await bySubject(path, '--agreement')).status).toBeNull();
    expect((await bySubject(path, '--format', 'csv')).status).toBeNull();
    expect((await bySubject(join(folder, 'none.csv'))).status).toBeNull();
  });
});

describe('a plain line', () => {
  it.each([
    ['', ['']],
    ['a', ['a']],
    ['a,', ['a', '']],
    [',a', ['', 'a']],
    ['"a,b",c', ['a,b', 'c']],
    ['"",""', ['', '']],
    ['a,"b"', ['a', 'b']],
    [' a , b', [' a ', ' b']],
  ])('%j has its cells', (line, cells) => expect(cellsOfLine(line)).toEqual(cells));

  it.each(['"a', '"a"b,c', 'a"b', '"a""b"', `${'a'.repeat(100_001)}`])('is not one: %j', (line) =>
    expect(() => cellsOfLine(line)).toThrow(NotPlainError),
  );
});

/** What people can read of an installation, over the API alone, in terms that outlive a release: no prose, no ids of rows. */

/** Asks one API as one account. */
export interface Reader {
  get<Answer>(path: string): Promise<Answer>;
}

interface Page<Row> {
  readonly items: readonly Row[];
  readonly next?: string | null;
}

interface Item {
  readonly id: string;
  readonly rule: string;
  readonly state: string;
  readonly stateReason: string | null;
  readonly predecessorId: string | null;
}

interface Case {
  readonly facts: readonly { readonly name: string; readonly state: string; readonly date: string | null }[];
  readonly reports: readonly unknown[];
  readonly lines: readonly {
    readonly id: string;
    readonly implied: boolean;
    readonly state: string;
    readonly population: string | null;
    readonly parking: { readonly until: string; readonly by: string; readonly ended: boolean } | null;
    readonly evaluators: readonly {
      readonly evaluator: string;
      readonly timepoints: readonly {
        readonly label: string;
        readonly overallResponse: string | null;
        readonly immuneResponse: string | null;
      }[];
    }[];
    readonly flags: readonly {
      readonly definition: string;
      readonly tier: string;
      readonly state: string;
      readonly evaluatorsFor: readonly string[];
    }[];
    readonly items: readonly Item[];
    readonly held: readonly { readonly timepoint: string | null; readonly evaluator: string | null }[];
  }[];
}

interface WorklistRow {
  readonly kind: string;
  readonly patient: { readonly id: string };
  readonly lineState: string;
  readonly heldAssessments: number;
  readonly finding: { readonly definition: string } | null;
}

interface Agenda {
  readonly items: readonly {
    readonly position: number;
    readonly minutes: number;
    readonly placedBy: string;
    readonly content: { readonly patient: { readonly id: string } } | null;
  }[];
}

interface Assessment {
  readonly sourceId: string;
  readonly revision: number;
  readonly state: string;
  readonly timepoint: string | { readonly label: string };
}

/** Business keys of what the API names by its own ids. */
interface Names {
  readonly patients: ReadonlyMap<string, string>;
}

/** Everything that was read: plain JSON, each list in an order that rests on its content. */
export interface ReleaseReading {
  readonly patients: Readonly<Record<string, unknown>>;
  readonly worklist: readonly string[];
  readonly waiting: Readonly<Record<string, readonly string[]>>;
  readonly agendas: Readonly<Record<string, unknown>>;
  readonly imports: readonly unknown[];
  readonly rules: readonly string[];
  readonly releases: readonly string[];
  readonly dryRuns: readonly unknown[];
  readonly accounts: readonly string[];
}

/** All pages of a list. */
async function all<Row>(reader: Reader, path: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = `${path.includes('?') ? '&' : '?'}limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const page: Page<Row> = await reader.get(`${path}${query}`);
    rows.push(...page.items);
    cursor = page.next ?? null;
  }
  return rows;
}

const sorted = (lines: readonly string[]): string[] => [...lines].sort();
const inWords = (...parts: readonly unknown[]): string =>
  parts.map((part) => (Array.isArray(part) ? part.join('+') : String(part ?? '-'))).join(' · ');

/**
 * Reads every patient page, the worklist, every agenda, and what an administrator sees of accounts, rules and releases.
 * @param coordinator an account that coordinates every board
 * @param administrator an account that administers the site
 */
export async function readRelease(coordinator: Reader, administrator: Reader): Promise<ReleaseReading> {
  const patients = await readNames(coordinator);
  const names: Names = { patients };
  return {
    patients: await readPatients(coordinator, names),
    worklist: sorted(
      (await all<WorklistRow>(coordinator, '/api/worklist'))
        .filter(({ kind }) => kind !== sinceRelease010)
        .map((row) => worklistRow(row, names)),
    ),
    ...(await readBoards(coordinator, names)),
    imports: await readImports(coordinator),
    ...(await readAdministration(administrator)),
  };
}

async function readNames(coordinator: Reader): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { id } of await all<{ id: string }>(coordinator, '/api/patients')) {
    const { issuer, patientId } = await coordinator.get<{ issuer: string; patientId: string }>(
      `/api/patients/${id}/identity`,
    );
    names.set(id, `${issuer} ${patientId}`);
  }
  return names;
}

async function readPatients(coordinator: Reader, { patients }: Names): Promise<Record<string, unknown>> {
  const pages: [string, unknown][] = [];
  for (const [id, name] of patients) {
    const page = await coordinator.get<Case>(`/api/patients/${id}/case`);
    const assessments = await all<Assessment>(coordinator, `/api/patients/${id}/assessments?superseded=true`);
    const lines = [];
    for (const line of page.lines) lines.push(await readLine(coordinator, line));
    pages.push([
      name,
      {
        assessments: sorted(
          assessments.map(({ sourceId, revision, state }) => inWords(sourceId, `revision ${revision}`, state)),
        ),
        facts: sorted(page.facts.map((fact) => inWords(fact.name, fact.state, fact.date))),
        reports: page.reports.length,
        lines,
      },
    ]);
  }
  return Object.fromEntries(pages.sort(([one], [other]) => (one < other ? -1 : 1)));
}

async function readLine(coordinator: Reader, line: Case['lines'][number]): Promise<unknown> {
  const { implied, state, population, parking, evaluators, flags, items, held } = line;
  const histories = [];
  for (const item of items) {
    const history = await coordinator.get<{ items: readonly Item[] }>(`/api/items/${item.id}/history`);
    histories.push(
      inWords(item.rule, ...history.items.map((one) => [one.state, one.stateReason ?? ''].join(' ').trim())),
    );
  }
  return {
    state: inWords(state, implied ? 'implied' : 'named', population === null ? 'covered' : 'not covered'),
    parking: parking === null ? null : inWords(parking.until, parking.by, parking.ended ? 'ended' : 'waiting'),
    responses: sorted(
      evaluators.map(({ evaluator, timepoints }) =>
        inWords(
          evaluator,
          timepoints.map((scan) => `${scan.label} ${scan.overallResponse ?? '-'}/${scan.immuneResponse ?? '-'}`),
        ),
      ),
    ),
    flags: sorted(flags.map((flag) => inWords(flag.definition, flag.tier, flag.state, sorted(flag.evaluatorsFor)))),
    items: sorted(histories),
    held: sorted(held.map(({ timepoint, evaluator }) => inWords(timepoint, evaluator))),
  };
}

/** Rows that release 0.1.0 did not have: lines of which nothing but held scans is there stood in no list. */
const sinceRelease010: WorklistRow['kind'] = 'held';

const worklistRow = (row: WorklistRow, { patients }: Names): string =>
  inWords(
    row.kind,
    patients.get(row.patient.id),
    row.lineState,
    `${row.heldAssessments} held`,
    row.finding === null ? null : `${row.kind} ${row.finding.definition}`,
    [],
    [],
  );

const between = ' · ';

/**
 * What release 0.1.0 read, in the terms of today: flags and questions stand in cases, whose lists are made by a worker; what waits and
 * what is on an agenda is a patient once, in the place of the first question, with the minutes of all of them.
 */
export function inTodaysTerms(reading: ReleaseReading): ReleaseReading {
  return {
    ...reading,
    worklist: reading.worklist.filter((row) => !/^(flag|question) /.test(row)),
    waiting: Object.fromEntries(
      Object.entries(reading.waiting).map(([board, rows]) => [
        board,
        [...new Set(rows.map((row) => row.split(between)[0] ?? ''))],
      ]),
    ),
    agendas: Object.fromEntries(
      Object.entries(reading.agendas).map(([meeting, rows]) => [meeting, oncePerPatient(rows as readonly string[])]),
    ),
  };
}

function oncePerPatient(rows: readonly string[]): string[] {
  const entries = new Map<string, { minutes: number; placedBy: string }>();
  for (const row of rows) {
    const [, minutes = '', placedBy = '', patient = ''] = row.split(between);
    const entry = entries.get(patient) ?? { minutes: 0, placedBy };
    entries.set(patient, { ...entry, minutes: entry.minutes + Number(minutes) });
  }
  return [...entries].map(([patient, { minutes, placedBy }], place) => inWords(place + 1, minutes, placedBy, patient));
}

async function readBoards(
  coordinator: Reader,
  { patients }: Names,
): Promise<Pick<ReleaseReading, 'waiting' | 'agendas'>> {
  const waiting: [string, readonly string[]][] = [];
  const agendas: [string, unknown][] = [];
  const boards = await coordinator.get<Page<{ id: string; name: string }>>('/api/boards');
  for (const { id, name } of boards.items) {
    const accepted = await all<{ patient: { id: string } }>(coordinator, `/api/cases?boardId=${id}&waitsFor=meeting`);
    waiting.push([name, sorted(accepted.map(({ patient }) => patients.get(patient.id) ?? ''))]);
    const meetings = await all<{ id: string; startsAt: string; state: string; minutes: number; place: string | null }>(
      coordinator,
      `/api/boards/${id}/meetings`,
    );
    for (const meeting of meetings) {
      const { items } = await coordinator.get<Agenda>(`/api/meetings/${meeting.id}/agenda`);
      agendas.push([
        inWords(name, meeting.startsAt, meeting.state, meeting.minutes, meeting.place),
        items.map(({ position, minutes, placedBy, content }) =>
          inWords(position, minutes, placedBy, content === null ? null : patients.get(content.patient.id)),
        ),
      ]);
    }
  }
  return { waiting: Object.fromEntries(waiting), agendas: Object.fromEntries(agendas) };
}

async function readImports(coordinator: Reader): Promise<unknown[]> {
  const imports = await all<{
    id: string;
    format: string;
    state: string;
    rows: number;
    taken: number;
    held: number;
    uploadedBy: string;
    files: readonly { readonly sentAs: string; readonly rows: number }[];
  }>(coordinator, '/api/imports');
  const read = [];
  for (const { id, format, state, rows, taken, held, uploadedBy, files } of imports) {
    const queries = await all<{ kind: string; code: string; file: string | null; row: number | null }>(
      coordinator,
      `/api/imports/${id}/held`,
    );
    read.push({
      upload: inWords(format, state, uploadedBy, `${rows} rows`, `${taken} taken`, `${held} held`),
      files: files.map((file) => inWords(file.sentAs, file.rows)),
      queries: sorted(queries.map(({ kind, code, file, row }) => inWords(kind, code, file, row))),
    });
  }
  return read;
}

type Administration = Pick<ReleaseReading, 'rules' | 'releases' | 'dryRuns' | 'accounts'>;

async function readAdministration(administrator: Reader): Promise<Administration> {
  const rules =
    await administrator.get<
      Page<{ rule: string; isOn: boolean; inShadow: boolean; reason: string | null; changedBy: string | null }>
    >('/api/rule-standings');
  const releases =
    await administrator.get<
      Page<{ engineVersion: string; ruleSetVersion: string; releasedBy: string | null; reason: string }>
    >('/api/releases');
  const accounts =
    await administrator.get<
      Page<{ kind: string; displayName: string; disabledAt: string | null; roles: readonly string[] }>
    >('/api/accounts');
  return {
    rules: sorted(
      rules.items
        .filter(({ changedBy }) => changedBy !== null)
        .map(({ rule, isOn, inShadow, reason, changedBy }) => inWords(rule, isOn, inShadow, reason, changedBy)),
    ),
    releases: releases.items.map((one) => inWords(one.engineVersion, one.ruleSetVersion, one.releasedBy, one.reason)),
    dryRuns: await readDryRuns(administrator),
    accounts: sorted(
      accounts.items.map(({ kind, displayName, disabledAt, roles }) =>
        inWords(kind, displayName, disabledAt === null ? 'in use' : 'disabled', sorted(roles)),
      ),
    ),
  };
}

async function readDryRuns(administrator: Reader): Promise<unknown[]> {
  const runs = await all<{ id: string }>(administrator, '/api/dry-runs');
  const read = [];
  for (const { id } of runs) {
    const run = await administrator.get<{
      state: string;
      lines: number;
      done: number;
      startedBy: string;
      counts: readonly { subject: string; name: string; kind: string; code: string; count: number }[];
    }>(`/api/dry-runs/${id}`);
    read.push({
      run: inWords(run.state, run.startedBy, `${run.done} of ${run.lines} lines`),
      changes: sorted(
        run.counts.map(({ subject, name, kind, code, count }) => inWords(subject, name, kind, code, count)),
      ),
    });
  }
  return read;
}

import { Client } from './support/client.js';
import { cohortAssessments, cohortFacts, type Document, type Statement } from './support/input.js';
import { install, type Installation, removeInstallations } from './support/installation.js';
import { becomesCurrent } from './support/kept-state.js';
import { endAllServices, ServiceProcess } from './support/service-process.js';

interface Flag {
  readonly definition: string;
  readonly episode: string;
  readonly reason: string;
  readonly patient: { readonly id: string };
  readonly evaluatorsFor: readonly string[];
  readonly evaluatorsAgainst: readonly string[];
  readonly holds: readonly { readonly code: string }[];
}

interface Case {
  readonly lines: readonly {
    readonly flags: readonly { readonly definition: string; readonly tier: string; readonly state: string }[];
    readonly items: readonly { readonly rule: string; readonly state: string; readonly stateReason: string | null }[];
  }[];
}

interface Classification {
  readonly timepoints: readonly {
    readonly label: string;
    readonly overallResponse: string | null;
    readonly immuneResponse: string | null;
    readonly patterns: readonly { readonly definition: string; readonly verdict: string }[];
  }[];
}

/** A running service that has an empty installation, seen by a sender and a coordinator. */
class Hospital {
  private constructor(
    private readonly installation: Installation,
    private readonly service: ServiceProcess,
  ) {}

  static async open(): Promise<Hospital> {
    const installation = await install();
    return new Hospital(installation, await ServiceProcess.start({ databaseUrl: installation.url }));
  }

  get #coordinator(): Client {
    return new Client(this.service.url, this.installation.coordinatorKey);
  }

  /** Sends what there is and waits until it is classified. */
  async receive(statements: readonly Statement[], documents: readonly Document[]): Promise<void> {
    const sender = new Client(this.service.url, this.installation.senderKey);
    if (statements.length > 0) await sender.post('/api/facts', statements);
    if (documents.length > 0) await sender.post('/api/assessments', documents);
    await becomesCurrent(this.installation.client);
  }

  worklist(tier: 'flag' | 'watch' = 'flag'): Promise<Flag[]> {
    return this.#coordinator.all<Flag>(`/api/flags?tier=${tier}`);
  }

  /** The only treatment line of a patient. */
  async line(patient: string): Promise<Case['lines'][number]> {
    const { lines } = await this.#coordinator.get<Case>(`/api/patients/${await this.idOf(patient)}/case`);
    if (lines[0] === undefined || lines.length > 1) throw new Error(`${patient} has ${lines.length} treatment lines.`);
    return lines[0];
  }

  async classifications(patient: string): Promise<readonly Classification[]> {
    return (
      await this.#coordinator.get<{ items: Classification[] }>(
        `/api/patients/${await this.idOf(patient)}/classifications`,
      )
    ).items;
  }

  /** The service's own id of a patient: no list tells a number. */
  async idOf(patient: string): Promise<string> {
    const { items } = await this.#coordinator.post<{ items: { id: string }[] }>('/api/patients/search', {
      patientId: patient,
    });
    return items[0]?.id ?? 'unknown';
  }
}

afterAll(async () => {
  await endAllServices();
  await removeInstallations();
});

/**
 * What is expected of the cohort (demo/head-and-neck/SOURCE.md) at one scan; of items those of the rules T1, T3a, T3b
 * and T6a.
 */
interface Expected {
  readonly at: string;
  /** RECIST 1.1 and iRECIST, of each evaluator. */
  readonly response: readonly (readonly [string, string])[];
  /** Verdicts of DR-A, DR-B and DR-C, of each evaluator. */
  readonly patterns: readonly string[];
  readonly flags?: readonly string[];
  /** Of DR-A, DR-B and DR-C; other definitions only raise watches. */
  readonly watches?: readonly string[];
  readonly items?: readonly string[];
  /** Items that stood at an earlier scan, with the reason for which they were closed. */
  readonly closed?: readonly string[];
  readonly withdrawn?: readonly string[];
}

const [A, B, C] = ['DR-A', 'DR-B', 'DR-C'] as const;
const projectDefinitions: readonly string[] = [A, B, C];
const rules: readonly string[] = ['T1', 'T3a', 'T3b', 'T6a', 'T6a-NPC'];
const none = 'no no no';
const notAssessable = '? ? ?';

/** By patient, one entry a follow-up, in time. The last entry of 15 follows the biopsy. */
const table: Readonly<Record<string, readonly Expected[]>> = {
  'HN-01': [
    { at: 'week 9', response: [['SD', 'iSD']], patterns: [none] },
    { at: 'week 18', response: [['SD', 'iSD']], patterns: ['yes no yes'], flags: [A], watches: [C], items: ['T3a'] },
  ],
  'HN-02': [
    {
      at: 'week 8',
      response: [['PD', 'iUPD']],
      patterns: ['no yes yes'],
      flags: [B],
      watches: [C],
      items: ['T1', 'T3b'],
    },
  ],
  'HN-03': [{ at: 'week 9', response: [['SD', 'iSD']], patterns: ['no no yes'], flags: [C], items: ['T3a'] }],
  'HN-04': [
    { at: 'week 9', response: [['PD', 'iUPD']], patterns: [none] },
    { at: 'week 13', response: [['PD', 'iCPD']], patterns: [none] },
  ],
  'HN-05': [
    { at: 'week 9', response: [['PR', 'iPR']], patterns: [none] },
    { at: 'week 18', response: [['PR', 'iPR']], patterns: [none] },
  ],
  'HN-06': [
    { at: 'week 8', response: [['PD', 'iUPD']], patterns: [none], items: ['T1'] },
    { at: 'week 13', response: [['SD', 'iSD']], patterns: [none], closed: ['T1 no-longer-met'] },
    { at: 'week 21', response: [['PR', 'iPR']], patterns: [none], closed: ['T1 no-longer-met'] },
  ],
  'HN-07': [
    { at: 'day 0', response: [['null', 'null']], patterns: [''] },
    { at: 'day 56', response: [['PD', 'iUPD']], patterns: [none] },
  ],
  'HN-08': [{ at: 'week 9', response: [['NE', 'NE']], patterns: [notAssessable] }],
  'HN-09': [{ at: 'week 9', response: [['NE', 'NE']], patterns: ['? no ?'] }],
  'HN-10': [
    { at: 'week 9', response: [['SD', 'iSD']], patterns: ['yes no yes'], flags: [A], watches: [C], items: ['T3a'] },
    { at: 'week 18', response: [['NE', 'NE']], patterns: ['no no ?'], watches: [C], closed: ['T3a carried-out'] },
  ],
  'HN-11': [
    { at: 'week 9', response: [['PR', 'iPR']], patterns: [none] },
    { at: 'week 24', response: [['PR', 'iPR']], patterns: [none], items: ['T6a'] },
  ],
  'HN-12': [
    { at: 'week 9', response: [['PR', 'iPR']], patterns: [none], items: ['T6a-NPC'] },
    { at: 'week 18', response: [['PR', 'iPR']], patterns: [none], items: ['T6a-NPC'] },
  ],
  'HN-13': [{ at: 'week 9', response: [['SD', 'iSD']], patterns: [none] }],
  'HN-14': [
    { at: 'week 9', response: [['PD', 'iUPD']], patterns: [notAssessable] },
    { at: 'week 14', response: [['PD', 'iCPD']], patterns: [notAssessable] },
  ],
  'HN-15': [
    { at: 'week 9', response: [['PR', 'iPR']], patterns: [none] },
    { at: 'week 27', response: [['PD', 'iUPD']], patterns: ['no yes yes'], flags: [B], watches: [C], items: ['T3b'] },
    { at: 'week 27', response: [['PR', 'iPR']], patterns: [none], closed: ['T3b second-primary'], withdrawn: [B, C] },
  ],
  'HN-16': [
    {
      at: 'week 9',
      response: [
        ['SD', 'iSD'],
        ['SD', 'iSD'],
        ['SD', 'iSD'],
      ],
      patterns: ['yes no yes', 'no no no', 'yes no yes'],
      watches: [A, C],
    },
  ],
};

describe('the head and neck cohort, scan by scan over the API', () => {
  const documents = cohortAssessments();
  const daysOf = (patient: string): string[] =>
    [
      ...new Set(
        documents.filter((document) => document.patient.id === patient).map(({ timepoint }) => timepoint.date),
      ),
    ].sort();

  /** What is known once so many follow-ups of each patient were read; after the last of them, everything. */
  const known = (followUps: number): [Statement[], Document[]] => {
    const isKnown = (patient: string, date: string | undefined): boolean => {
      const until = daysOf(patient)[followUps];
      return date === undefined || until === undefined || date <= until;
    };
    const statements = cohortFacts().map((statement) => ({
      ...statement,
      facts: statement.facts.filter(({ date }) => isKnown(statement.patient.id, date)),
    }));
    return [
      statements.filter(({ facts }) => facts.length > 0),
      documents.filter(({ patient, timepoint }) => isKnown(patient.id, timepoint.date)),
    ];
  };

  const found = new Map<string, Expected[]>();

  const lookAt = async (
    hospital: Hospital,
    patient: string,
    worklists: { readonly flags: readonly Flag[]; readonly watches: readonly Flag[] },
  ): Promise<Expected> => {
    const last = (await hospital.classifications(patient)).map(({ timepoints }) => timepoints.at(-1));
    const { items, flags } = await hospital.line(patient);
    const id = await hospital.idOf(patient);
    const ofPatient = (worklist: readonly Flag[]): string[] =>
      worklist
        .filter((flag) => flag.patient.id === id && projectDefinitions.includes(flag.definition))
        .map(({ definition }) => definition)
        .sort();
    const itemsIn = (...states: string[]) =>
      items
        .filter(({ rule, state }) => rules.includes(rule) && states.includes(state))
        .sort((one, other) => (one.rule < other.rule ? -1 : 1));
    const verdicts = { met: 'yes', 'not-met': 'no', 'not-assessable': '?' } as Readonly<Record<string, string>>;
    return {
      at: last[0]?.label ?? '',
      response: last.map((timepoint) => [String(timepoint?.overallResponse), String(timepoint?.immuneResponse)]),
      patterns: last.map((timepoint) =>
        projectDefinitions
          .flatMap(
            (definition) =>
              verdicts[timepoint?.patterns.find((pattern) => pattern.definition === definition)?.verdict ?? ''] ?? [],
          )
          .join(' '),
      ),
      flags: ofPatient(worklists.flags),
      watches: ofPatient(worklists.watches),
      items: itemsIn('draft').map(({ rule }) => rule),
      closed: itemsIn('closed').map(({ rule, stateReason }) => `${rule} ${stateReason}`),
      withdrawn: flags
        .filter(({ state, definition }) => state === 'withdrawn' && projectDefinitions.includes(definition))
        .map(({ definition }) => definition)
        .sort(),
    };
  };

  const mostFollowUps = Math.max(...Object.values(table).map(({ length }) => length));

  beforeAll(async () => {
    const hospital = await Hospital.open();
    for (let followUps = 0; followUps <= mostFollowUps; followUps += 1) {
      await hospital.receive(...known(followUps));
      const worklists = { flags: await hospital.worklist('flag'), watches: await hospital.worklist('watch') };
      for (const [patient, expected] of Object.entries(table)) {
        if (followUps > 0 && followUps <= expected.length)
          found.set(patient, [...(found.get(patient) ?? []), await lookAt(hospital, patient, worklists)]);
      }
      if (followUps === 0) expect(worklists).toEqual({ flags: [], watches: [] });
    }
  });

  it.each(Object.entries(table))('%s', (patient, expected) => {
    expect(found.get(patient)).toEqual(
      expected.map((scan) => ({ flags: [], watches: [], items: [], closed: [], withdrawn: [], ...scan })),
    );
  });

  it('every patient of the cohort stands in the table', () => {
    expect([...new Set(documents.map(({ patient }) => patient.id))].sort()).toEqual(Object.keys(table).sort());
  });
});

describe('a changed millimetre', () => {
  let hospital: Hospital;
  const documents = cohortAssessments();
  const revisions = new Map<string, number>();

  /** Sends an assessment again with one size changed, as its next revision. */
  const correct = async (sourceId: string, lesion: string, size: string): Promise<void> => {
    const document = documents.find((candidate) => candidate.sourceId === sourceId);
    if (document === undefined) throw new Error(`There is no assessment ${sourceId}.`);
    const revision = (revisions.get(sourceId) ?? 1) + 1;
    revisions.set(sourceId, revision);
    const findings = document.findings.map((finding) => (finding.lesion === lesion ? { ...finding, size } : finding));
    await hospital.receive([], [{ ...document, revision, findings }]);
  };

  const ofPatient = async (patient: string, tier: 'flag' | 'watch', definition: string): Promise<Flag | undefined> => {
    const id = await hospital.idOf(patient);
    return (await hospital.worklist(tier)).find((flag) => flag.patient.id === id && flag.definition === definition);
  };

  beforeAll(async () => {
    hospital = await Hospital.open();
    await hospital.receive(cohortFacts(), documents);
  });

  it('of the growing node of 01 takes the flag away, or holds it back, and closes the item; correcting it back brings both again', async () => {
    const steps: readonly (readonly [
      size: string,
      tier: 'flag' | 'watch' | null,
      printed: string,
      item: string,
      holds: readonly string[],
    ])[] = [
      ['26', 'flag', 'grew 18 to 26 mm', 'draft', []],
      ['27', 'flag', 'grew 18 to 27 mm', 'draft', []],
      ['21', null, '', 'closed flag-withdrawn', []],
      ['26', 'flag', 'grew 18 to 26 mm', 'draft', []],
      ['23', 'watch', 'grew 18 to 23 mm', 'closed flag-held-back', ['within-noise']],
      ['22.9', null, '', 'closed flag-held-back', []],
      ['26', 'flag', 'grew 18 to 26 mm', 'draft', []],
    ];
    for (const [size, tier, printed, item, holds] of steps) {
      await correct('HN-01/week 18', 'N', size);
      const [flag, watch] = [await ofPatient('HN-01', 'flag', 'DR-A'), await ofPatient('HN-01', 'watch', 'DR-A')];
      const shown = flag ?? watch;
      expect({
        size,
        tier: flag ? 'flag' : watch ? 'watch' : null,
        holds: shown?.holds.map(({ code }) => code) ?? [],
      }).toEqual({ size, tier, holds });
      expect(shown?.reason ?? '').toContain(printed);
      const { items, flags } = await hospital.line('HN-01');
      expect(
        items
          .filter(({ rule }) => rule === 'T3a')
          .map(({ state, stateReason }) => [state, stateReason].filter(Boolean).join(' ')),
      ).toEqual([item]);
      expect(flags.find(({ definition }) => definition === 'DR-A')?.state).toBe(tier === null ? 'withdrawn' : 'open');
    }
  });

  it.each([
    ['as printed', 'reader A', '30', ['reader A', 'reader C'], ['reader B'], ['within-noise', 'evaluators-disagree']],
    ['B at +5 mm agrees', 'reader B', '29', ['reader A', 'reader B', 'reader C'], [], ['within-noise']],
    [
      'C at +4 mm does not',
      'reader C',
      '27',
      ['reader A', 'reader B'],
      ['reader C'],
      ['within-noise', 'evaluators-disagree'],
    ],
    [
      'A at +7 mm is beyond the noise, and the readers still disagree',
      'reader A',
      '31',
      ['reader A', 'reader B'],
      ['reader C'],
      ['evaluators-disagree'],
    ],
    ['C at +5 mm agrees again', 'reader C', '28', ['reader A', 'reader B', 'reader C'], [], null],
  ] as const)('of the readers of 16: %s', async (_, reader, size, evaluatorsFor, evaluatorsAgainst, holds) => {
    await correct(`HN-16/${reader}/week 9`, 'N', size);
    const flag = await ofPatient('HN-16', holds === null ? 'flag' : 'watch', 'DR-A');
    expect(flag).toMatchObject({ evaluatorsFor, evaluatorsAgainst });
    expect(flag?.holds.map(({ code }) => code)).toEqual(holds ?? []);
  });

  it('of the new lesion of 02 changes what is printed', async () => {
    await correct('HN-02/week 8', 'New-1', '17');
    expect((await ofPatient('HN-02', 'flag', 'DR-B'))?.reason).toContain('is new, 17 mm');
  });

  it('of the lung lesion of 03 makes a flag of a watch', async () => {
    expect(await ofPatient('HN-03', 'flag', 'DR-A')).toBeUndefined();
    await correct('HN-03/week 9', 'L1', '17');
    expect((await ofPatient('HN-03', 'flag', 'DR-A'))?.reason).toContain('grew 12 to 17 mm');
    await correct('HN-03/week 9', 'L1', '16');
    expect(await ofPatient('HN-03', 'flag', 'DR-A')).toBeUndefined();
  });
});

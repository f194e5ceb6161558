/** The bundled cohorts, through the same doors and the same queue that a hospital would use. */
import { readFile } from 'node:fs/promises';
import type { DemoClient, ImportState } from './client.js';
import { type Cohort, cohortAsOf } from './cohort-dates.js';
import { Patience, pause } from './patience.js';
import { Progress } from './progress.js';
import type { Terminal } from './terminal.js';

const cohorts = new URL('../../../demo/', import.meta.url);
const cohortFile = (path: string): URL => new URL(path, cohorts);
const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

async function jsonLines<Line>(path: string): Promise<Line[]> {
  const text = await readFile(cohortFile(path), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

type Lines<Key extends keyof Cohort> = Cohort[Key][number];

/** The head and neck cohort with its dates moved close to the day on which the demonstration began. */
async function sendHeadAndNeck(sender: DemoClient, terminal: Terminal, begun: string | undefined): Promise<void> {
  const printed = {
    assessments: await jsonLines<Lines<'assessments'>>('head-and-neck/assessments.jsonl'),
    statements: await jsonLines<Lines<'statements'>>('head-and-neck/facts.jsonl'),
  };
  const { assessments, statements, ahead } =
    begun === undefined ? { ...printed, ahead: 0 } : cohortAsOf(printed, begun);
  const documents = await sender.send('/api/assessments', assessments);
  const stated = await sender.send('/api/facts', statements);
  terminal.line(
    `  head and neck, synthetic (JSON): ${counted(documents, 'assessment')} and ${counted(stated, 'statement')} of facts taken`,
  );
  if (ahead > 0)
    terminal.line(
      `    its dates moved by whole weeks; ${counted(ahead, 'statement')} left out that would lie ahead of today`,
    );
}

/**
 * Sends everything and waits until it is classified; what an earlier run has sent is known already.
 * @param begun day (YYYY-MM-DD) on which the demonstration was first started: taken up on another day, it sends the same again
 */
export async function importCohorts(sender: DemoClient, terminal: Terminal, begun: string | undefined): Promise<void> {
  terminal.line('Importing the bundled cohorts through the same doors a hospital would use:');
  await sendHeadAndNeck(sender, terminal, begun);
  const upload = new CohortUpload(sender, terminal);
  await upload.send('SDTM TU and TR, synthetic', { format: 'sdtm', synthetic: 'true' }, [
    'sdtm-onco/tu_onco.csv',
    'sdtm-onco/tr_onco.csv.gz',
  ]);
  const mapping = await readFile(cohortFile('trials-laleh2022/mapping.json'), 'utf8');
  await upload.send('five trials, real and anonymised', { format: 'csv', mapping }, [
    'trials-laleh2022/laleh2022_long.csv',
  ]);
  await followClassification(sender, terminal);
}

/** Uploads files of a cohort and shows how far the service is with them. */
class CohortUpload {
  constructor(
    private readonly sender: DemoClient,
    private readonly terminal: Terminal,
  ) {}

  async send(name: string, fields: Readonly<Record<string, string>>, files: readonly string[]): Promise<void> {
    const progress = new Progress(this.terminal, name, 'assessments');
    progress.note('sending');
    const location = await this.sender.upload(fields, files.map(cohortFile));
    progress.end(takenInWords(await this.#follow(name, location, progress)));
  }

  async #follow(name: string, location: string, progress: Progress): Promise<ImportState> {
    const patience = new Patience(`The import of ${name}`);
    let state: ImportState;
    do {
      state = await this.sender.importState(location);
      if (state.state === 'failed') throw new Error(`The import of ${name} failed: ${state.failure}`);
      progress.show(state.done, state.groups);
      patience.at(state.groups - state.done);
    } while (state.state !== 'done' && (await pause()));
    return state;
  }
}

const takenInWords = ({ rows, taken, known, held }: ImportState): string =>
  [
    counted(rows, 'row'),
    `${counted(taken, 'assessment')} taken`,
    ...(known > 0 ? [`${known} known already`] : []),
    `${held} held with a query to the sender`,
  ].join(', ');

async function followClassification(sender: DemoClient, terminal: Terminal): Promise<void> {
  const progress = new Progress(terminal, 'classifying', 'treatment lines');
  const patience = new Patience('The classification');
  const all = await sender.staleLines();
  for (let waiting = all; waiting > 0; waiting = await sender.staleLines()) {
    progress.show(all - waiting, all);
    patience.at(waiting);
    await pause();
  }
  progress.end('every treatment line is classified');
}

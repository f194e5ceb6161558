import { Injectable } from '@nestjs/common';
import { matchingOf, type MatchRefusal, refusalOfMatch } from '../../core/record/index.js';
import type { TreatmentLineHistory } from '../../core/response/index.js';
import { type Actor, PatientAccess } from '../../platform/access/index.js';
import { AuditTrail } from '../../platform/audit/index.js';
import { Database, snapshot } from '../../platform/database/index.js';
import { notify } from '../../platform/live/index.js';
import { Problem, type ProblemError } from '../../platform/problem/index.js';
import { JobQueue } from '../../platform/queue/index.js';
import { HistoryReader } from './history-reader.service.js';
import { readMatches } from './lesion-match-rows.js';
import type { LesionMatchingView, LesionMatchView, NewLesionMatch } from './lesion-match-views.js';
import { LineVersions } from './line-versions.service.js';

/** A treatment line, as addresses name it. */
export interface LineAddress {
  readonly patientId: string;
  readonly treatmentLineId: string;
}

/** A line as it stands, with what was matched on it. */
interface StandingLine {
  readonly history: TreatmentLineHistory;
  readonly historyVersion: string;
  readonly matches: readonly LesionMatchView[];
}

/** What is written of a match, and answers its id; the first parameter is who does it. */
interface Change {
  readonly action: 'lesion.match' | 'lesion.unmatch';
  readonly sql: string;
  readonly parameters: readonly string[];
}

/** How often a change is decided anew where scans come in between. */
const attempts = 5;

/**
 * Which labels of a treatment line are one lesion, as people confirm. What was sent stays as it is: histories are read through the matches,
 * and the line is classified anew after each, as after a correction.
 */
@Injectable()
export class LesionMatches {
  constructor(
    private readonly database: Database,
    private readonly access: PatientAccess,
    private readonly histories: HistoryReader,
    private readonly lines: LineVersions,
    private readonly trail: AuditTrail,
    private readonly queue: JobQueue,
  ) {}

  /** What of a line's lesions may be matched, what is proposed, and what was matched. */
  async read(actor: Actor, address: LineAddress): Promise<LesionMatchingView> {
    await this.access.require(actor, address.patientId);
    this.trail.noteRead('lesion.match-list', [address.patientId]);
    return matchingView(await this.#standing(actor, address));
  }

  /**
   * Reads a label as another lesion of its evaluator from now on.
   * @throws Problem 'not found' for a line of no patient whom the actor coordinates, 'invalid' that says why the two cannot be one,
   * 'conflict' where matches of the line were changed since the version that the actor saw
   */
  async confirm(actor: Actor, address: LineAddress, wanted: NewLesionMatch): Promise<LesionMatchingView> {
    const { evaluator, label, readAs, version } = wanted;
    return this.#change(actor, address, version, ({ history, matches }) => {
      const refusal = refusalOfMatch(history, matches.filter(isInForce), { evaluator, label, readAs });
      if (refusal !== null) throw Problem.invalid([faultOf(refusal, wanted)]);
      return {
        action: 'lesion.match',
        sql: `
          INSERT INTO lesion_match (confirmed_by, patient_id, treatment_line_id, evaluator, label, read_as)
          VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        parameters: [address.patientId, address.treatmentLineId, evaluator, label, readAs],
      };
    });
  }

  /**
   * The label stands for itself again.
   * @throws Problem 'not found', or 'conflict' where it is undone already or matches were changed since the version that the actor saw
   */
  async undo(actor: Actor, address: LineAddress, id: string, version: number): Promise<LesionMatchingView> {
    return this.#change(actor, address, version, ({ matches }) => {
      const match = matches.find((one) => one.id === id);
      if (match === undefined) throw Problem.notFound(`There is no match ${id} of this treatment line.`);
      if (!isInForce(match)) throw Problem.conflict('The match is undone already.', { code: 'undone-already' });
      return {
        action: 'lesion.unmatch',
        sql: `
          WITH undone AS (UPDATE lesion_match SET undone_at = now(), undone_by = $1 WHERE id = $2 RETURNING id)
          SELECT id FROM undone`,
        parameters: [id],
      };
    });
  }

  /**
   * One change of a line's matches: decided on the line as it stands and on the version that was seen, written if nobody has written to the
   * line since, and classified after the commit.
   */
  async #change(
    actor: Actor,
    address: LineAddress,
    version: number,
    decide: (line: StandingLine) => Change,
  ): Promise<LesionMatchingView> {
    await this.access.require({ ...actor, boardIds: actor.coordinatorOf }, address.patientId);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const line = await this.#standing(actor, address);
      if (versionOf(line.matches) !== version) throw changedMeanwhile(line.matches, version);
      if (!(await this.#write(actor, address, line, decide(line)))) continue;
      await this.queue.enqueue('classify-lines', { treatmentLineIds: [address.treatmentLineId] });
      return matchingView(await this.#standing(actor, address));
    }
    throw new Problem({
      kind: 'busy',
      detail: 'Scans of this treatment line are being recorded: nothing was matched or undone. Try again in a moment.',
      retryAfterSeconds: 5,
    });
  }

  /** @returns false where the line was written to since it was read: nothing is written then */
  async #write(
    actor: Actor,
    { patientId, treatmentLineId }: LineAddress,
    { historyVersion }: StandingLine,
    { action, sql, parameters }: Change,
  ): Promise<boolean> {
    return this.database.asActor(actor, async (manager) => {
      const versions = await this.lines.lock(manager, [treatmentLineId]);
      if (versions.get(treatmentLineId) !== historyVersion) return false;
      const [row] = await manager.query<{ id: string }[]>(sql, [actor.accountId, ...parameters]);
      await this.lines.advance(manager, [treatmentLineId]);
      await notify(manager, { topic: 'patients', ids: [patientId] });
      await this.trail.record(manager, {
        action,
        patientIds: [patientId],
        subjectType: 'lesion-match',
        subjectId: row!.id,
        detail: { treatmentLineId },
      });
      return true;
    });
  }

  async #standing(actor: Actor, { patientId, treatmentLineId }: LineAddress): Promise<StandingLine> {
    return this.database.asActor(
      actor,
      async (manager) => {
        const [line] = await this.histories.read(manager, [treatmentLineId]);
        if (line?.patientId !== patientId)
          throw Problem.notFound(`There is no treatment line ${treatmentLineId} of patient ${patientId}.`);
        const { history, historyVersion } = line;
        return { history, historyVersion, matches: await readMatches(manager, treatmentLineId) };
      },
      snapshot,
    );
  }
}

const isInForce = ({ undoneAt }: LesionMatchView): boolean => undoneAt === null;

/** Counts up with every match and every undoing. */
const versionOf = (matches: readonly LesionMatchView[]): number =>
  matches.length + matches.filter((match) => !isInForce(match)).length;

const matchingView = ({ history, matches }: StandingLine): LesionMatchingView => ({
  version: versionOf(matches),
  evaluators: matchingOf(history).filter(({ before, later }) => before.length > 0 || later.length > 0),
  matches: [...matches],
});

interface MatchChange {
  readonly change: 'matched' | 'undone';
  readonly label: string;
  readonly readAs: string;
  readonly by: string;
  readonly at: string;
}

/** What became of the matches since a version, in order of time. */
function changesSince(matches: readonly LesionMatchView[], version: number): readonly MatchChange[] {
  const changes = matches.flatMap(({ label, readAs, confirmedAt, confirmedBy, undoneAt, undoneBy }) => [
    { change: 'matched' as const, label, readAs, by: confirmedBy, at: confirmedAt },
    ...(undoneAt === null ? [] : [{ change: 'undone' as const, label, readAs, by: undoneBy ?? '', at: undoneAt }]),
  ]);
  return changes.sort((one, other) => one.at.localeCompare(other.at)).slice(version);
}

const changedMeanwhile = (matches: readonly LesionMatchView[], version: number): Problem =>
  Problem.conflict(
    'Somebody else matched lesions of this treatment line, or undid a match, since it was read: `changes` says what. Look again, then decide.',
    { code: 'matches-changed', currentVersion: versionOf(matches), changes: changesSince(matches, version) },
  );

type RefusalCode = MatchRefusal['code'];

const refusalWords: Readonly<
  Record<RefusalCode, (wanted: NewLesionMatch, part: string) => { readonly detail: string; readonly expected: string }>
> = {
  'unknown-label': ({ evaluator }, part) => ({
    detail: `${evaluator} reports no lesion '${part}' on this treatment line.`,
    expected: 'labels under which this evaluator reports lesions of this treatment line',
  }),
  'same-label': (_wanted, part) => ({
    detail: `'${part}' is the same label: nothing would change.`,
    expected: 'two labels of one lesion',
  }),
  'matched-already': ({ label }) => ({
    detail: `'${label}' is read as another lesion already.`,
    expected: 'a label that stands for itself; a match can be undone',
  }),
  cycle: ({ label, readAs }) => ({
    detail: `'${readAs}' is read as '${label}' itself: the two would lead in a circle.`,
    expected: 'the match of the two undone first',
  }),
  chain: (_wanted, part) => ({
    detail: `'${part}' is part of another match, and a match of a match is not made.`,
    expected: 'the lesion itself in place of a label that is read as it; or the other match undone first',
  }),
  'one-timepoint': ({ label, readAs }) => ({
    detail: `'${label}' and '${readAs}' are both reported at one timepoint: they are two lesions.`,
    expected: 'labels that stand at different timepoints',
  }),
  'one-mass': ({ label, readAs }) => ({
    detail: `Of '${label}' and '${readAs}' one was reported to have merged into the other: they were two lesions.`,
    expected: 'two labels of one lesion',
  }),
  'not-seen-before': ({ label, readAs }) => ({
    detail: `'${readAs}' was not reported before '${label}' was.`,
    expected: 'as `readAs` the label that was there first',
  }),
};

const faultOf = ({ code, part }: MatchRefusal, wanted: NewLesionMatch): ProblemError => ({
  pointer: `/${part}`,
  code,
  ...refusalWords[code](wanted, wanted[part]),
});

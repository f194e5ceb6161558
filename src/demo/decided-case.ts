/** One case before its board, played: prepared, discussed, read back and signed by the demonstration's own people. */
import type { Case, Decision, DemoClient, MeetingWithPeople, Preparation } from './client.js';
import type { Terminal } from './terminal.js';

/** A synthetic patient in whom one new lesion stands against a response elsewhere. */
const decidedPatient = 'HN-02';
const millisecondsOfDay = 86_400_000;

const present = [
  { guestName: 'Demo radiologist', discipline: 'radiology' },
  { guestName: 'Demo pathologist', discipline: 'pathology' },
  { guestName: 'Demo radiation oncologist', discipline: 'radiation-oncology' },
  { guestName: 'Demo surgeon', discipline: 'oral-and-maxillofacial-surgery' },
] as const;

const inDays = (days: number): string => new Date(Date.now() + days * millisecondsOfDay).toISOString().slice(0, 10);

/** An invented outcome: words for a demonstration, from nobody's practice. */
function outcomeOf({ options, lesions }: Preparation): object {
  const option = options.find(({ id }) => id.startsWith('biopsy'));
  const lesion = lesions.find((label) => label.startsWith('New'));
  return {
    kind: option === undefined ? 'none-chosen' : 'options-chosen',
    options:
      option === undefined ? [] : [{ id: option.id, words: null, lesions: lesion === undefined ? [] : [lesion] }],
    intent: 'none-stated',
    rationale: 'One new lesion while the others shrank: its tissue is asked for before anything else.',
    conditions: [
      {
        kind: 'if',
        words: 'the tissue shows the known tumour: before the board again',
        owner: 'Demo coordinator',
        expires: inDays(28),
      },
    ],
    actions: [{ words: 'Arrange the biopsy', owner: 'Demo radiologist', due: inDays(7) }],
    dissent: [],
    unknown: ['What the patient wishes'],
  };
}

/**
 * Plays one case from where an earlier run has left it until its decision is signed, at a meeting of its own that then ends.
 * @param coordinator places and prepares it
 * @param chair opens the meeting and signs
 */
export async function decideOne(coordinator: DemoClient, chair: DemoClient): Promise<void> {
  const patientId = await coordinator.patientWithNumber(decidedPatient);
  const found = await caseOf(coordinator, patientId);
  if (found === null) return;
  const meetingId = await scheduled(coordinator, found);
  if (meetingId === null) return;
  await chair.openMeeting(meetingId);
  await arrive(chair, await chair.meetingWithPeople(meetingId));
  if ((await caseOf(coordinator, patientId))?.state === 'scheduled') await coordinator.prepare(meetingId);
  if ((await caseOf(coordinator, patientId))?.state === 'prepared') await chair.discuss(found.id);
  const preparation = await chair.preparation(found.id);
  await chair.writeOutcome(found.id, outcomeOf(preparation));
  await chair.sign(found.id);
  await chair.endMeeting(meetingId);
}

/** The case of the patient while it waits for a decision. */
async function caseOf(coordinator: DemoClient, patientId: string | null): Promise<Case | null> {
  const found = (await coordinator.cases()).find(({ patient }) => patient.id === patientId);
  return found === undefined || found.state === 'decided' || found.state === 'followed-up' ? null : found;
}

/** Id of the meeting on which the case stands now. */
async function scheduled(coordinator: DemoClient, found: Case): Promise<string | null> {
  if (found.meeting !== null) return found.meeting.id;
  if (found.state === 'raised') await coordinator.accept(found);
  const soon = new Date(Date.now() + 60_000);
  const meetingId = await coordinator.planMeeting(await coordinator.boardId(), soon);
  await coordinator.place(meetingId, found.id);
  return meetingId;
}

/** Lets those arrive who are not there: the chair, and guests for the disciplines of the quorum. */
async function arrive(chair: DemoClient, { meetingId, names, mine }: MeetingWithPeople): Promise<void> {
  if (!names.includes(mine.name))
    await chair.arrive(meetingId, { accountId: mine.accountId, discipline: 'medical-oncology' });
  for (const guest of present.filter(({ guestName }) => !names.includes(guestName)))
    await chair.arrive(meetingId, guest);
}

/** The newest decision of the board as it was signed; nothing where none was. */
export async function showDecision(coordinator: DemoClient, terminal: Terminal): Promise<void> {
  const decision = await coordinator.newestDecision();
  if (decision === null) return;
  const { synthetic } = decision.patient;
  const mark = synthetic ? '[synthetic] ' : '';
  terminal.line();
  terminal.line(
    `Decided: case ${decision.caseNumber}, ${await coordinator.patientNumber(decision.patient.id)}${synthetic ? ' [synthetic]' : ''}, at a meeting that the demonstration played:`,
  );
  for (const line of linesOf(decision)) terminal.line(`  ${mark}${line}`);
}

function linesOf({ text, hash, signedBy, signedAt, letter }: Decision): string[] {
  const { options, rationale, conditions, actions, unknown } = text.outcome;
  const chosen = options.map(({ words }) => words.en);
  return [
    chosen.length === 0 ? 'The board chose none of the options.' : `The board chose: ${chosen.join('; ')}`,
    `Reasons: ${rationale}`,
    ...conditions.map(({ kind, words, owner, expires }) => `Condition: ${kind} ${words} (${owner}, until ${expires})`),
    ...actions.map(({ words, owner, due }) => `Action: ${words} (${owner}, by ${due})`),
    ...unknown.map((words) => `Not known at the meeting: ${words}`),
    `Signed by ${signedBy}, ${signedAt.slice(0, 16).replace('T', ' ')} UTC; SHA-256 ${hash.slice(0, 16)}…`,
    `Letter: ${letter}`,
  ];
}

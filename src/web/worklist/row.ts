import type { components } from '../api/schema.js';
import type { PlacedOn } from '../meetings/placements.js';

type Flag = components['schemas']['Flag'];

/** One flag as the worklist shows it. Who the patient is stays out of it. */
export interface WorklistRow {
  readonly id: string;
  readonly patientId: string;
  readonly tier: Flag['tier'];
  readonly definition: string;
  readonly reason: string;
  readonly holds: readonly string[];
  /** The question that leads: accepted before drafted. Null where none was drafted or all are settled. */
  readonly item: { readonly id: string; readonly question: string; readonly state: Flag['items'][number]['state'] } | null;
  /** Questions of the same line beside it. */
  readonly furtherItems: number;
  readonly lastScan: Flag['lastScan'];
  readonly lineState: Flag['lineState'];
  readonly heldAssessments: number;
  readonly meeting: PlacedOn | null;
}

/** Puts a flag together with the meeting on which one of its questions stands. */
export function worklistRow(flag: Flag, placed: ReadonlyMap<string, PlacedOn>): WorklistRow {
  const open = flag.items.filter(({ state }) => state === 'draft' || state === 'accepted');
  const onMeeting = open.find(({ id }) => placed.has(id));
  const item = onMeeting ?? open.find(({ state }) => state === 'accepted') ?? open[0] ?? null;
  const { id, tier, definition, reason, lastScan, lineState, heldAssessments } = flag;
  return {
    id, tier, definition, reason, lastScan, lineState, heldAssessments, item, patientId: flag.patient.id, holds: flag.holds.map(({ words }) => words),
    furtherItems: Math.max(0, open.length - 1), meeting: onMeeting === undefined ? null : placed.get(onMeeting.id) ?? null,
  };
}

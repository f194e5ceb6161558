/** What the case page shows. */
import type { components } from '../api/schema.d.js';

type Schemas = components['schemas'];

export type BoardCase = Schemas['BoardCase'];
export type CaseReading = Schemas['CaseReading'];
export type FirstScreen = Schemas['FirstScreen'];
export type MergedCase = Schemas['MergedCase'];
export type CaseEdit = Schemas['CaseEdit'];
export type CaseMove = Schemas['CaseTransition'];
export type MoveName = CaseMove['transition'];
export type AllowedMove = BoardCase['allowed'][number];

/** Cases by what they wait for: the list in whose order one goes on from a case. */
const waits = ['coordinator', 'information', 'meeting', 'board', 'follow-up', 'nothing'] as const;

export const caseTabs = [
  'case',
  'decision',
  'readers',
  'definitions',
  'robustness',
  'evidence',
  'reasons',
  'facts',
  'history',
] as const;
export type CaseTab = (typeof caseTabs)[number];

/** The filter of a list of cases as it stands in an address. */
export interface CaseFilter {
  readonly waitsFor?: (typeof waits)[number];
  readonly boardId?: string;
  readonly mine?: 'yes';
}

export interface CaseSearch extends CaseFilter {
  /** Left out: the case itself. */
  readonly tab?: CaseTab;
}

const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value | undefined =>
  values.find((one) => one === value);

/** Reads the address of a case page; what it does not know is left out. */
export function readCaseSearch(search: Record<string, unknown>): CaseSearch {
  const waitsFor = oneOf(waits, search['waitsFor']);
  const tab = oneOf(caseTabs, search['tab']);
  const boardId = search['boardId'] === undefined ? undefined : String(search['boardId']);
  return {
    ...(waitsFor === undefined ? {} : { waitsFor }),
    ...(boardId !== undefined && /^\d+$/.test(boardId) ? { boardId } : {}),
    ...(search['mine'] === 'yes' ? { mine: 'yes' as const } : {}),
    ...(tab === undefined || tab === 'case' ? {} : { tab }),
  };
}

/** The filter alone: how a case is looked at does not change the order of the list. */
export const filterOf = ({ waitsFor, boardId, mine }: CaseSearch): CaseFilter => ({
  ...(waitsFor === undefined ? {} : { waitsFor }),
  ...(boardId === undefined ? {} : { boardId }),
  ...(mine === undefined ? {} : { mine }),
});

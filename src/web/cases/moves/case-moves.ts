import type { AllowedMove, BoardCase, MoveName } from '../case-model.js';

/** What a transition asks the person for before it is taken; null: it is taken at once. */
type MoveForm = 'asked' | 'words' | 'reason' | 'other-case' | 'protocol' | null;

const forms: Readonly<Record<MoveName, MoveForm>> = {
  accept: null,
  'put-back': null,
  return: 'asked',
  answer: 'words',
  dismiss: 'reason',
  reopen: null,
  merge: 'other-case',
  unmerge: null,
  list: 'protocol',
  'discuss-after-all': 'words',
  withdraw: 'words',
  close: null,
  end: 'reason',
};

/** Those that stand in the bar; the rest waits in its menu. */
const inBar: readonly MoveName[] = [
  'accept',
  'answer',
  'return',
  'dismiss',
  'reopen',
  'unmerge',
  'discuss-after-all',
  'close',
];

export interface OfferedMove {
  readonly name: MoveName;
  readonly form: MoveForm;
  /** Codes to choose from, where the form asks for one. */
  readonly reasons: readonly string[];
}

export interface OfferedMoves {
  readonly bar: readonly OfferedMove[];
  readonly menu: readonly OfferedMove[];
  /** Whether the case may be put on an agenda. */
  readonly mayPlace: boolean;
}

const isMove = (name: string): name is MoveName => Object.hasOwn(forms, name);

/** Exactly the transitions that the service lets this person take; those that belong to agendas, meetings and decisions are taken there. */
export function offeredMoves({ allowed }: Pick<BoardCase, 'allowed'>): OfferedMoves {
  const mine = allowed.filter(({ mayYou }) => mayYou);
  const offered = mine.flatMap(({ transition, reasons }: AllowedMove): OfferedMove[] =>
    isMove(transition) ? [{ name: transition, form: forms[transition], reasons: reasons ?? [] }] : [],
  );
  const standsInBar = ({ name }: OfferedMove): boolean => inBar.includes(name);
  return {
    bar: inBar.flatMap((name) => offered.filter((move) => move.name === name)),
    menu: offered.filter((move) => !standsInBar(move)),
    mayPlace: mine.some(({ transition }) => transition === 'schedule'),
  };
}

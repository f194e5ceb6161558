/** How the table of items keeps the states of their way (docs/workflow.md). */
import { itemWorkflow, type ItemWorkflowState, openItemStates, storedStates } from '../../../core/workflow/index.js';
import { sqlWords } from '../../../platform/database/index.js';

/** As the column has it: an item that is set aside is kept as closed with what it was, a replaced one as it was last. */
export type ItemState = Exclude<ItemWorkflowState, 'set-aside' | 'replaced'>;
export const itemStates = storedStates(itemWorkflow) as readonly ItemState[];

/** An item as far as its state depends on it. */
export interface KeptItem {
  readonly state: ItemState;
  readonly isSetAside: boolean;
  readonly isReplaced?: boolean;
}

/** The state of the way that an item is in. */
export function workflowStateOf({ state, isSetAside, isReplaced = false }: KeptItem): ItemWorkflowState {
  if (isReplaced) return 'replaced';
  return isSetAside ? 'set-aside' : state;
}

/** What the column has of a state that a current item may be in. */
export const keptAs = (state: ItemWorkflowState): ItemState => {
  if (state === 'replaced') throw new Error('A replaced item keeps the state that it had.');
  return state === 'set-aside' ? 'closed' : state;
};

/** SQL of the questions that are open: current, and neither dismissed nor closed. @param alias of discussion_item; none where it stands alone */
export const openItemSql = (alias = ''): string => {
  const column = alias === '' ? '' : `${alias}.`;
  return `${column}superseded_at IS NULL AND ${column}state IN (${sqlWords(openItemStates)})`;
};

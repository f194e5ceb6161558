import type { BoardRole, Discipline } from './board-query.js';
import { disciplines as named } from '../texts/disciplines-english.js';

/** Every discipline, in the order in which lists show them: that of its texts. */
export const disciplines = Object.keys(named) as readonly Discipline[];

export const boardRoles = ['coordinator', 'chair', 'member'] as const satisfies readonly BoardRole[];

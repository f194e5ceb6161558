import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.js';
import { useMeetingTexts } from './texts/index.js';
import { agendaQuery, type Agenda, type AgendaEntry } from '../placement/agenda-query.js';
import {
  changed,
  differences,
  isPossible,
  patientOfChange,
  type AgendaChange,
  type AgendaDifference,
} from './agenda-model.js';
import { saveAgendaChange } from './save-agenda-change.js';

/** A change that was not saved because someone else changed the agenda first. */
export interface Conflict {
  readonly change: AgendaChange;
  readonly words: string;
  readonly differences: readonly AgendaDifference[];
  /** False where the entry is no longer on the agenda. */
  readonly possible: boolean;
}

interface AgendaChanges {
  /** The entries with the change on its way. */
  readonly entries: readonly AgendaEntry[];
  readonly conflict: Conflict | null;
  /** Why a change was not saved, other than a conflict. */
  readonly failure: ApiProblem | null;
  change(change: AgendaChange): void;
  repeat(): void;
  leave(): void;
}

/** Saves changes one after the other, each on the version that the person saw, and keeps what was meant when someone else was faster. */
export function useAgendaChanges(agenda: Agenda): AgendaChanges {
  const texts = useMeetingTexts();
  const queries = useQueryClient();
  const query = agendaQuery(agenda.meeting.id);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const save = useMutation({
    scope: { id: `agenda ${agenda.meeting.id}` },
    mutationFn: async (change: AgendaChange) =>
      saveAgendaChange(queries.getQueryData(query.queryKey) ?? agenda, change),
    onMutate: () => ({ seen: queries.getQueryData(query.queryKey) ?? agenda }),
    onSuccess: (saved) => queries.setQueryData(query.queryKey, saved),
    onError: async (error, change, context) => {
      if (!(error instanceof ApiProblem) || error.status !== 412) return;
      const now = await queries.fetchQuery({ ...query, staleTime: 0 });
      const seen = context?.seen.entries ?? [];
      setConflict({
        change,
        differences: differences(seen, now.entries),
        possible: isPossible(now.entries, change),
        words: texts.agenda.change(change, patientOfChange(seen, change)),
      });
    },
  });
  const change = (wanted: AgendaChange): void => {
    setConflict(null);
    save.mutate(wanted);
  };
  const failed = save.error instanceof ApiProblem && save.error.status !== 412 ? save.error : null;
  return {
    entries: save.isPending ? changed(agenda.entries, save.variables) : agenda.entries,
    conflict,
    failure: failed,
    change,
    repeat: () => conflict !== null && change(conflict.change),
    leave: () => setConflict(null),
  };
}

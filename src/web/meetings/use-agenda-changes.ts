import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.js';
import { useMeetingTexts } from './texts/index.js';
import { agendaQuery, type Agenda, type AgendaEntry } from '../placement/agenda-query.js';
import {
  changed,
  differences,
  inverseOf,
  isPossible,
  numberOfChange,
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

/** A change that can be taken back, in the words in which it was made. */
interface Undoable {
  readonly words: string;
  readonly inverse: AgendaChange;
}

interface AgendaChanges {
  /** The entries with the change on its way. */
  readonly entries: readonly AgendaEntry[];
  readonly conflict: Conflict | null;
  /** Why a change was not saved, other than a conflict. */
  readonly failure: ApiProblem | null;
  /** The last change of this page that was not taken back; null where there is none. */
  readonly last: Undoable | null;
  /** Counts up with each change that was taken back. */
  readonly undone: number;
  change(change: AgendaChange): void;
  undo(): void;
  repeat(): void;
  leave(): void;
}

interface Wanted {
  readonly change: AgendaChange;
  readonly takesBack: boolean;
}

/** What else shows where cases stand. */
const touched = ['cases', 'meetings', 'patient'];

/** Saves changes one after the other, each on the version that the person saw, and keeps what was meant when someone else was faster. */
export function useAgendaChanges(agenda: Agenda): AgendaChanges {
  const texts = useMeetingTexts();
  const queries = useQueryClient();
  const query = agendaQuery(agenda.meeting.id);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [done, setDone] = useState<readonly Undoable[]>([]);
  const [undone, setUndone] = useState(0);
  const seenNow = (): Agenda => queries.getQueryData(query.queryKey) ?? agenda;
  const wordsOf = (entries: readonly AgendaEntry[], change: AgendaChange): string =>
    texts.agenda.change(change, numberOfChange(entries, change));
  const save = useMutation({
    scope: { id: `agenda ${agenda.meeting.id}` },
    mutationFn: async ({ change }: Wanted) => {
      const before = seenNow();
      return { before: before.entries, saved: await saveAgendaChange(before, change) };
    },
    onSuccess: ({ before, saved }, { change, takesBack }) => {
      queries.setQueryData(query.queryKey, saved);
      for (const key of touched) void queries.invalidateQueries({ queryKey: [key] });
      if (takesBack) {
        setDone((earlier) => earlier.slice(0, -1));
        setUndone((count) => count + 1);
        return;
      }
      const inverse = inverseOf(before, change, texts.agenda.undoReason);
      if (inverse !== null) setDone((earlier) => [...earlier, { words: wordsOf(before, change), inverse }]);
    },
    onMutate: () => ({ seen: seenNow() }),
    onError: async (error, { change }, context) => {
      if (!(error instanceof ApiProblem) || error.status !== 412) return;
      const now = await queries.fetchQuery({ ...query, staleTime: 0 });
      const seen = context?.seen.entries ?? [];
      setConflict({
        change,
        differences: differences(seen, now.entries),
        possible: isPossible(now.entries, change),
        words: wordsOf(seen, change),
      });
    },
  });
  const make = (wanted: Wanted): void => {
    setConflict(null);
    save.mutate(wanted);
  };
  const last = done.at(-1) ?? null;
  const failed = save.error instanceof ApiProblem && save.error.status !== 412 ? save.error : null;
  return {
    entries: save.isPending ? changed(agenda.entries, save.variables.change) : agenda.entries,
    conflict,
    failure: failed,
    last,
    undone,
    change: (change) => make({ change, takesBack: false }),
    undo: () => {
      if (last !== null && !save.isPending) make({ change: last.inverse, takesBack: true });
    },
    repeat: () => conflict !== null && make({ change: conflict.change, takesBack: false }),
    leave: () => setConflict(null),
  };
}

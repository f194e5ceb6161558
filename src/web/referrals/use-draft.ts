import { useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.js';
import { readReferral, referralQuery, saveReferral, type Referral } from './referral-query.js';
import { formOf, typedOf, type TypedField, type TypedForm } from './typed-form.js';

const pauseMilliseconds = 800;

/** saved: the service has what is typed; conflict: it was changed elsewhere; not-saved: it did not take it. */
type Saving = 'saved' | 'typing' | 'saving' | 'not-saved' | 'conflict';

interface Draft {
  readonly typed: TypedForm;
  readonly saving: Saving;
  readonly error: Error | null;
  type(field: TypedField, value: string): void;
  /** Saves at once what is typed, and answers what the service then has; null where it could not. */
  save(): Promise<Referral | null>;
  /** After a conflict: what is typed here over what is there. */
  keepMine(): void;
  /** After a conflict: what is there in place of what is typed here. */
  takeTheirs(): void;
}

/** Keeps a draft while it is typed: a moment after the last key, each time on the version that was read. */
export function useDraft(read: Referral): Draft {
  const queries = useQueryClient();
  const [typed, setTyped] = useState(() => typedOf(read.form));
  const [saving, setSaving] = useState<Saving>('saved');
  const [error, setError] = useState<Error | null>(null);
  const now = useRef(typed);
  const kept = useRef(read);
  const pause = useRef<number | undefined>(undefined);
  const line = useRef<Promise<unknown>>(Promise.resolve());

  const saveOnce = async (): Promise<Referral | null> => {
    const sent = now.current;
    if (JSON.stringify(formOf(sent)) === JSON.stringify(kept.current.form)) {
      setSaving('saved');
      return kept.current;
    }
    setSaving('saving');
    try {
      kept.current = await saveReferral(kept.current, formOf(sent));
      queries.setQueryData(referralQuery(read.id).queryKey, kept.current);
      setError(null);
      setSaving(now.current === sent ? 'saved' : 'typing');
      return kept.current;
    } catch (failure) {
      const problem = failure instanceof Error ? failure : new Error(String(failure));
      setError(problem);
      setSaving(problem instanceof ApiProblem && problem.status === 412 ? 'conflict' : 'not-saved');
      return null;
    }
  };
  /** One after the other: each change is made on the version that the one before it left. */
  const save = (): Promise<Referral | null> => {
    clearTimeout(pause.current);
    const saved = line.current.then(saveOnce);
    line.current = saved;
    return saved;
  };
  const saveLast = useRef(save);
  saveLast.current = save;
  useEffect(
    () => () => {
      void saveLast.current();
    },
    [],
  );
  const set = (next: TypedForm): void => {
    now.current = next;
    setTyped(next);
  };
  return {
    typed,
    saving,
    error,
    type: (field, value) => {
      set({ ...now.current, [field]: value });
      if (saving === 'conflict') return;
      setSaving('typing');
      clearTimeout(pause.current);
      pause.current = window.setTimeout(() => void save(), pauseMilliseconds);
    },
    save,
    keepMine: () =>
      void readReferral(read.id)
        .then((there) => {
          kept.current = there;
          return save();
        })
        .catch(setError),
    takeTheirs: () =>
      void readReferral(read.id)
        .then((there) => {
          kept.current = there;
          set(typedOf(there.form));
          setError(null);
          setSaving('saved');
        })
        .catch(setError),
  };
}

import { useRef, type RefObject } from 'react';
import type { Shortcuts } from './shortcuts.js';

interface RowFocus<Element extends HTMLElement> {
  readonly ref: RefObject<Element | null>;
  readonly shortcuts: Shortcuts;
  /** `data-row` of the row that holds the focus. */
  focusedId(): string | null;
}

/** j and k (or the arrows on a row) move the focus between the rows' links; the rows carry `data-row` and a link `data-row-link`. */
export function useRowFocus<Element extends HTMLElement>(): RowFocus<Element> {
  const ref = useRef<Element>(null);
  const links = (): HTMLElement[] => [...(ref.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
  const current = (): number =>
    links().findIndex((link) => link.closest('[data-row]')?.contains(document.activeElement) ?? false);
  const move = (step: number): void => {
    const all = links();
    const next = all[Math.max(0, Math.min(all.length - 1, current() === -1 ? 0 : current() + step))];
    next?.focus();
    next?.closest('[data-row]')?.scrollIntoView({ block: 'nearest' });
  };
  return {
    ref,
    shortcuts: { j: () => move(1), k: () => move(-1) },
    focusedId: () => document.activeElement?.closest('[data-row]')?.getAttribute('data-row') ?? null,
  };
}

import { useEffect, useRef } from 'react';

/** A moved row takes its focus along. */
export function useKeepFocus(row: { readonly current: HTMLElement | null }, index: number): void {
  const focused = useRef<Element | null>(null);
  const before = useRef(index);
  useEffect(() => {
    if (
      before.current !== index &&
      focused.current instanceof HTMLElement &&
      row.current?.contains(focused.current) === true
    )
      focused.current.focus({ preventScroll: true });
    before.current = index;
    const remember = (): void => {
      focused.current = row.current?.contains(document.activeElement) === true ? document.activeElement : null;
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, [row, index]);
}

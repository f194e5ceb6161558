import { useEffect, useRef } from 'react';

export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const typing = 'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable="true"]';

/** What takes the keys for itself: a dialogue, one that is still being loaded, a menu. */
const inFront = '[role="dialog"], [data-dialogue-to-come], [role="menu"]';

/** Single keys of a page. They rest while someone types, while a dialogue or a menu is open, and with Ctrl, Alt or Meta held. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const action = current.current[event.key];
      if (action === undefined || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(typing) !== null) return;
      if (document.querySelector(inFront) !== null) return;
      event.preventDefault();
      action(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

import { useEffect, useState, type MouseEvent } from 'react';

interface HeldPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

interface UnderPointer {
  /** Where the element is held in the window, in CSS pixels; null while it stands in its row. */
  readonly held: HeldPlace | null;
  readonly hold: (event: MouseEvent) => void;
}

/**
 * Holds an element where it is in the window while the rows beneath it change places, until the pointer leaves it, the page is scrolled,
 * or a key is pressed. A click from the keyboard (detail 0) holds nothing.
 */
export function useUnderPointer(element: { readonly current: HTMLElement | null }): UnderPointer {
  const [held, setHeld] = useState<HeldPlace | null>(null);
  useEffect(() => {
    if (held === null) return undefined;
    const release = (): void => setHeld(null);
    const releaseOutside = ({ clientX, clientY }: PointerEvent): void => {
      const place = element.current?.getBoundingClientRect();
      if (
        place === undefined ||
        clientX < place.left ||
        clientX > place.right ||
        clientY < place.top ||
        clientY > place.bottom
      )
        release();
    };
    document.addEventListener('pointermove', releaseOutside);
    document.addEventListener('pointerdown', releaseOutside);
    document.addEventListener('keydown', release);
    window.addEventListener('wheel', release, { passive: true });
    return () => {
      document.removeEventListener('pointermove', releaseOutside);
      document.removeEventListener('pointerdown', releaseOutside);
      document.removeEventListener('keydown', release);
      window.removeEventListener('wheel', release);
    };
  }, [element, held]);
  const hold = ({ detail }: MouseEvent): void => {
    const place = element.current?.getBoundingClientRect();
    if (detail === 0 || place === undefined || held !== null) return;
    setHeld({ left: place.left, top: place.top, width: place.width });
  };
  return { held, hold };
}

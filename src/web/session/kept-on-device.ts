/**
 * What is typed and not yet with the service, kept in this browser so that neither a lost connection nor a closed tab loses it. Keys hold
 * ids alone. It goes once the service has it, and whatever is left goes at sign-out.
 */
const prefix = 'consilium.kept.';

/** The place of something that is kept, by the ids of whose and of what it is. */
export const placeOf = (...ids: readonly string[]): string => `${prefix}${ids.join('.')}`;

/** @returns false where the device does not take it */
export function keepOnDevice(place: string, value: unknown): boolean {
  try {
    localStorage.setItem(place, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** What is kept in a place; null for nothing. */
export function keptOnDevice(place: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(place) ?? 'null');
  } catch {
    return null;
  }
}

export function forgetOnDevice(place: string): void {
  try {
    localStorage.removeItem(place);
  } catch {
    // A device that keeps nothing has nothing to forget.
  }
}

const places = (): readonly string[] => {
  try {
    return Object.keys(localStorage).filter((place) => place.startsWith(prefix));
  } catch {
    return [];
  }
};

/** Whether anything waits on this device to be taken by the service. */
export const isAnythingKept = (): boolean => places().length > 0;

export const forgetEverything = (): void => places().forEach(forgetOnDevice);

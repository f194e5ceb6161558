/** How far the service's clock goes before this device's, in milliseconds; null until an answer told. */
let ahead: number | null = null;

/** An answer tells whole seconds, and travels: less than this is no difference. */
const unsure = 2_000;

/** Takes the time of an answer's Date header, which the service wrote as it sent it. */
export function hearServerClock(date: string | null): void {
  const heard = date === null ? Number.NaN : Date.parse(date) - Date.now();
  if (Number.isNaN(heard)) return;
  // Kept while it still fits, so that a clock which is shown does not jump to and fro with the journeys of answers.
  if (ahead === null || Math.abs(heard - ahead) > unsure) ahead = Math.abs(heard) > unsure ? heard : 0;
}

/** Now by the clock of the service, which wrote the instants that are compared with it; a device may be minutes wrong. */
export const serverNow = (): number => Date.now() + (ahead ?? 0);

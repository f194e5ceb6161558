/**
 * JSON with the keys of every object in order and absent values left out, so that equal values give equal text however they were sent
 * or stored. Numbers as JSON writes them. (After RFC 8785, but keys in the order of UTF-16 units of this runtime's sort.)
 */
export function canonicalText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  // Loops and no list of entries: a re-evaluation writes tens of kilobytes of this a patient.
  let text = '';
  if (Array.isArray(value)) {
    for (const inner of value as readonly unknown[]) text += `${text === '' ? '' : ','}${canonicalText(inner)}`;
    return `[${text}]`;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(fields).sort()) {
    if (fields[key] !== undefined)
      text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalText(fields[key])}`;
  }
  return `{${text}}`;
}

/** The parts of a multipart/related body (RFC 2387), as DICOMweb sends instances. */

export interface RelatedPart {
  /** In small letters, without its parameters; '' where none is said. */
  readonly type: string;
  readonly body: Buffer;
}

const mostParts = 500;
const mostHeaderBytes = 8_192;
const headersEnd = Buffer.from('\r\n\r\n');

/** The boundary that a content type names; null where it is no multipart/related. */
export function boundaryOf(contentType: string): string | null {
  if (!/^multipart\/related\s*(;|$)/i.test(contentType)) return null;
  const found = /;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return found?.[1] ?? found?.[2] ?? null;
}

/** The parts in their order; or what is wrong with the body. */
export function relatedParts(
  body: Buffer,
  boundary: string,
): { readonly parts: readonly RelatedPart[] } | { readonly fault: string } {
  const mark = Buffer.from(`--${boundary}`);
  const parts: RelatedPart[] = [];
  let at = body.indexOf(mark);
  if (at < 0) return { fault: 'the boundary that Content-Type names stands nowhere in the body' };
  for (;;) {
    const start = at + mark.length;
    if (body.subarray(start, start + 2).toString('latin1') === '--') return { parts };
    const next = body.indexOf(Buffer.from(`\r\n--${boundary}`), start);
    if (next < 0) return { fault: 'the body ends in the middle of a part' };
    const head = body.indexOf(headersEnd, start);
    if (head < 0 || head > next || head - start > mostHeaderBytes) return { fault: 'a part has no headers' };
    const headers = body.subarray(start, head).toString('latin1');
    const type = /(?:^|\r\n)content-type:\s*([^;\r\n]+)/i.exec(headers)?.[1]?.trim().toLowerCase() ?? '';
    parts.push({ type, body: body.subarray(head + headersEnd.length, next) });
    if (parts.length > mostParts) return { fault: `the body holds more than ${mostParts} parts` };
    at = next + 2;
  }
}

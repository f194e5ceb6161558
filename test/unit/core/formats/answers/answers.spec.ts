import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Acknowledged,
  acknowledgement,
  boundaryOf,
  FrameFault,
  framed,
  MllpFrames,
  outcomeOfReceived,
  outcomeOfRefusal,
  type Received,
  relatedParts,
} from '../../../../../src/core/formats/index.js';

const received = (more: Partial<Received> = {}): Received => ({
  location: '/api/imports/7',
  done: true,
  taken: 1,
  known: 0,
  held: 0,
  faults: [],
  kept: false,
  ...more,
});
const holding = {
  kind: 'holds',
  code: 'unreadable-length',
  column: 'OBX-5',
  message: "'a|b' is no length",
  expected: 'mm',
} as const;

describe('frames of MLLP', () => {
  const messages = ['MSH|one', 'MSH|twö\rPID|1', `MSH|${'x'.repeat(300)}`];
  const stream = Buffer.concat(messages.map((message) => framed(message)));

  it('are found however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: stream.length - 1 }), { maxLength: 12 }), (cuts) => {
        const frames = new MllpFrames();
        const places = [0, ...[...new Set(cuts)].sort((one, other) => one - other), stream.length];
        const found = places.slice(1).flatMap((end, index) => frames.push(stream.subarray(places[index], end)));
        expect(found.map((bytes) => bytes.toString('utf8'))).toEqual(messages);
      }),
    );
  });

  it('come byte by byte, with line ends between them', () => {
    const frames = new MllpFrames();
    const noisy = Buffer.concat([framed('MSH|a'), Buffer.from('\r\n'), framed('MSH|b')]);
    expect([...noisy].flatMap((byte) => frames.push(Buffer.from([byte]))).map(String)).toEqual(['MSH|a', 'MSH|b']);
  });

  it('outside of which bytes stand, or longer than allowed, end the connection', () => {
    expect(() => new MllpFrames().push(Buffer.from('GET / HTTP/1.1'))).toThrow(FrameFault);
    const frames = new MllpFrames(100);
    frames.push(Buffer.concat([Buffer.from([0x0b]), Buffer.alloc(60)]));
    expect(() => frames.push(Buffer.alloc(60))).toThrow(FrameFault);
  });
});

describe('an acknowledgement', () => {
  const message = 'MSH|^~\\&|RIS|H1|CONS|H2|20260316||ORU^R01|42|P|2.5||||||UNICODE UTF-8\rPID|1';
  const of = (answer: Acknowledged, text = message): string[] =>
    acknowledgement(Buffer.from(text), answer, '2026-11-30T10:20:30.000Z', 'n1').split('\r');

  it('turns sender and receiver round, names the control id, and says what became of it', () => {
    const [header, verdict, ...errors] = of({ kind: 'received', received: received() });
    expect(header).toBe('MSH|^~\\&|CONS|H2|RIS|H1|20261130102030||ACK^R01^ACK|n1|P|2.5||||||UNICODE UTF-8');
    expect(verdict).toBe('MSA|AA|42');
    expect(errors).toEqual(['ERR||||I|not-kept|||/api/imports/7; the message itself is not kept', '']);
  });

  it('says why something is held, with its separators escaped', () => {
    const [, verdict, error] = of({ kind: 'received', received: received({ held: 1, faults: [holding] }) });
    expect(verdict).toBe('MSA|AE|42');
    expect(error).toBe("ERR||||E|unreadable-length|||'a\\F\\b' is no length; expected: mm");
  });

  it('tells what is wrong for good from what may be sent again, also of what is no message', () => {
    const faults = [{ code: 'unreadable', detail: 'No.\rPID|2', expected: 'yes' }];
    expect(of({ kind: 'refused', faults, again: false })[1]).toBe('MSA|AR|42');
    expect(of({ kind: 'refused', faults, again: true })[1]).toBe('MSA|AE|42');
    const nothing = of({ kind: 'refused', faults, again: false }, '\u0000garbage');
    expect(nothing.slice(1, 3)).toEqual(['MSA|AR|', 'ERR||||E|unreadable|||No. PID\\F\\2 Expected: yes']);
  });
});

describe('an OperationOutcome', () => {
  it('has an issue for what holds, what is asked, and what became of the rest', () => {
    const asks = { ...holding, kind: 'asks', code: 'not-read', column: null } as const;
    expect(outcomeOfReceived(received({ held: 1, faults: [holding, asks], kept: true }))).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [
        { severity: 'information', details: { text: '1 recorded, 0 known before, 1 held' } },
        { severity: 'error', code: 'value', expression: ['OBX-5'] },
        { severity: 'warning', code: 'not-supported' },
      ],
    });
    expect(outcomeOfReceived(received({ faults: Array(500).fill(asks) })).issue).toHaveLength(201);
    expect(outcomeOfRefusal([{ code: 'malformed-json', detail: 'No.' }]).issue).toEqual([
      { severity: 'error', code: 'structure', details: { text: 'No.' } },
    ]);
  });
});

describe('the parts of a related body', () => {
  const body = (...parts: string[]): Buffer =>
    Buffer.from(
      `${parts.map((part) => `--B\r\nContent-Type: application/dicom\r\n\r\n${part}\r\n`).join('')}--B--\r\n`,
      'latin1',
    );

  it('are found whatever their bytes are', () => {
    const parts = relatedParts(body('one', '\x00\xff--B\r\n\r\n', ''), 'B');
    expect('parts' in parts ? parts.parts.map((part) => [part.type, part.body.toString('latin1')]) : parts).toEqual([
      ['application/dicom', 'one'],
      ['application/dicom', '\x00\xff--B\r\n\r\n'],
      ['application/dicom', ''],
    ]);
  });

  it.each([
    ['no boundary in it', Buffer.from('x'), 'nowhere'],
    ['a part that is cut', Buffer.from('--B\r\nContent-Type: a\r\n\r\nx'), 'middle'],
    ['a part without headers', Buffer.from('--B\r\nx\r\n--B--'), 'no headers'],
    ['too many parts', body(...Array<string>(501).fill('x')), 'more than 500'],
  ])('are refused with %s', (_, bytes, said) => {
    expect(relatedParts(bytes, 'B')).toEqual({ fault: expect.stringContaining(said) });
  });

  it('have a boundary in their content type', () => {
    expect(boundaryOf('multipart/related; type="application/dicom"; boundary="a b"')).toBe('a b');
    expect(boundaryOf('multipart/related; boundary=x')).toBe('x');
    expect(boundaryOf('multipart/form-data; boundary=x')).toBeNull();
  });
});

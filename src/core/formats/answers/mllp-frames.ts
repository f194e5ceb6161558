/** Frames of MLLP out of a stream of bytes: 0B, the message, 1C 0D. A frame may come in pieces, and several in one piece. */

const begin = 0x0b;
const end = Buffer.from([0x1c, 0x0d]);

const mostFrameBytes = 32 * 1024 * 1024;

/** Why a connection is ended: what follows cannot be told from its beginning any more. */
export class FrameFault extends Error {
  override readonly name = 'FrameFault';
}

/** Takes the bytes of one connection. */
export class MllpFrames {
  #pieces: Buffer[] = [];
  #length = 0;

  constructor(private readonly mostBytes = mostFrameBytes) {}

  /** The messages that have become whole. @throws FrameFault for bytes outside of a frame and for one that is too long */
  push(chunk: Buffer): Buffer[] {
    const messages: Buffer[] = [];
    let rest = chunk;
    for (;;) {
      if (this.#length === 0) {
        // Line ends between frames are no message.
        const at = rest.findIndex((byte) => byte !== 0x0d && byte !== 0x0a);
        if (at < 0) return messages;
        if (rest[at] !== begin) throw new FrameFault('The bytes do not begin with a frame of MLLP (0B).');
        rest = rest.subarray(at);
      }
      const last = this.#pieces.at(-1);
      // The two bytes of the end may come apart.
      const split = rest[0] === end[1] && last?.at(-1) === end[0];
      const found = split ? -1 : rest.indexOf(end);
      if (!split && found < 0) {
        this.#keep(rest);
        return messages;
      }
      this.#keep(rest.subarray(0, split ? 0 : found));
      const whole = Buffer.concat(this.#pieces);
      messages.push(whole.subarray(1, split ? -1 : undefined));
      this.#pieces = [];
      this.#length = 0;
      rest = rest.subarray(split ? 1 : found + end.length);
    }
  }

  #keep(piece: Buffer): void {
    this.#length += piece.length;
    if (this.#length > this.mostBytes) throw new FrameFault(`A message is longer than ${this.mostBytes} bytes.`);
    if (piece.length > 0) this.#pieces.push(piece);
  }
}

/** A message in its frame. */
export const framed = (message: string): Buffer =>
  Buffer.concat([Buffer.from([begin]), Buffer.from(message, 'utf8'), end]);

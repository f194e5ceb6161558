/** What became of a message, as every door tells it in its own form. */

export interface ReceivedFault {
  /** holds: its assessment waits. asks: it is taken, and this is asked beside it. */
  readonly kind: 'holds' | 'asks';
  readonly code: string;
  readonly column: string | null;
  readonly message: string;
  readonly expected: string;
}

export interface Received {
  /** Address of what was received. */
  readonly location: string;
  /** False: it is stored, and is still being worked off. */
  readonly done: boolean;
  readonly taken: number;
  readonly known: number;
  readonly held: number;
  readonly faults: readonly ReceivedFault[];
  /** Whether the message itself is kept for a while, sealed. */
  readonly kept: boolean;
}

/** Why nothing of a message was taken. */
export interface RefusedFault {
  readonly code: string;
  readonly detail: string;
  readonly expected?: string | undefined;
}

/** DIMSE over a socket, by dcmjs-dimse: C-ECHO, and C-STORE of structured reports. */
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { Writable } from 'node:stream';
import type * as Dimse from 'dcmjs-dimse';
import { asPart10 } from '../../../core/formats/index.js';

/** Of C-STORE (PS3.4, table B.2-1) and DIMSE (PS3.7, annex C). */
type StoreStatus = 0x0000 | 0x0110 | 0x0124 | 0xa700 | 0xb006 | 0xc000;

export interface StoreAnswer {
  readonly status: StoreStatus;
  /** Why, where it is no success; without patient data. */
  readonly comment: string | null;
}

export interface AssociationRules {
  /** The application entity that is called. */
  readonly title: string;
  /** Those that may call it. */
  readonly callers: ReadonlySet<string>;
  /** What an instance may have at the most. */
  readonly mostBytes: number;
  /** Takes an instance, a file of part 10. */
  store(file: Buffer): Promise<StoreAnswer>;
}

const require = createRequire(import.meta.url);
let loaded: typeof Dimse | null = null;

/** Loaded with the first door that is opened: most installations have none. */
function dimse(): typeof Dimse {
  if (loaded !== null) return loaded;
  loaded = require('dcmjs-dimse') as typeof Dimse;
  // It tells of associations and requests by itself: patient data never stand in a log.
  loaded.log.setLevel('silent');
  return loaded;
}

const verification = '1.2.840.10008.1.1';
/** The reports that may hold TID 1500: Enhanced, Comprehensive and Comprehensive 3D SR (PS3.4, table B.5-1). */
const reports: ReadonlySet<string> = new Set([
  '1.2.840.10008.5.1.4.1.1.88.22',
  '1.2.840.10008.5.1.4.1.1.88.33',
  '1.2.840.10008.5.1.4.1.1.88.34',
]);
/** Explicit and Implicit VR Little Endian, in the order in which they are chosen. */
const transferSyntaxes = ['1.2.840.10008.1.2.1', '1.2.840.10008.1.2'] as const;

/** An error comment is an LO (PS3.7, annex C): 64 characters of its repertoire. */
const commentOf = (words: string): string => words.replace(/[^ -~]/g, '?').slice(0, 64);

/** Keeps what is written up to a bound; beyond it nothing is kept. */
class Received extends Writable {
  #parts: Buffer[] = [];
  #length = 0;

  constructor(private readonly mostBytes: number) {
    super();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#length += chunk.length;
    if (this.#length > this.mostBytes) this.#parts = [];
    else this.#parts.push(chunk);
    done();
  }

  /** Null: more came than may. */
  bytes(): Buffer | null {
    return this.#length > this.mostBytes ? null : Buffer.concat(this.#parts);
  }
}

/** Serves associations on sockets as the rules say. */
export function associationsBy(rules: AssociationRules): (socket: Socket) => void {
  const library = dimse();
  const { PresentationContextResult, RejectReason, RejectResult, RejectSource } = library.constants;
  const sent = new WeakMap<Dimse.Dataset, Buffer | null>();

  const reasonToReject = (association: Dimse.association.Association): number | null => {
    if (association.getCalledAeTitle().trim() !== rules.title) return RejectReason.CalledAeNotRecognized;
    if (!rules.callers.has(association.getCallingAeTitle().trim())) return RejectReason.CallingAeNotRecognized;
    return null;
  };

  const choose = (context: Dimse.association.PresentationContext): void => {
    const proposed = context.getAbstractSyntaxUid();
    if (proposed !== verification && !reports.has(proposed))
      return context.setResult(PresentationContextResult.RejectAbstractSyntaxNotSupported);
    const chosen = transferSyntaxes.find((syntax) => context.hasTransferSyntaxUid(syntax));
    if (chosen === undefined) context.setResult(PresentationContextResult.RejectTransferSyntaxesNotSupported);
    else context.setResult(PresentationContextResult.Accept, chosen);
  };

  class ReportScp extends library.Scp {
    override associationRequested(association: Dimse.association.Association): void {
      const reason = reasonToReject(association);
      if (reason !== null) return this.sendAssociationReject(RejectResult.Permanent, RejectSource.ServiceUser, reason);
      for (const { id } of association.getPresentationContexts()) choose(association.getPresentationContext(id));
      this.sendAssociationAccept();
    }

    override associationReleaseRequested(): void {
      this.sendAssociationReleaseResponse();
    }

    override cEchoRequest(
      request: Dimse.requests.CEchoRequest,
      answer: (response: Dimse.responses.CEchoResponse) => void,
    ): void {
      const response = library.responses.CEchoResponse.fromRequest(request);
      response.setStatus(0x0000);
      answer(response);
    }

    override createStoreWritableStream(): Writable {
      return new Received(rules.mostBytes);
    }

    override createDatasetFromStoreWritableStream(
      written: Writable,
      context: Dimse.association.PresentationContext,
      take: (dataset: Dimse.Dataset) => void,
    ): void {
      const syntax = context.getAcceptedTransferSyntaxUid() ?? transferSyntaxes[0];
      const dataset = new library.Dataset({}, syntax);
      sent.set(dataset, written instanceof Received ? written.bytes() : null);
      take(dataset);
    }

    override cStoreRequest(
      request: Dimse.requests.CStoreRequest,
      answer: (response: Dimse.responses.CStoreResponse) => void,
    ): void {
      const response = library.responses.CStoreResponse.fromRequest(request);
      void storeAnswer(request).then(({ status, comment }) => {
        response.setStatus(status);
        if (comment !== null) response.setErrorComment(commentOf(comment));
        answer(response);
      });
    }

    override abort(): void {
      // The sender gave up: what was answered is stored, what was not is sent again.
    }
  }

  async function storeAnswer(request: Dimse.requests.CStoreRequest): Promise<StoreAnswer> {
    const dataset = request.getDataset();
    const bytes = dataset === undefined ? undefined : sent.get(dataset);
    if (dataset === undefined || bytes === undefined) return { status: 0xc000, comment: 'No data set came with it' };
    if (bytes === null) return { status: 0xa700, comment: `At most ${rules.mostBytes} bytes are taken` };
    const file = asPart10({
      sopClass: request.getAffectedSopClassUid(),
      sopInstance: request.getAffectedSopInstanceUid(),
      transferSyntax: dataset.getTransferSyntaxUid(),
      dataset: bytes,
    });
    return rules.store(file);
  }

  return (socket) => {
    new ReportScp(socket, {});
  };
}

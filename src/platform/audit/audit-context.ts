import { AsyncLocalStorage } from 'node:async_hooks';

export type AuditActorKind = 'person' | 'machine' | 'service';

/** Who acts, as the audit knows it. `accountId` is null for the service itself and for someone who could not be told. */
export interface AuditActor {
  readonly accountId: string | null;
  readonly kind: AuditActorKind;
}

interface NotedReads {
  readonly actions: Set<string>;
  readonly patientIds: Set<string>;
}

/** What the audit remembers during one request. */
interface RequestAudit {
  actor: AuditActor;
  reads: NotedReads;
}

const requests = new AsyncLocalStorage<RequestAudit>();
const service: AuditActor = { accountId: null, kind: 'service' };
const noReads = (): NotedReads => ({ actions: new Set(), patientIds: new Set() });

/** The audit's view of the request in progress: who acts and which patients were read. Outside of a request the service itself acts. */
export const AuditContext = {
  /** Runs `work`, and all that it awaits, as one request; nobody is known to act until `setActor`. */
  run<Result>(work: () => Result): Result {
    return requests.run({ actor: { accountId: null, kind: 'person' }, reads: noReads() }, work);
  },

  setActor(actor: AuditActor): void {
    const request = requests.getStore();
    if (request) request.actor = actor;
  },

  actor(): AuditActor {
    return requests.getStore()?.actor ?? service;
  },

  /** @throws Error outside of a request: nothing would ever write the note */
  noteRead(action: string, patientIds: readonly string[]): void {
    const request = requests.getStore();
    if (!request)
      throw new Error(
        `The read "${action}" was noted outside of a request, where nothing writes it: expected a call within AuditContext.run.`,
      );
    request.reads.actions.add(action);
    for (const id of patientIds) request.reads.patientIds.add(id);
  },

  /** The reads noted since the last call, or null if there are none. */
  takeReads(): { readonly actions: readonly string[]; readonly patientIds: readonly string[] } | null {
    const request = requests.getStore();
    if (!request || request.reads.actions.size === 0) return null;
    const { actions, patientIds } = request.reads;
    request.reads = noReads();
    return { actions: [...actions], patientIds: [...patientIds] };
  },
};

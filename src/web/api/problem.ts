/** One fault of a request, as the service names it (RFC 9457). */
export interface ProblemFault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
  readonly expected?: string;
}

interface ProblemDocument {
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly traceId?: string;
  readonly errors?: readonly ProblemFault[];
  readonly [member: string]: unknown;
}

/** The service's refusal, or its silence (status 0), as an error that a page can show. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly document: ProblemDocument,
  ) {
    super(document.detail ?? document.title ?? `HTTP ${status}`);
  }

  /** The service did not answer at all. */
  get isSilence(): boolean {
    return this.status === 0;
  }

  get traceId(): string | undefined {
    return this.document.traceId;
  }
}

interface Answer<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The data of an answer. @throws ApiProblem for everything else */
export async function dataOf<Data>(request: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await request.catch((cause: unknown) => {
    throw cause instanceof ApiProblem ? cause : new ApiProblem(0, {});
  });
  if (response.ok) return data as Data;
  throw new ApiProblem(response.status, typeof error === 'object' && error !== null ? { ...error } : {});
}

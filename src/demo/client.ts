/** The demonstration as a client of the API: it does what a sending system and a coordinator would do, over HTTP. */
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ImportState {
  readonly id: string;
  readonly files: readonly { readonly sentAs: string }[];
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly rows: number;
  readonly groups: number;
  readonly done: number;
  readonly taken: number;
  readonly known: number;
  readonly held: number;
  readonly failure: string | null;
}

/** A patient in a list, without who it is. */
export interface PatientMark {
  readonly id: string;
  readonly synthetic: boolean;
}

interface Entry {
  readonly position: number;
  readonly minutes: number;
  readonly content: {
    readonly patient: PatientMark;
    readonly case: Pick<Case, 'number' | 'question' | 'whyNow' | 'pointCount'>;
  } | null;
}

interface Agenda {
  readonly meeting: {
    readonly id: string;
    readonly boardName: string;
    readonly state: string;
    readonly startsAt: string;
    readonly timeZone: string;
    readonly minutes: number;
    readonly minutesPlanned: number;
    readonly version: number;
  };
  readonly items: readonly Entry[];
}

interface Flag {
  readonly definition: string;
  readonly reason: string;
  readonly patient: PatientMark;
}

interface Watches {
  readonly total: number;
  readonly synthetic: number;
  readonly reasons: readonly { readonly count: number; readonly synthetic: number; readonly words: string }[];
}

/** A case in a list. */
export interface Case {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly question: string | null;
  readonly whyNow: readonly string[];
  readonly pointCount: number;
  readonly reasons: readonly string[];
  readonly finding: { readonly tier: 'flag' | 'watch' } | null;
  readonly patient: PatientMark;
  readonly state: string;
  readonly meeting: { readonly id: string } | null;
}

/** What a bundle lets a board choose from. */
export interface Preparation {
  readonly options: readonly { readonly id: string }[];
  readonly lesions: readonly string[];
}

/** Who is at a meeting, by name, and who asks. */
export interface MeetingWithPeople {
  readonly meetingId: string;
  readonly names: readonly string[];
  readonly mine: { readonly accountId: string; readonly name: string };
}

/** A signed decision as it is printed. */
export interface Decision {
  readonly caseNumber: number;
  readonly patient: PatientMark;
  readonly text: {
    readonly outcome: {
      readonly options: readonly { readonly words: { readonly en: string } }[];
      readonly rationale: string;
      readonly conditions: readonly {
        readonly kind: string;
        readonly words: string;
        readonly owner: string;
        readonly expires: string | null;
      }[];
      readonly actions: readonly { readonly words: string; readonly owner: string; readonly due: string | null }[];
      readonly unknown: readonly string[];
    };
  };
  readonly hash: string;
  readonly signedBy: string;
  readonly signedAt: string;
  /** Address of its letter as PDF. */
  readonly letter: string;
}

interface Referral {
  readonly id: string;
  readonly version: number;
}

interface Page<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
}

interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: unknown;
  readonly form?: FormData;
  readonly ifMatch?: number;
}

/** A proxy of the environment is for other machines: where Node heeds one (NODE_USE_ENV_PROXY), it reads the exceptions at each request. */
export function askDirectly(url: string): void {
  const exceptions = process.env['no_proxy'] ?? process.env['NO_PROXY'] ?? '';
  process.env['no_proxy'] = [exceptions, new URL(url).hostname].filter((name) => name !== '').join(',');
}

/** What a problem (RFC 9457) says in words, with the first of its faults. */
function detailOf(text: string): string {
  try {
    const { title, detail, errors } = JSON.parse(text) as {
      title?: string;
      detail?: string;
      errors?: readonly { readonly detail: string }[];
    };
    return [detail ?? title, errors?.[0]?.detail].filter(Boolean).join(' ');
  } catch {
    return text;
  }
}

export class DemoClient {
  readonly #numbers = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async signIn(url: string, signIn: { readonly email: string; readonly password: string }): Promise<DemoClient> {
    const { token } = await new DemoClient(url, '').#ask<{ token: string }>('/api/session', {
      method: 'POST',
      body: signIn,
    });
    return new DemoClient(url, token);
  }

  /** @returns how many of the documents were taken */
  async send(path: '/api/assessments' | '/api/facts', documents: readonly unknown[]): Promise<number> {
    const { counts } = await this.#ask<{ counts: { created: number; known: number } }>(path, {
      method: 'POST',
      body: documents,
    });
    return counts.created + counts.known;
  }

  /**
   * Uploads files, unless an upload of files of these names is there already and has not failed: the service goes on with it by itself.
   * @returns the address under which the upload can be followed
   */
  async upload(fields: Readonly<Record<string, string>>, files: readonly URL[]): Promise<string> {
    const names = files.map((file) => basename(fileURLToPath(file)));
    const earlier = (await this.#all<ImportState>('/api/imports?limit=200')).find(
      (upload) => upload.state !== 'failed' && upload.files.map(({ sentAs }) => sentAs).join() === names.join(),
    );
    if (earlier !== undefined) return `/api/imports/${earlier.id}`;
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    for (const file of files) form.append('file', await openAsBlob(fileURLToPath(file)), basename(fileURLToPath(file)));
    return (await this.#ask<{ location: string }>('/api/imports', { method: 'POST', form })).location;
  }

  importState(location: string): Promise<ImportState> {
    return this.#ask(location);
  }

  /** Treatment lines whose history is newer than their classification, as /metrics tells it. */
  async staleLines(): Promise<number> {
    const answer = await this.#fetch('/metrics', { method: 'GET' });
    const found = /^consilium_stale_lines (\d+)$/m.exec(await answer.text());
    if (found === null) throw new Error('The service does not tell how many treatment lines are stale.');
    return Number(found[1]);
  }

  async flags(): Promise<Flag[]> {
    return this.#all<Flag>('/api/flags?limit=200');
  }

  watches(): Promise<Watches> {
    return this.#ask('/api/watches/summary');
  }

  /** Cases of the board, by what they wait for; left out, all that have not ended. */
  cases(waitsFor?: 'coordinator' | 'meeting'): Promise<Case[]> {
    return this.#all<Case>(`/api/cases?limit=200${waitsFor === undefined ? '' : `&waitsFor=${waitsFor}`}`);
  }

  async accept({ id, version }: Case): Promise<void> {
    await this.#ask(`/api/cases/${id}/transitions`, {
      method: 'POST',
      body: { transition: 'accept' },
      ifMatch: version,
    });
  }

  /** Whether the account has made a referral already. */
  async hasReferred(): Promise<boolean> {
    return (await this.#ask<Page<Referral>>('/api/referrals?limit=1')).items.length > 0;
  }

  /** Refers a patient to a board: written, and sent. */
  async refer(boardId: string, patientId: string, form: Readonly<Record<string, string>>): Promise<void> {
    const { id, version } = await this.#ask<Referral>('/api/referrals', {
      method: 'POST',
      body: { boardId, patientId, form },
    });
    await this.#ask(`/api/referrals/${id}/send`, { method: 'POST', ifMatch: version });
  }

  /** Id of the patient with a number; null where nobody on one's boards has it. The audit keeps that it was asked. */
  async patientWithNumber(patientId: string): Promise<string | null> {
    const found = await this.#ask<Page<{ id: string }>>('/api/patients/search', {
      method: 'POST',
      body: { patientId },
    });
    return found.items[0]?.id ?? null;
  }

  /** Ids of patients of whom a question is drafted. */
  async askedPatients(): Promise<string[]> {
    return (await this.#all<{ patient: PatientMark }>('/api/items?limit=200&state=draft')).map(
      ({ patient }) => patient.id,
    );
  }

  /** Number of a patient, which no list tells; the audit keeps that it was asked. */
  async patientNumber(id: string): Promise<string> {
    const known =
      this.#numbers.get(id) ?? (await this.#ask<{ patientId: string }>(`/api/patients/${id}/identity`)).patientId;
    this.#numbers.set(id, known);
    return known;
  }

  async boardId(): Promise<string> {
    const [board] = (await this.#ask<Page<{ id: string }>>('/api/boards')).items;
    if (board === undefined) throw new Error('The coordinator has no board.');
    return board.id;
  }

  /** Id of the next meeting that is planned; null where none is. */
  async nextMeeting(boardId: string): Promise<string | null> {
    const query = new URLSearchParams({ from: new Date().toISOString(), state: 'planned', limit: '1' });
    const [planned] = (await this.#ask<Page<{ id: string }>>(`/api/boards/${boardId}/meetings?${query}`)).items;
    return planned?.id ?? null;
  }

  /** @returns id of the meeting */
  async planMeeting(boardId: string, startsAt: Date): Promise<string> {
    const meeting = { startsAt: startsAt.toISOString(), minutes: 90, place: 'Room 1' };
    return (await this.#ask<{ id: string }>(`/api/boards/${boardId}/meetings`, { method: 'POST', body: meeting })).id;
  }

  async place(meetingId: string, caseId: string): Promise<void> {
    const { meeting } = await this.agenda(meetingId);
    await this.#ask(`/api/meetings/${meetingId}/agenda`, {
      method: 'POST',
      body: { caseId },
      ifMatch: meeting.version,
    });
  }

  agenda(meetingId: string): Promise<Agenda> {
    return this.#ask(`/api/meetings/${meetingId}/agenda`);
  }

  /** Opens a meeting that is planned; one that is in session stays so. */
  async openMeeting(meetingId: string): Promise<void> {
    await this.#moveMeeting(meetingId, 'planned', 'open');
  }

  async endMeeting(meetingId: string): Promise<void> {
    await this.#moveMeeting(meetingId, 'in-session', 'end');
  }

  async #moveMeeting(meetingId: string, from: string, move: 'open' | 'end'): Promise<void> {
    const { meeting } = await this.agenda(meetingId);
    if (meeting.state === from)
      await this.#ask(`/api/meetings/${meetingId}/${move}`, { method: 'POST', ifMatch: meeting.version });
  }

  async meetingWithPeople(meetingId: string): Promise<MeetingWithPeople> {
    const { accountId, displayName } = await this.#ask<{ accountId: string; displayName: string }>('/api/me');
    const { people } = await this.#ask<{ people: { name: string }[] }>(`/api/meetings/${meetingId}/attendance`);
    return { meetingId, names: people.map(({ name }) => name), mine: { accountId, name: displayName } };
  }

  async arrive(meetingId: string, who: Readonly<Record<string, string>>): Promise<void> {
    await this.#ask(`/api/meetings/${meetingId}/attendance`, { method: 'POST', body: who });
  }

  /** Freezes what the board will be shown of the cases of an agenda. */
  async prepare(meetingId: string): Promise<void> {
    await this.#ask(`/api/meetings/${meetingId}/prepare`, { method: 'POST', body: {} });
  }

  async discuss(caseId: string): Promise<void> {
    await this.#ask(`/api/cases/${caseId}/discuss`, { method: 'POST' });
  }

  async preparation(caseId: string): Promise<Preparation> {
    const { bundle } = await this.#ask<{
      bundle: { line: { merged: { matrix: { options: { id: string }[]; lesions: { lesion: string }[] } } } };
    }>(`/api/cases/${caseId}/preparations/1`);
    const { options, lesions } = bundle.line.merged.matrix;
    return { options, lesions: lesions.map(({ lesion }) => lesion) };
  }

  async writeOutcome(caseId: string, outcome: object): Promise<void> {
    const { version } = await this.#ask<{ version: number }>(`/api/cases/${caseId}/outcome`);
    await this.#ask(`/api/cases/${caseId}/outcome`, { method: 'PUT', body: outcome, ifMatch: version });
  }

  /** Reads an outcome back, and signs it as it was read. */
  async sign(caseId: string): Promise<void> {
    const { hash } = await this.#ask<{ hash: string }>(`/api/cases/${caseId}/outcome/read-back`, { method: 'POST' });
    await this.#ask(`/api/cases/${caseId}/outcome/sign`, { method: 'POST', body: { hash } });
  }

  /** The newest signed decision whose case is not closed; null where there is none. */
  async newestDecision(): Promise<Decision | null> {
    const newest = (await this.#all<{ decisionId: string; patient: PatientMark }>('/api/follow-ups?limit=200')).at(-1);
    if (newest === undefined) return null;
    const decision = await this.#ask<Omit<Decision, 'patient' | 'letter'>>(`/api/decisions/${newest.decisionId}`);
    return {
      ...decision,
      patient: newest.patient,
      letter: `${this.url}/api/decisions/${newest.decisionId}/letter.pdf`,
    };
  }

  async #all<Row>(path: string): Promise<Row[]> {
    const rows: Row[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<Row> = await this.#ask(cursor === '' ? path : `${path}&cursor=${cursor}`);
      rows.push(...page.items);
      cursor = page.next;
    }
    return rows;
  }

  async #ask<Answer>(path: string, { method = 'GET', body, form, ifMatch }: Request = {}): Promise<Answer> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (this.token !== '') headers.authorization = `Bearer ${this.token}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
    const answer = await this.#fetch(path, {
      method,
      headers,
      body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    if (!answer.ok)
      throw new Error(`${method} ${path} was answered with ${answer.status}: ${detailOf(await answer.text())}`);
    return (await answer.json()) as Answer;
  }

  async #fetch(path: string, request: RequestInit): Promise<Response> {
    try {
      return await fetch(`${this.url}${path}`, request);
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      throw new Error(
        `The service at ${this.url} did not answer ${request.method} ${path} (${cause instanceof Error ? cause.message : String(cause)}).`,
      );
    }
  }
}

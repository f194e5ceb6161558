/** A sending system or a coordinator, over HTTP. */
export class Client {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  async get<Answer>(path: string): Promise<Answer> {
    return this.#answer<Answer>(await this.#ask(path));
  }

  async post<Answer>(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#answer<Answer>(
      await this.#ask(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    );
  }

  /** @returns the address of the upload */
  async upload(form: FormData): Promise<string> {
    const { location } = await this.#answer<{ location: string }>(
      await this.#ask('/api/imports', { method: 'POST', body: form }),
    );
    return location;
  }

  /** All pages of a list. */
  async all<Row>(path: string): Promise<Row[]> {
    const rows: Row[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: { items: Row[]; next: string | null } = await this.get(
        `${path}${path.includes('?') ? '&' : '?'}limit=200${query}`,
      );
      rows.push(...page.items);
      cursor = page.next;
    }
    return rows;
  }

  #ask(path: string, { headers, ...request }: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      ...request,
      headers: {
        authorization: `Bearer ${this.key}`,
        accept: 'application/json',
        ...(headers as Record<string, string>),
      },
    });
  }

  async #answer<Answer>(response: Response): Promise<Answer> {
    if (!response.ok) throw new Error(`${response.url} was answered with ${response.status}: ${await response.text()}`);
    return (await response.json()) as Answer;
  }
}

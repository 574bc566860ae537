import type { Session } from '@quarterdeck/sdk/api/identity';

export interface Call {
  /** `POST /api/session`. */
  readonly route: string;
  readonly body: unknown;
}
type Reply = { readonly status?: number; readonly json?: unknown } | ((body: unknown) => Reply);

/** The wire, and nothing above it: replies by `METHOD /path`, and what was sent. A route without a reply is unreachable. */
export class Wire {
  readonly calls: Call[] = [];
  /** What was sent beside it, in the same order. */
  readonly headers: Headers[] = [];

  constructor(private readonly replies: Record<string, Reply>) {
    globalThis.fetch = (address, init) => {
      const route = `${init?.method ?? 'GET'} ${address as string}`;
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
      this.calls.push({ route, body });
      this.headers.push(new Headers(init?.headers));
      return this.reply(this.replies[route], body);
    };
  }

  /** Changes what a route replies from now on. */
  set(route: string, reply: Reply): void {
    this.replies[route] = reply;
  }

  bodyOf(route: string): unknown {
    return this.calls.findLast((call) => call.route === route)?.body;
  }

  private reply(reply: Reply | undefined, body: unknown): Promise<Response> {
    if (typeof reply === 'function') return this.reply(reply(body), body);
    if (!reply) return Promise.reject(new TypeError('Failed to fetch'));
    const { status = 200, json } = reply;
    return Promise.resolve({ ok: status < 400, status, json: () => Promise.resolve(json) } as Response);
  }
}

export const problem = (status: number, code: string, more: object = {}) => ({
  status,
  json: {
    type: 'about:blank',
    title: 'Problem',
    status,
    code,
    detail: `What ${code} means.`,
    requestId: 'r-1',
    ...more,
  },
});

export const strangers: Session = { setupNeeded: false, user: null, workspace: null, role: null, version: '0.1.0' };
export const owners: Session = {
  ...strangers,
  user: { id: '0199d1a4-0000-7000-8000-000000000001', email: 'ada@example.org', name: 'Ada' },
  workspace: { id: '0199d1a4-0000-7000-8000-000000000002', name: 'Engines' },
  role: 'owner',
};

import { Injectable } from '@angular/core';
import type { AnswerOf } from '@quarterdeck/sdk/api/route';
import { WORKSPACE_HEADER } from '@quarterdeck/sdk/api/workspace-header';
import { ApiError, QuarterdeckClient, type AnyRoute, type CallInput, type FramesAnswer } from '@quarterdeck/sdk/client';

export { ApiError } from '@quarterdeck/sdk/client';

/** The only file of the front end that knows HTTP. Calls as the signed-in person, or with the token of a share link. */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  private readonly signedIn = new QuarterdeckClient({ baseUrl: '', fetch: (input, init) => this.fetch(input, init) });
  private workspaceId: string | undefined;
  private readonly endings: (() => void)[] = [];
  private readonly refusals: (() => void)[] = [];

  /** Called by stores. Throws an {@link ApiError} whose problem document can be shown as it is. */
  call<R extends AnyRoute>(route: R, input: CallInput<R>, token?: string): Promise<AnswerOf<R>> {
    return this.watched(route, token, this.clientFor(token).call(route, input));
  }

  /** Called by stores that need the numbers of panels; the answers come in the order of the questions. */
  frames<R extends AnyRoute>(route: R, input: CallInput<R>, token?: string): Promise<FramesAnswer[]> {
    return this.watched(route, token, this.clientFor(token).frames(route, input));
  }

  /** Called by the session store: from now on what this page asks is meant for that workspace, and refused in any other. */
  openedIn(workspaceId: string | undefined): void {
    this.workspaceId = workspaceId;
  }

  /** Called once by the session store: `ended` runs when the server no longer knows the session. */
  whenSessionEnds(ended: () => void): void {
    this.endings.push(ended);
  }

  /** Called once by the session store: `refused` runs where something is denied, not there, or of another workspace. */
  whenRefused(refused: () => void): void {
    this.refusals.push(refused);
  }

  private fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const headers = new Headers(init?.headers);
    if (this.workspaceId !== undefined) headers.set(WORKSPACE_HEADER, this.workspaceId);
    return globalThis.fetch(input, { ...init, headers });
  }

  private clientFor(token: string | undefined): QuarterdeckClient {
    return token === undefined ? this.signedIn : new QuarterdeckClient({ baseUrl: '', token });
  }

  /** A wrong password is a 401 as well, but of a public route: no session has ended there. */
  private async watched<T>(route: AnyRoute, token: string | undefined, answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      const ofSession = token === undefined && route.access !== 'public';
      if (ofSession && error instanceof ApiError) this.tell(error);
      throw error;
    }
  }

  private tell({ status, problem }: ApiError): void {
    const isRefusal = status === 403 || status === 404 || problem.code === 'workspace.other';
    const told = status === 401 ? this.endings : isRefusal ? this.refusals : [];
    for (const callback of told) callback();
  }
}

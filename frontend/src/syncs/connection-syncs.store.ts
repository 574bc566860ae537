import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { syncRoutes, type ConnectionSyncs, type SyncPlan, type SyncRun } from '@quarterdeck/sdk/api/syncs';
import { ApiClient } from '../api/api-client';

const ASK_AGAIN_MS = 1000;
const ASK_IDLE_MS = 15_000;

/** What is copied from one connection. Provided by its section of the page; asks again as long as that is open. */
@Injectable()
export class ConnectionSyncsStore {
  private readonly api = inject(ApiClient);
  private readonly current = signal<ConnectionSyncs | undefined>(undefined);
  private readonly problem = signal<unknown>(undefined);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private left = false;
  private id = '';
  /** An answer that was asked for before a change must not undo it on the page. */
  private asked = 0;

  readonly syncs = this.current.asReadonly();
  readonly failure = this.problem.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.left = true;
      clearTimeout(this.timer);
    });
  }

  /** Called when the section opens. Never throws; see `failure`. */
  follow(id: string): Promise<void> {
    this.id = id;
    return this.change(() => this.api.call(syncRoutes.get, { params: { id } }));
  }

  plan(body: SyncPlan): Promise<void> {
    return this.change(() => this.api.call(syncRoutes.plan, { params: { id: this.id }, body }));
  }

  runAll(): Promise<void> {
    return this.change(() => this.api.call(syncRoutes.run, { params: { id: this.id } }));
  }

  switch(stream: string, active: boolean): Promise<void> {
    return this.change(() => this.api.call(syncRoutes.switch, { params: { id: this.id, stream }, body: { active } }));
  }

  run(stream: string): Promise<void> {
    return this.change(() => this.api.call(syncRoutes.runOne, { params: { id: this.id, stream } }));
  }

  stop(stream: string): Promise<void> {
    return this.change(() => this.api.call(syncRoutes.stop, { params: { id: this.id, stream } }));
  }

  resync(stream: string, from: string | null): Promise<void> {
    return this.change(() => this.api.call(syncRoutes.resync, { params: { id: this.id, stream }, body: { from } }));
  }

  /** The latest runs of a stream. Throws. */
  runs(stream: string): Promise<SyncRun[]> {
    return this.api.call(syncRoutes.runs, { params: { id: this.id, stream } });
  }

  private async change(send: () => Promise<ConnectionSyncs>): Promise<void> {
    clearTimeout(this.timer);
    const asked = ++this.asked;
    this.problem.set(undefined);
    try {
      const syncs = await send();
      if (asked === this.asked) this.current.set(syncs);
    } catch (error) {
      if (asked === this.asked) this.problem.set(error);
    }
    if (asked === this.asked && !this.left) this.askAgain();
  }

  private askAgain(): void {
    const open = this.current()?.streams.some(({ run }) => run !== null && run.finishedAt === null) ?? false;
    this.timer = setTimeout(() => void this.look(), open ? ASK_AGAIN_MS : ASK_IDLE_MS);
  }

  /** A failure that somebody reads stays until she does something, or until it is well again. */
  private async look(): Promise<void> {
    const asked = this.asked;
    try {
      const syncs = await this.api.call(syncRoutes.get, { params: { id: this.id } });
      if (asked === this.asked) this.current.set(syncs);
    } catch {
      // Asked again in a moment; what is shown stays.
    }
    if (asked === this.asked && !this.left) this.askAgain();
  }
}

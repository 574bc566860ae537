import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { Import, RefusedRow } from '@quarterdeck/sdk/api/imports';
import { ImportsStore } from './imports.store';

const ASK_AGAIN_MS = 400;

/** One import on its way to its end. Provided by its page. */
@Injectable()
export class ImportFollower {
  private readonly store = inject(ImportsStore);
  private readonly current = signal<Import | null>(null);
  private readonly problem = signal<unknown>(undefined);
  private readonly rows = signal<readonly RefusedRow[]>([]);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private left = false;

  readonly import = this.current.asReadonly();
  readonly failure = this.problem.asReadonly();
  /** The first refused rows, once it has ended. */
  readonly refused = this.rows.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.left = true;
      clearTimeout(this.timer);
    });
  }

  /** Called when the page opens; asks until the import has ended. Never throws; see `failure`. */
  async follow(id: string): Promise<void> {
    await this.attempt(async () => {
      const found = await this.store.get(id);
      if (found.seconds !== null && found.refused > 0) this.rows.set(await this.store.refused(id));
      this.current.set(found);
      if (found.seconds === null && !this.left && this.store.refusal()?.id !== id) {
        this.timer = setTimeout(() => void this.follow(id), ASK_AGAIN_MS);
      }
    });
  }

  /** Called by the cancel button. */
  async cancel(id: string): Promise<void> {
    await this.attempt(() => this.store.cancel(id));
  }

  /** Called once the undo was confirmed. */
  async undo(id: string): Promise<void> {
    await this.attempt(async () => {
      this.current.set(await this.store.undo(id));
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.problem.set(undefined);
    try {
      await work();
    } catch (error) {
      this.problem.set(error);
    }
  }
}

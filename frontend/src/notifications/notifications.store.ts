import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { notificationRoutes, type Notification } from '@quarterdeck/sdk/api/notifications';
import { ApiClient } from '../api/api-client';
import { Realtime } from '../api/realtime';

/** What the signed-in person was told. Provided by the shell, so that it ends with the session. */
@Injectable()
export class NotificationsStore {
  private readonly api = inject(ApiClient);
  private readonly count = signal<number | null>(null);
  private readonly known = signal<readonly Notification[] | null>(null);
  private readonly following = signal<string | null>(null);
  private readonly problem = signal<unknown>(undefined);
  /** The list as the person sees it: how many she asked for. While it is closed, only the count is kept up to date. */
  private isOpen = false;

  /** How many are not read; null until it is known. */
  readonly unread = this.count.asReadonly();
  /** null until they are known. */
  readonly list = this.known.asReadonly();
  readonly hasMore = () => this.following() !== null;
  readonly failure = this.problem.asReadonly();

  constructor() {
    const ear = inject(Realtime).hear(() => void this.again());
    inject(DestroyRef).onDestroy(() => {
      ear.stop();
    });
    void this.again();
  }

  /** Called when the bell opens, and by "Try again". */
  async open(): Promise<void> {
    this.isOpen = true;
    await this.load();
  }

  close(): void {
    this.isOpen = false;
  }

  /** Called by "Show older ones". */
  async more(): Promise<void> {
    const before = this.following();
    if (before === null) return;
    await this.guarded(async () => {
      const page = await this.api.call(notificationRoutes.list, { query: { before } });
      this.known.update((list) => [...(list ?? []), ...page.notifications]);
      this.following.set(page.next);
    });
  }

  /** Called when the person follows one. That it counts as read may fail quietly: it then stays marked. */
  async read(one: Notification): Promise<void> {
    if (one.readAt !== null) return;
    await this.guarded(async () => {
      this.learn(await this.api.call(notificationRoutes.read, { params: { id: one.id } }));
    });
  }

  async readAll(): Promise<void> {
    const [newest] = this.known() ?? [];
    if (!newest) return;
    await this.guarded(async () => {
      this.learn(await this.api.call(notificationRoutes.readAll, { body: { until: newest.createdAt } }));
      await this.load();
    });
  }

  private async again(): Promise<void> {
    if (this.isOpen) return this.load();
    // A count that could not be read stays as it was: the next news reads it again.
    await this.api.call(notificationRoutes.unread, {}).then(
      (answer) => {
        this.learn(answer);
      },
      () => undefined,
    );
  }

  private load(): Promise<void> {
    return this.guarded(async () => {
      const page = await this.api.call(notificationRoutes.list, { query: {} });
      this.known.set(page.notifications);
      this.following.set(page.next);
      this.learn(page);
    });
  }

  private learn({ unread }: { readonly unread: number }): void {
    this.count.set(unread);
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    this.problem.set(undefined);
    try {
      await work();
    } catch (error) {
      this.problem.set(error);
    }
  }
}

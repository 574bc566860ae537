import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { discussionRoutes, type CommentEdit, type Thread, type ThreadSubject } from '@quarterdeck/sdk/api/discussions';
import { memberRoutes, type Member } from '@quarterdeck/sdk/api/members';
import { ApiClient } from '../api/api-client';
import { SessionStore } from '../api/session.store';
import { DashboardView } from '../dashboards/view/dashboard-view.store';

export type ThreadFilter = 'open' | 'resolved' | 'all';

/**
 * The threads on the dashboard that a member looks at; provided by its page. Without one, as through a share link or on
 * paper, there are none. What was said is read again from the server, never guessed.
 */
@Injectable()
export class DiscussionsStore {
  private readonly api = inject(ApiClient);
  private readonly session = inject(SessionStore);
  private readonly view = inject(DashboardView);
  private readonly known = signal<readonly Thread[] | null>(null);
  private readonly problem = signal<unknown>(undefined);
  private members: Promise<readonly Member[]> | undefined;

  /** null until they are known. */
  readonly threads = this.known.asReadonly();
  readonly failure = this.problem.asReadonly();
  readonly openCount = computed(() => this.known()?.filter(({ resolved }) => resolved === null).length ?? 0);
  readonly dashboardId = computed(() => this.view.saved()?.id ?? null);

  constructor() {
    effect(() => {
      const id = this.dashboardId();
      untracked(() => {
        this.known.set(null);
        if (id !== null) void this.load();
      });
    });
    effect(() => {
      if (this.view.threadNews() > 0) untracked(() => void this.load());
    });
  }

  /** Called when the dashboard opens, when something was said, and by "Try again". */
  async load(): Promise<void> {
    const id = this.dashboardId();
    if (id === null) return;
    this.problem.set(undefined);
    try {
      const threads = await this.api.call(discussionRoutes.list, { params: { id } });
      if (this.dashboardId() === id) this.known.set(threads);
    } catch (error) {
      if (this.dashboardId() === id) this.problem.set(error);
    }
  }

  /** Called by the button of a panel: its open threads. */
  openOn(panelId: string): number {
    const about = ({ subject, resolved }: Thread) =>
      resolved === null && subject.kind === 'panel' && subject.panelId === panelId;
    return this.known()?.filter(about).length ?? 0;
  }

  /** Called by the card of a note. */
  ofAnnotation(annotationId: string): Thread | undefined {
    return this.known()?.find(({ subject }) => subject.kind === 'annotation' && subject.annotationId === annotationId);
  }

  async start(subject: ThreadSubject, text: string): Promise<void> {
    this.learn(await this.api.call(discussionRoutes.start, { params: this.here(), body: { subject, text } }));
  }

  async reply(threadId: string, text: string): Promise<void> {
    const params = { ...this.here(), threadId };
    this.learn(await this.api.call(discussionRoutes.reply, { params, body: { text } }));
  }

  async settle(threadId: string, resolved: boolean): Promise<void> {
    const params = { ...this.here(), threadId };
    this.learn(await this.api.call(discussionRoutes.settle, { params, body: { resolved } }));
  }

  async change(commentId: string, text: string, version: number): Promise<void> {
    const params = { ...this.here(), commentId };
    this.learn(await this.api.call(discussionRoutes.change, { params, body: { text, version } }));
  }

  /** Called after the person agreed. */
  async remove(commentId: string): Promise<void> {
    await this.api.call(discussionRoutes.remove, { params: { ...this.here(), commentId } });
    await this.load();
  }

  /** Called when somebody opens what a comment said before; the newest change first. */
  history(commentId: string): Promise<CommentEdit[]> {
    return this.api.call(discussionRoutes.history, { params: { ...this.here(), commentId } });
  }

  /** Called by the editor with the first `@`: who can be mentioned. */
  people(): Promise<readonly Member[]> {
    this.members ??= this.api.call(memberRoutes.list, {}).catch((error: unknown) => {
      this.members = undefined;
      throw error;
    });
    return this.members;
  }

  isOwn(author: { readonly id: string } | null): boolean {
    return author !== null && author.id === this.session.user()?.id;
  }

  mayRemove(author: { readonly id: string } | null): boolean {
    return this.isOwn(author) || this.session.isOwner();
  }

  private here(): { id: string } {
    return { id: this.dashboardId() ?? '' };
  }

  /** A thread as the server answered it takes its place, or the first one. */
  private learn(thread: Thread): void {
    this.known.update((threads) => {
      const others = threads ?? [];
      return others.some(({ id }) => id === thread.id)
        ? others.map((one) => (one.id === thread.id ? thread : one))
        : [thread, ...others];
    });
  }
}

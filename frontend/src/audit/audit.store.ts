import { computed, inject, Injectable, signal } from '@angular/core';
import { auditRoutes, type AuditEntry, type AuditFilter } from '@quarterdeck/sdk/api/audit';
import { memberRoutes, type Member } from '@quarterdeck/sdk/api/members';
import { ApiClient } from '../api/api-client';

/** The audit of the workspace, as far as it was asked for. Provided by its page, so it dies with it. */
@Injectable()
export class AuditStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal<readonly AuditEntry[] | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly failed = signal<unknown>(undefined);
  private readonly people = signal<readonly Member[]>([]);
  private asked = 0;

  /** Null until they are known. */
  readonly entries = this.known.asReadonly();
  readonly failure = this.failed.asReadonly();
  readonly members = this.people.asReadonly();
  readonly hasMore = computed(() => this.cursor() !== null);

  /** Called when the page opens: whom there is to choose from. */
  async loadMembers(): Promise<void> {
    this.people.set(await this.api.call(memberRoutes.list, {}));
  }

  /** Called when the page opens and whenever the filter changes; the last question wins. */
  async load(filter: AuditFilter): Promise<void> {
    this.failed.set(undefined);
    const question = ++this.asked;
    try {
      const { entries, next } = await this.api.call(auditRoutes.list, { query: filter });
      if (question !== this.asked) return;
      this.known.set(entries);
      this.cursor.set(next);
    } catch (error) {
      if (question === this.asked) this.failed.set(error);
    }
  }

  /** Called by "Show older". */
  async loadMore(filter: AuditFilter): Promise<void> {
    const cursor = this.cursor();
    if (cursor === null) return;
    const question = this.asked;
    const { entries, next } = await this.api.call(auditRoutes.list, { query: { ...filter, cursor } });
    if (question !== this.asked) return;
    this.known.update((known) => [...(known ?? []), ...entries]);
    this.cursor.set(next);
  }

  /** Where the file lies: a link, so that the browser saves it while it comes. */
  fileAddress({ actor, kind, from }: AuditFilter): string {
    const query = new URLSearchParams(Object.entries({ actor, kind, from }).flatMap(([k, v]) => (v ? [[k, v]] : [])));
    return `/api/${auditRoutes.file.path}?${query.toString()}`;
  }
}

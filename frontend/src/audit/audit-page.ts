import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AuditEntry, AuditFilter } from '@quarterdeck/sdk/api/audit';
import Download from 'lucide/dist/esm/icons/download.mjs';
import ScrollText from 'lucide/dist/esm/icons/scroll-text.mjs';
import { injectMessages } from '../messages/messages';
import { EmptyState } from '../ui/empty-state';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { Icon } from '../ui/icon';
import { injectLocale } from '../ui/locale';
import { Skeleton } from '../ui/skeleton';
import { AUDIT_KINDS } from './audit-kinds';
import { AuditStore } from './audit.store';

const DAY_MS = 86_400_000;
const PERIODS = {
  day: { text: 'audit.periods.day', days: 1 },
  week: { text: 'audit.periods.week', days: 7 },
  month: { text: 'audit.periods.month', days: 30 },
  all: { text: 'audit.periods.all', days: 0 },
} as const;
type Period = keyof typeof PERIODS;

/** Who did what in the workspace, when and from where: for its owners. */
@Component({
  selector: 'qd-audit-page',
  imports: [EmptyState, ErrorNote, Field, FieldInput, FormField, Icon, Skeleton, TranslocoPipe],
  providers: [AuditStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrls: ['../settings/settings-section.css', './audit-page.css'],
  templateUrl: './audit-page.html',
})
export class AuditPage {
  protected readonly store = inject(AuditStore);
  private readonly messages = injectMessages();
  private readonly locale = injectLocale();

  protected readonly icons = { Download, ScrollText };
  protected readonly kinds = Object.entries(AUDIT_KINDS).map(([kind, text]) => ({ kind, text }));
  protected readonly periods = Object.entries(PERIODS).map(([value, { text }]) => ({ value, text }));
  protected readonly failure = signal<unknown>(undefined);

  private readonly choice = signal<{ actor: string; kind: string; period: Period }>({
    ...{ actor: '', kind: '', period: 'month' },
  });
  protected readonly form = form(this.choice);
  protected readonly filter = computed<AuditFilter>(() => {
    const { actor, kind, period } = this.choice();
    const { days } = PERIODS[period];
    return {
      ...(actor ? { actor } : {}),
      ...(kind ? { kind } : {}),
      ...(days > 0 ? { from: new Date(Date.now() - days * DAY_MS).toISOString() } : {}),
    };
  });
  protected readonly file = computed(() => this.store.fileAddress(this.filter()));
  protected readonly rows = computed(() =>
    this.store.entries()?.map((entry) => ({
      ...{ id: entry.id, at: this.timeOf(entry), address: entry.address ?? '' },
      who: this.who(entry),
      what: this.what(entry),
      on: entry.subject.name,
    })),
  );

  constructor() {
    this.store.loadMembers().catch((error: unknown) => {
      this.failure.set(error);
    });
    effect(() => {
      const filter = this.filter();
      untracked(() => void this.store.load(filter));
    });
  }

  protected async more(): Promise<void> {
    this.failure.set(undefined);
    try {
      await this.store.loadMore(this.filter());
    } catch (error) {
      this.failure.set(error);
    }
  }

  private timeOf({ at }: AuditEntry): string {
    return new Intl.DateTimeFormat(this.locale(), { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at));
  }

  private who({ actor: { kind, name } }: AuditEntry): string {
    if (kind === 'system') return this.messages('audit.server');
    if (kind === 'unknown') return this.messages('audit.unknown');
    if (kind === 'api-key') return this.messages('audit.key', { name });
    return kind === 'share-link' ? this.messages('audit.link', { name }) : name;
  }

  private what({ kind, details: { from, to } }: AuditEntry): string {
    const text = AUDIT_KINDS[kind];
    const words = text === undefined ? kind : this.messages(text);
    const change = typeof from === 'string' && typeof to === 'string';
    return change
      ? this.messages('ui.labelled', { label: words, text: this.messages('audit.roles', { from, to }) })
      : words;
  }
}

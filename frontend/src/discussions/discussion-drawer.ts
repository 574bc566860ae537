import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Thread, ThreadSubject } from '@quarterdeck/sdk/api/discussions';
import ChartLine from 'lucide/dist/esm/icons/chart-line.mjs';
import LayoutDashboard from 'lucide/dist/esm/icons/layout-dashboard.mjs';
import MessagesSquare from 'lucide/dist/esm/icons/messages-square.mjs';
import StickyNote from 'lucide/dist/esm/icons/sticky-note.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { DashboardView } from '../dashboards/view/dashboard-view.store';
import { injectMessages, type MessageKey } from '../messages/messages';
import { EmptyState } from '../ui/empty-state';
import { ErrorNote } from '../ui/error-note';
import { Icon } from '../ui/icon';
import { injectNarrow } from '../ui/narrow';
import { plainMarkdown } from '../ui/picture/text/plain-markdown';
import { Segments } from '../ui/segments';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { DiscussionView } from './discussion-view';
import { DiscussionsStore, type ThreadFilter } from './discussions.store';
import { Jump } from './jump';
import { NewThread } from './new-thread';
import { ThreadCard } from './thread-card';

const FILTERS: readonly (readonly [ThreadFilter, MessageKey])[] = [
  ['open', 'discussions.filter.open'],
  ['resolved', 'discussions.filter.resolved'],
  ['all', 'discussions.filter.all'],
];
const ICONS = { dashboard: LayoutDashboard, panel: ChartLine, annotation: StickyNote };
const LONGEST_SUBJECT = 80;

/** Beside the dashboard: every thread on it, with a way to what it is about. */
@Component({
  selector: 'qd-discussion-drawer',
  imports: [EmptyState, ErrorNote, Icon, NewThread, Segments, Skeleton, ThreadCard, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'complementary', '[attr.aria-label]': 'heading()', '(keydown.escape)': 'view.close()' },
  styleUrl: './discussion-drawer.css',
  templateUrl: './discussion-drawer.html',
})
export class DiscussionDrawer {
  protected readonly store = inject(DiscussionsStore);
  protected readonly view = inject(DiscussionView);
  private readonly jump = inject(Jump);
  private readonly isNarrow = injectNarrow();
  private readonly dashboard = inject(DashboardView);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private readonly title = viewChild<string, ElementRef<HTMLElement>>('title', { read: ElementRef });

  protected readonly icons = { MessagesSquare, X };
  protected readonly filters = computed(() => FILTERS.map(([value, text]) => ({ value, text: this.messages(text) })));
  protected readonly heading = computed(() => this.messages('discussions.title'));
  protected readonly found = signal<string | null>(null);
  protected readonly panelTitle = computed(() => this.titleOf(this.view.panelId()));
  protected readonly subject = computed<ThreadSubject>(() => {
    const panelId = this.view.panelId();
    return panelId === null ? { kind: 'dashboard' } : { kind: 'panel', panelId };
  });
  protected readonly begin = computed(() =>
    this.view.panelId() === null
      ? this.messages('discussions.begin.dashboard')
      : this.messages('discussions.begin.panel', { title: this.panelTitle() }),
  );
  protected readonly rows = computed(() => {
    const [filter, panelId, found] = [this.view.filter(), this.view.panelId(), this.found()];
    const shown = this.store.threads()?.filter((thread) => {
      if (thread.comments.some(({ id }) => id === found)) return true;
      const settled = thread.resolved !== null;
      if (filter !== 'all' && settled !== (filter === 'resolved')) return false;
      return panelId === null || (thread.subject.kind === 'panel' && thread.subject.panelId === panelId);
    });
    return shown?.map((thread) => ({ thread, icon: ICONS[thread.subject.kind], name: this.nameOf(thread) })) ?? null;
  });

  constructor() {
    const opener = document.activeElement;
    afterNextRender(() => this.title()?.nativeElement.focus());
    // The address names a comment: it is looked for once the threads are known.
    effect(() => {
      const [wanted, threads] = [this.view.wanted(), this.store.threads()];
      if (wanted !== null && threads) untracked(() => this.arrive(wanted, threads));
    });
    inject(DiscussionView).whenClosed(() => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    });
  }

  /** On a phone the drawer covers what it leads to. */
  protected async go(thread: Thread): Promise<void> {
    if (this.isNarrow()) this.view.close();
    await this.jump.to(thread);
  }

  private arrive(wanted: string, threads: readonly Thread[]): void {
    this.view.arrived();
    if (!threads.some(({ comments }) => comments.some(({ id }) => id === wanted))) {
      this.toasts.say(this.messages('discussions.missing'));
      return;
    }
    this.found.set(wanted);
    afterNextRender(
      () => {
        const cards = [...this.host.querySelectorAll<HTMLElement>('[data-comment]')];
        const card = cards.find((one) => one.getAttribute('data-comment') === wanted);
        card?.scrollIntoView({ block: 'center' });
        card?.focus({ preventScroll: true });
      },
      { injector: this.injector },
    );
  }

  private nameOf({ subject, annotation }: Thread): string {
    if (subject.kind === 'dashboard') return this.messages('discussions.subject.dashboard');
    if (subject.kind === 'panel') return this.titleOf(subject.panelId);
    return plainMarkdown(annotation?.text ?? '', LONGEST_SUBJECT);
  }

  private titleOf(panelId: string | null): string {
    const panel = this.dashboard.dashboard()?.document.panels.find(({ id }) => id === panelId);
    if (!panel) return this.messages('discussions.subject.panelGone');
    return panel.title || this.messages('discussions.subject.untitled');
  }
}

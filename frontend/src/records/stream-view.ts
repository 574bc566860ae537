import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DerivedMetric } from '@quarterdeck/sdk/api/derived-metrics';
import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import { SessionStore } from '../api/session.store';
import { injectMessages } from '../messages/messages';
import { Confirm } from '../ui/confirm';
import { Dialogs } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { Icon } from '../ui/icon';
import { injectLocale } from '../ui/locale';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';
import { DerivedDialog } from './derived-dialog';
import { derivedWords } from './derived-words';
import { StreamStore } from './stream.store';

/** How often it is asked how far points are that are being made. */
const LOOK_AGAIN_MS = 2000;

const TYPES = {
  text: 'records.types.text',
  number: 'records.types.number',
  boolean: 'records.types.boolean',
  time: 'records.types.time',
  list: 'records.types.list',
} as const;

/** One stream: how many records it has, their fields, and the metrics that are derived from them. */
@Component({
  selector: 'qd-stream-view',
  imports: [ErrorNote, Icon, RouterLink, Skeleton, TimeAgo, TranslocoPipe],
  providers: [StreamStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrls: ['../settings/settings-section.css', './records-page.css', './stream-view.css'],
  templateUrl: './stream-view.html',
})
export class StreamView {
  readonly name = input.required<string>();
  /** The stream was deleted. */
  readonly gone = output();

  protected readonly store = inject(StreamStore);
  protected readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly dialogs = inject(Dialogs);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private readonly locale = injectLocale();
  protected readonly icons = { ArrowLeft, Plus };
  protected readonly failure = signal<unknown>(undefined);

  protected readonly rows = computed(() => this.number(this.store.stream()?.rows ?? 0));
  protected readonly fields = computed(() =>
    this.store.fields().map(({ name, types, share }) => ({
      name,
      types: types.map((type) => this.messages(TYPES[type as keyof typeof TYPES])).join(', '),
      share: new Intl.NumberFormat(this.locale(), { style: 'percent', maximumFractionDigits: 0 }).format(share),
    })),
  );
  protected readonly derived = computed(() =>
    this.store.derived().map((derived) => ({
      derived,
      words: derivedWords(derived, this.messages),
      state: this.stateOf(derived),
    })),
  );

  constructor() {
    effect(() => void this.store.load(this.name()));
    const timer = setInterval(() => {
      if (this.store.derived().some(({ waiting }) => waiting !== 0)) void this.store.refresh(this.name());
    }, LOOK_AGAIN_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected async open(derived: DerivedMetric | null): Promise<void> {
    const data = { store: this.store, stream: this.name(), derived };
    const saved = await this.dialogs.open<string>(DerivedDialog, data);
    if (saved) this.toasts.say(this.messages('records.saved', { name: saved }));
  }

  protected async removeDerived({ id, metric }: DerivedMetric): Promise<void> {
    const question = {
      heading: this.messages('records.removeDerived.heading', { name: metric }),
      text: this.messages('records.removeDerived.text'),
      action: this.messages('records.removeDerived.action'),
    };
    if (!(await this.confirm.ask(question))) return;
    await this.attempt(async () => {
      await this.store.removeDerived(id);
      this.toasts.say(this.messages('records.removeDerived.done', { name: metric }));
    });
  }

  protected async remove(): Promise<void> {
    const name = this.name();
    const question = {
      heading: this.messages('records.remove.heading', { name }),
      text: this.messages('records.remove.text', { rows: this.rows() }),
      action: this.messages('records.remove.action'),
    };
    if (!(await this.confirm.ask(question))) return;
    await this.attempt(async () => {
      await this.store.remove(name);
      this.gone.emit();
      await this.router.navigate([], { queryParams: {} });
      this.toasts.say(this.messages('records.remove.done', { name }));
    });
  }

  private async attempt(deed: () => Promise<void>): Promise<void> {
    this.failure.set(undefined);
    try {
      await deed();
    } catch (error) {
      this.failure.set(error);
    }
  }

  private stateOf({ waiting, problem }: DerivedMetric): string {
    if (problem !== null || waiting === 0) return '';
    return waiting === null
      ? this.messages('records.making')
      : this.messages('records.waiting', { count: this.number(waiting) });
  }

  private number(value: number): string {
    return new Intl.NumberFormat(this.locale()).format(value);
  }
}

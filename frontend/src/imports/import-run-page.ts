import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { injectMessages } from '../messages/messages';
import { Confirm } from '../ui/confirm';
import { ErrorNote } from '../ui/error-note';
import { injectNumberFormat } from '../ui/locale';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { ImportFacts } from './import-facts';
import { ImportFollower } from './import-follower';
import { ImportNext } from './import-next';
import { STATUS_TEXT, TONES } from './import-status';
import { ImportsStore } from './imports.store';

/** One import: how far it is, and what came of it. */
@Component({
  selector: 'qd-import-run-page',
  imports: [ErrorNote, ImportFacts, ImportNext, Page, RouterLink, Skeleton, TranslocoPipe],
  providers: [ImportFollower],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrls: ['./import-page.css', './import-run-page.css'],
  templateUrl: './import-run-page.html',
})
export class ImportRunPage {
  readonly id = input.required<string>();

  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private readonly numbers = injectNumberFormat();
  private readonly store = inject(ImportsStore);
  protected readonly follower = inject(ImportFollower);
  protected readonly texts = STATUS_TEXT;
  protected readonly tones = TONES;

  protected readonly up = computed(() => ({ text: this.messages('imports.title'), link: '/import' }));
  protected readonly percent = computed(() => {
    const { readBytes = 0, fileBytes = 0 } = this.follower.import() ?? {};
    return fileBytes > 0 ? Math.min(100, Math.floor((readBytes / fileBytes) * 100)) : 0;
  });
  /** Also one that was cancelled or failed half-way has stored some. */
  protected readonly hasPoints = computed(() => {
    const { seconds, status, added = 0, replaced = 0, unchanged = 0 } = this.follower.import() ?? {};
    return seconds !== null && status !== 'undone' && added + replaced + unchanged > 0;
  });
  /** Only what the import itself does not say. */
  protected readonly refusal = computed(() => {
    const refusal = this.store.refusal();
    return refusal?.id === this.id() && this.follower.import()?.problem === null ? refusal.error : undefined;
  });
  protected readonly fileAddress = computed(() => `/api/imports/${this.id()}/refused/file`);

  constructor() {
    effect(() => void this.follower.follow(this.id()));
  }

  protected format(value: number): string {
    return this.numbers().format(value);
  }

  protected async undo(): Promise<void> {
    const one = this.follower.import();
    if (!one) return;
    const sure = await this.confirm.ask({
      heading: this.messages('imports.undo.heading', { file: one.fileName }),
      text: this.messages('imports.undo.text', { points: this.format(one.added) }),
      action: this.messages('imports.undo.action'),
    });
    if (!sure) return;
    await this.follower.undo(one.id);
    if (this.follower.failure() === undefined) this.toasts.say(this.messages('imports.undo.done'));
  }
}

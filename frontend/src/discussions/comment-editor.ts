import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LONGEST_COMMENT } from '@quarterdeck/sdk/api/discussions';
import type { Member } from '@quarterdeck/sdk/api/members';
import { injectMessages } from '../messages/messages';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { Toasts } from '../ui/toasts';
import { CommentDrafts } from './comment-drafts';
import { CommentText } from './comment-text';
import { DiscussionsStore } from './discussions.store';
import { labelsOf, matching, storedOf, typedOf, typingAt, type Person } from './mention-text';

const MOST_OFFERED = 6;
let editors = 0;

/** Writes a comment, or changes one. What was typed is kept until it was sent. */
@Component({
  selector: 'qd-comment-editor',
  imports: [CommentText, ErrorNote, Field, FieldInput, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './comment-editor.css',
  templateUrl: './comment-editor.html',
})
export class CommentEditor {
  /** Where it is kept until it is sent: `reply.<thread>`. */
  readonly place = input.required<string>();
  readonly label = input.required<string>();
  readonly action = input.required<string>();
  /** What it says now, and who is mentioned there, where it is being changed. */
  readonly text = input('');
  readonly mentioned = input<readonly Person[]>([]);
  readonly send = input.required<(text: string) => Promise<void>>();
  readonly closed = output();

  private readonly store = inject(DiscussionsStore);
  private readonly drafts = inject(CommentDrafts);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private readonly area = viewChild<string, ElementRef<HTMLTextAreaElement>>('area', { read: ElementRef });

  protected readonly listId = `qd-mentions-${String(++editors)}`;
  protected readonly typed = linkedSignal(
    () => this.drafts.find(this.place()) || typedOf(this.text(), this.mentioned()),
  );
  protected readonly isPreviewing = signal(false);
  protected readonly isSending = signal(false);
  protected readonly isTouched = signal(false);
  protected readonly failure = signal<unknown>(undefined);
  private readonly members = signal<readonly Member[]>([]);
  /** Members, and who is mentioned already and may have left. */
  protected readonly people = computed<readonly Person[]>(() => {
    const known = new Set(this.members().map(({ id }) => id));
    return [...this.members(), ...this.mentioned().filter(({ id }) => !known.has(id))];
  });
  protected readonly preview = computed(() => storedOf(this.typed(), this.people()));
  protected readonly problem = computed(() => {
    const { length } = this.preview().trim();
    if (length > LONGEST_COMMENT) return this.messages('discussions.write.long', { longest: LONGEST_COMMENT, length });
    return length === 0 && this.isTouched() ? this.messages('discussions.write.missing') : '';
  });

  private readonly typing = signal<ReturnType<typeof typingAt>>(null);
  protected readonly chosen = signal(0);
  protected readonly offered = computed(() => {
    const typing = this.typing();
    const labels = labelsOf(this.people());
    const found = typing ? matching(this.members(), typing.query).slice(0, MOST_OFFERED) : [];
    // A name that stands there already needs no further offer.
    if (found.length === 1 && typing && labels.get(found[0]?.id ?? '') === typing.query) return [];
    return found.map((member) => ({ ...member, label: labels.get(member.id) ?? member.name }));
  });

  constructor() {
    effect(() => {
      const count = this.offered().length;
      this.chosen.set(0);
      if (count > 0) untracked(() => this.toasts.announce(this.messages('discussions.mention.found', { count })));
    });
    effect(() => {
      if (this.typed().includes('@')) untracked(() => void this.learnPeople().catch(() => undefined));
    });
  }

  focus(): void {
    this.area()?.nativeElement.focus();
  }

  protected type({ value, selectionEnd }: HTMLTextAreaElement): void {
    this.typed.set(value);
    this.drafts.keep(this.place(), value);
    this.typing.set(typingAt(value, selectionEnd));
  }

  protected caret({ value, selectionEnd }: HTMLTextAreaElement): void {
    this.typing.set(typingAt(value, selectionEnd));
  }

  protected keyed(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
      event.preventDefault();
      void this.submit();
    } else if (this.offered().length > 0) this.choose(event);
  }

  protected take(member: Member & { readonly label: string }): void {
    const [area, typing] = [this.area()?.nativeElement, this.typing()];
    if (!area || !typing) return;
    const before = `${area.value.slice(0, typing.at)}@${member.label} `;
    area.value = before + area.value.slice(area.selectionEnd).replace(/^ /, '');
    area.setSelectionRange(before.length, before.length);
    area.focus();
    this.type(area);
    this.typing.set(null);
  }

  protected async submit(): Promise<void> {
    this.isTouched.set(true);
    this.failure.set(undefined);
    if (this.isSending()) return;
    if (this.problem()) return this.focus();
    this.isSending.set(true);
    try {
      // Names become ids only by the list of members: without it a mention would be a mere word.
      if (this.typed().includes('@')) await this.learnPeople();
      await this.send()(storedOf(this.typed(), this.people()).trim());
      this.forget();
      this.toasts.announce(this.messages('discussions.write.sent'));
      this.closed.emit();
    } catch (error) {
      this.failure.set(error);
    } finally {
      this.isSending.set(false);
    }
  }

  protected cancel(): void {
    this.forget();
    this.closed.emit();
  }

  private forget(): void {
    this.drafts.keep(this.place(), '');
    this.typed.set(typedOf(this.text(), this.mentioned()));
    this.isTouched.set(false);
    this.isPreviewing.set(false);
  }

  private async learnPeople(): Promise<void> {
    this.members.set(await this.store.people());
  }

  private choose(event: KeyboardEvent): void {
    const offered = this.offered();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) this.chosen.update((at) => (at + step + offered.length) % offered.length);
    else if (event.key === 'Enter' || event.key === 'Tab') {
      const member = offered[this.chosen()];
      if (member) this.take(member);
    } else if (event.key === 'Escape') this.typing.set(null);
    else return;
    event.preventDefault();
    // The card or drawer around it hears Escape too.
    event.stopPropagation();
  }
}

import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { form, FormField, FormRoot, maxLength, required, submit, validate } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Frame } from '@quarterdeck/sdk';
import type { Annotation, AnnotationColour, AnnotationContent } from '@quarterdeck/sdk/api/annotations';
import { ApiError } from '../api/api-client';
import { injectMessages, type MessageKey } from '../messages/messages';
import { Confirm } from '../ui/confirm';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import type { PointedTime } from '../ui/picture/chart/plot-notes';
import { submission } from '../ui/submission';
import { Toasts } from '../ui/toasts';
import { anchorsOf, contentOf, draftOf, labelsText, tagsOf, timeOf, type Anchor, type NoteDraft } from './note-draft';
import { NoteTheirs } from './note-theirs';
import { NotesStore } from './notes.store';

const LONGEST = 2000;
const LONGEST_TAG = 40;
const COLOURS: readonly (readonly [AnnotationColour, MessageKey])[] = [
  ['info', 'annotations.colour.info'],
  ['good', 'annotations.colour.good'],
  ['warn', 'annotations.colour.warn'],
  ['bad', 'annotations.colour.bad'],
  ['accent', 'annotations.colour.accent'],
];

/** Writes a new note or changes one. */
@Component({
  selector: 'qd-note-editor',
  imports: [ErrorNote, Field, FieldInput, FormField, FormRoot, NoteTheirs, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './note-editor.css',
  templateUrl: './note-editor.html',
})
export class NoteEditor {
  /** null for a new one. */
  readonly note = input.required<Annotation | null>();
  readonly time = input.required<PointedTime>();
  readonly frames = input.required<readonly Frame[]>();
  readonly zone = input.required<string>();
  readonly closed = output();

  private readonly store = inject(NotesStore);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();

  protected readonly colours = COLOURS;
  protected readonly failure = signal<unknown>(undefined);
  /** Which version of the note this is a change of. */
  private readonly version = linkedSignal(() => this.note()?.version ?? 1);
  /** What somebody else made of the note meanwhile. */
  protected readonly theirs = signal<Annotation | null>(null);
  /** As they were when the editor opened: numbers that arrive meanwhile must not move the choice. */
  private readonly anchors = linkedSignal({
    source: this.note,
    computation: (note) => anchorsOf(this.frames(), note),
  });
  protected readonly anchorTexts = computed(() => this.anchors().map((anchor) => this.anchorText(anchor)));
  private readonly initial = computed(() => draftOf(this.note(), this.time(), this.anchors(), this.zone()));
  protected readonly draft = linkedSignal<NoteDraft>(() => this.initial());

  protected readonly form = form(
    this.draft,
    (path) => {
      required(path.text, { message: () => this.messages('annotations.textMissing') });
      validate(path.text, ({ value }) =>
        value() !== '' && value().trim() === ''
          ? { kind: 'blank', message: this.messages('annotations.textMissing') }
          : undefined,
      );
      maxLength(path.text, LONGEST, { message: () => this.messages('annotations.textLong', { longest: LONGEST }) });
      validate(path.from, ({ value }) => this.timeProblem(value(), this.time().from));
      validate(path.to, ({ valueOf }) => this.endProblem(valueOf(path)));
      validate(path.tags, ({ value }) =>
        tagsOf(value()).length > 20 || tagsOf(value()).some((tag) => tag.length > LONGEST_TAG)
          ? { kind: 'tags', message: this.messages('annotations.tagsWrong') }
          : undefined,
      );
    },
    { submission: submission(() => this.save(), this.failure) },
  );

  /** Called before the editor is left: asks, where something would be lost. */
  async mayClose(): Promise<boolean> {
    const { text } = this.draft();
    if (text.trim() === '' || text === this.initial().text) return true;
    return this.confirm.ask({
      heading: this.messages('annotations.discardHeading'),
      text: this.messages('annotations.discardText'),
      action: this.messages('annotations.discard'),
    });
  }

  /** Called beside the two: goes on with what somebody else made of it. */
  protected takeTheirs(theirs: Annotation): void {
    const { from, to } = theirs;
    const time = { from: Date.parse(from), to: to === null ? null : Date.parse(to) };
    this.anchors.set(anchorsOf(this.frames(), theirs));
    this.draft.set(draftOf(theirs, time, this.anchors(), this.zone()));
    this.goOn(theirs);
  }

  /** Called beside the two: one's own takes the place of the other, which its history keeps. */
  protected async keepMine(theirs: Annotation): Promise<void> {
    this.goOn(theirs);
    await submit(this.form);
  }

  private goOn({ version }: Annotation): void {
    this.version.set(version);
    this.theirs.set(null);
  }

  protected async cancel(): Promise<void> {
    if (await this.mayClose()) this.closed.emit();
  }

  protected choose(change: Partial<Pick<NoteDraft, 'kind' | 'colour'>>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  private async save(): Promise<void> {
    const [draft, zone] = [this.draft(), this.zone()];
    const anchor = this.anchors()[Number(draft.anchor)];
    const dashboardId = this.note()?.dashboardId ?? this.store.dashboardId();
    const content = anchor && contentOf(draft, this.time(), anchor, { zone, dashboardId });
    if (!content) return;
    const note = this.note();
    if (note === null) await this.store.write(content);
    else if (!(await this.changed(note.id, content))) return;
    this.toasts.announce(this.messages('annotations.saved'));
    this.closed.emit();
  }

  /** False where somebody else changed the note meanwhile: then both are shown, and the person chooses. */
  private async changed(id: string, content: AnnotationContent): Promise<boolean> {
    try {
      await this.store.change(id, { ...content, version: this.version() });
      return true;
    } catch (error) {
      if (!(error instanceof ApiError) || error.problem.code !== 'annotation.changed') throw error;
      this.theirs.set(await this.store.read(id));
      return false;
    }
  }

  private timeProblem(text: string, original: number | null) {
    const message = this.messages('timeRange.notATime');
    return timeOf(text, original, this.zone()) === null ? { kind: 'time', message } : undefined;
  }

  private endProblem({ kind, from, to }: NoteDraft) {
    if (kind === 'moment') return undefined;
    const [zone, was] = [this.zone(), this.time()];
    const [start, end] = [timeOf(from, was.from, zone), timeOf(to, was.to, zone)];
    if (end === null) return this.timeProblem(to, was.to);
    const message = this.messages('annotations.backwards');
    return start !== null && end < start ? { kind: 'order', message } : undefined;
  }

  private anchorText({ metric, labels }: Anchor): string {
    if (metric === null) return this.messages('annotations.anchor.dashboard');
    const text = labelsText(labels);
    if (text) return this.messages('annotations.anchor.series', { metric, labels: text });
    return this.anchors().some((other) => other.metric === metric && labelsText(other.labels))
      ? this.messages('annotations.anchor.whole', { metric })
      : metric;
  }
}

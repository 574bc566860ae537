import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  CSP_NONCE,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { injectMessages } from '../../messages/messages';
import type { CodeEditor } from '../code/code-editor';
import { problemText } from '../problem-text';
import { CodeHelp } from './code-help';
import { FieldInputs } from './field-inputs';
import { FormOffers } from './form-offers';
import { injectOffered } from './offered-words';

let fields = 0;

/** A text in a language: highlighted, completed, with the place of a mistake underlined. Runs with Ctrl+Enter. */
@Component({
  selector: 'qd-schema-code',
  imports: [CodeHelp, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './code-field.css',
  template: `
    <div class="line">
      <span class="label" [id]="id">{{ label() }}</span>
      <button type="button" class="qd-button quiet small" (click)="offers.runNow()">
        {{ 'code.run' | transloco }}
      </button>
    </div>
    <div #place class="place" [class.loading]="!editor()">
      @if (!editor()) {
        <p>{{ (broken() ? 'code.broken' : 'code.loading') | transloco }}</p>
      }
    </div>
    @if (problem()) {
      <p class="error" role="alert">{{ problem() }}</p>
    }
    <p class="help" [id]="id + '-help'">{{ help() }} {{ 'code.keys' | transloco }}</p>
    <qd-code-help [words]="offered().words" [isEmpty]="text().trim() === ''" (begun)="begin($event)" />
    @if (unavailable(); as why) {
      <p class="help">{{ 'code.noWords' | transloco: { why } }}</p>
    }
  `,
})
export class CodeField extends FieldInputs {
  protected readonly id = `qd-code-${String(++fields)}`;
  protected readonly offers = inject(FormOffers);
  private readonly place = viewChild.required<ElementRef<HTMLElement>>('place');
  private readonly nonce = inject(CSP_NONCE, { optional: true }) ?? '';
  private readonly messages = injectMessages();
  protected readonly editor = signal<CodeEditor | null>(null);
  protected readonly broken = signal(false);
  protected readonly offered = injectOffered(computed(() => this.node().options));
  protected readonly unavailable = computed(() => {
    const { failure } = this.offered();
    return failure === undefined ? '' : problemText(failure, this.messages).sentence;
  });
  protected readonly text = computed(() => {
    const shown = this.shown();
    return typeof shown === 'string' ? shown : '';
  });
  private isGone = false;

  constructor() {
    super();
    afterNextRender(() => void this.open());
    inject(DestroyRef).onDestroy(() => {
      this.isGone = true;
      this.editor()?.destroy();
    });
    effect(() => this.editor()?.show(this.text()));
    effect(() => this.editor()?.complete(this.offered().words, this.offers.offers()?.variables ?? []));
    effect(() => this.editor()?.mark(this.problems.placeAt(this.path())));
    effect(() => this.editor()?.describe(this.attributes()));
  }

  private readonly attributes = computed(() => ({
    'aria-labelledby': this.id,
    'aria-describedby': `${this.id}-help`,
    'aria-multiline': 'true',
    spellcheck: 'false',
    ...(this.problem() ? { 'aria-invalid': 'true' } : {}),
  }));

  /** A statement that was chosen rather than written is asked at once: its answer shows what it does. */
  protected begin(text: string): void {
    this.change(text);
    this.editor()?.focus();
    this.offers.runNow();
  }

  private async open(): Promise<void> {
    const module = await import('../code/code-editor').catch(() => undefined);
    if (!module) this.broken.set(true);
    if (!module || this.isGone) return;
    const editor = new module.CodeEditor({
      parent: this.place().nativeElement,
      text: untracked(this.text),
      attributes: untracked(this.attributes),
      nonce: this.nonce,
      changed: (text) => {
        if (text !== untracked(this.text)) this.change(text);
      },
      run: () => {
        this.offers.runNow();
      },
      left: () => {
        this.touch();
      },
    });
    this.editor.set(editor);
  }
}

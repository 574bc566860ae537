import { autocompletion, closeBrackets, completionKeymap, type CompletionContext } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { keywordCompletionSource, PostgreSQL, schemaCompletionSource } from '@codemirror/lang-sql';
import { bracketMatching } from '@codemirror/language';
import { Compartment, EditorState, Prec, StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, drawSelection, EditorView, keymap, tooltips, type DecorationSet } from '@codemirror/view';
import { codeTheme } from './code-theme';
import { columnsOf, dollarsOf, markedAt, tablesOf, type Word } from './completions';

export interface EditorParts {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The page's policy wants it on every style element. */
  readonly nonce: string;
  readonly changed: (text: string) => void;
  readonly run: () => void;
  readonly left: () => void;
}

/** The code editor of a form, for SQL. Loaded only where one is shown: it is as large as the rest of the form's page. */
export class CodeEditor {
  private readonly view: EditorView;
  private readonly language = new Compartment();
  private readonly attributes = new Compartment();

  constructor(parts: EditorParts) {
    this.view = new EditorView({
      parent: parts.parent,
      state: EditorState.create({
        doc: parts.text,
        extensions: [this.fixed(parts), this.language.of(languageOf([], []))],
      }),
    });
    this.describe(parts.attributes);
  }

  /** Another text than the one that was typed: it was set elsewhere. */
  show(text: string): void {
    const { doc } = this.view.state;
    if (doc.toString() !== text) this.view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
  }

  complete(words: readonly Word[], variables: readonly string[]): void {
    this.view.dispatch({ effects: this.language.reconfigure(languageOf(words, variables)) });
  }

  /** Underlines what begins at this place; null for nothing. */
  mark(position: number | null): void {
    this.view.dispatch({ effects: setMark.of(position) });
  }

  describe(attributes: Readonly<Record<string, string>>): void {
    const content = EditorView.contentAttributes.of({ ...attributes });
    this.view.dispatch({ effects: this.attributes.reconfigure(content) });
  }

  focus(): void {
    this.view.focus();
  }

  destroy(): void {
    this.view.destroy();
  }

  private fixed({ nonce, changed, run, left }: EditorParts): Extension {
    const runNow = () => {
      run();
      return true;
    };
    return [
      EditorView.cspNonce.of(nonce),
      Prec.highest(keymap.of([{ key: 'Mod-Enter', run: runNow }])),
      // Escape, then Tab leaves the editor: CodeMirror sees to that.
      keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
      history(),
      drawSelection(),
      bracketMatching(),
      closeBrackets(),
      tooltips({ position: 'fixed' }),
      EditorView.lineWrapping,
      marks,
      this.attributes.of([]),
      codeTheme,
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) changed(state.doc.toString());
      }),
      EditorView.domEventHandlers({ blur: left }),
    ];
  }
}

function languageOf(words: readonly Word[], variables: readonly string[]): Extension {
  const { language } = PostgreSQL;
  const columns = columnsOf(words);
  const dollars = dollarsOf(words, variables);
  const keywords = keywordCompletionSource(PostgreSQL);
  const offer = (context: CompletionContext) => {
    const dollar = context.matchBefore(/\$[\w{]*/);
    if (dollar) return { from: dollar.from, options: dollars, validFor: /^\$[\w{]*$/ };
    if (isAtTable(context)) return null;
    const word = context.matchBefore(/(?<![.\w$])[\p{L}_]\w*/u);
    return word ? { from: word.from, options: columns, validFor: /^\w*$/ } : null;
  };
  const sources = [
    schemaCompletionSource({ dialect: PostgreSQL, schema: tablesOf(words) }),
    (context: CompletionContext) => (isAtTable(context) ? null : keywords(context)),
    offer,
  ];
  const completed = sources.map((autocomplete) => language.data.of({ autocomplete }));
  return [language, completed, autocompletion({ icons: false })];
}

/** Where only the name of a table can stand: keywords that happen to begin alike are in its way. */
const isAtTable = (context: CompletionContext) => context.matchBefore(/\b(?:from|join)\s+[\w."]*/i) !== null;

const setMark = StateEffect.define<number | null>();

/** Gone with the next change: whoever types is mending it. */
const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marked, { effects, docChanged, state }) {
    const effect = effects.find((one) => one.is(setMark));
    if (!effect) return docChanged ? Decoration.none : marked;
    const place = effect.value === null ? null : markedAt(state.doc.toString(), effect.value);
    if (!place) return Decoration.none;
    return Decoration.set(Decoration.mark({ class: 'qd-mistake' }).range(place.from, place.to));
  },
  provide: (field) => EditorView.decorations.from(field),
});

import type { Comment } from '@quarterdeck/sdk/api/discussions';

/** Somebody who can be mentioned. */
export type Person = NonNullable<Comment['author']>;

const MENTION = /@\[([0-9a-f-]{36})\]/gi;
/** What is being typed after the last `@`, up to the caret. Names may hold spaces. */
const TYPING = /(?:^|[\s(>*_])@([\p{L}\p{N}][^@\n]{0,40}|)$/u;

/** What each is called in a text field: by name, and by a number after it where two share one. */
export function labelsOf(people: readonly Person[]): ReadonlyMap<string, string> {
  const seen = new Map<string, number>();
  return new Map(
    people.map(({ id, name }) => {
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return [id, count === 1 ? name : `${name} ${String(count)}`];
    }),
  );
}

/** A stored text as one edits it: names for ids. Who is unknown stays as stored. */
export function typedOf(text: string, people: readonly Person[]): string {
  const labels = labelsOf(people);
  return text.replace(MENTION, (stored, id: string) => {
    const label = labels.get(id.toLowerCase());
    return label === undefined ? stored : `@${label}`;
  });
}

/** The reverse: what is sent. The longest name wins, and a name ends where a letter or digit does not follow. */
export function storedOf(typed: string, people: readonly Person[]): string {
  const labels = [...labelsOf(people)].sort(([, one], [, other]) => other.length - one.length);
  return labels.reduce(
    (text, [id, label]) => text.replace(new RegExp(`@${escaped(label)}(?![\\p{L}\\p{N}])`, 'gu'), () => `@[${id}]`),
    typed,
  );
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The name that is being typed, and where its `@` stands; null where nobody is being mentioned. */
export function typingAt(text: string, caret: number): { readonly query: string; readonly at: number } | null {
  const query = TYPING.exec(text.slice(0, caret))?.[1];
  return query === undefined ? null : { query, at: caret - query.length - 1 };
}

/** Those whose name, or a part of it, begins with what was typed. */
export function matching<P extends Person>(people: readonly P[], query: string): P[] {
  const wanted = query.toLocaleLowerCase();
  const begins = ({ name }: P) =>
    name.toLocaleLowerCase().startsWith(wanted) ||
    name.split(/\s+/).some((part) => part.toLocaleLowerCase().startsWith(wanted));
  return people.filter(begins);
}

/** Puts a name for each mention into elements that were made of a text; not into code, which is shown as it is. */
export function nameMentions(content: DocumentFragment, people: readonly Person[], unknown: string): void {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) if (!text.parentElement?.closest('code')) nameIn(text, names, unknown);
}

function nameIn(text: Text, names: ReadonlyMap<string, string>, unknown: string): void {
  const parts = text.data.split(MENTION);
  if (parts.length === 1) return;
  // Every second part is an id.
  text.replaceWith(
    ...parts.map((part, at) => (at % 2 === 0 ? part : mention(names.get(part.toLowerCase()) ?? unknown))),
  );
}

function mention(name: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'qd-mention';
  element.textContent = `@${name}`;
  return element;
}

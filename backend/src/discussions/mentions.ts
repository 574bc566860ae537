const MENTION = /@\[([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\]/gi;

/** The ids of who is mentioned in a text, each once. */
export function mentionsIn(text: string): string[] {
  return [...new Set([...text.matchAll(MENTION)].map(([, id = '']) => id.toLowerCase()))];
}

/** The beginning of a comment as one line of plain text, with names for mentions: for a notification. */
export function excerptOf(text: string, names: ReadonlyMap<string, string>, longest: number): string {
  const named = text.replace(MENTION, (_, id: string) => `@${names.get(id.toLowerCase()) ?? '?'}`);
  const line = named.replace(/\s+/g, ' ').trim();
  const letters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment);
  return letters.length <= longest ? line : `${letters.slice(0, longest - 1).join('')}…`;
}

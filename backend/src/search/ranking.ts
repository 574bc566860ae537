/** The words of a question as they are looked for: in small letters, each once. */
export const wordsOf = (question: string): string[] => [
  ...new Set(
    question
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== ''),
  ),
];

/**
 * How well a title answers a question; smaller is better: it is the question, begins with it, has words that begin with its
 * words, holds them anywhere, or (the rest was found elsewhere than in the title) does not.
 */
export function rank(title: string, words: readonly string[]): number {
  const text = title.toLowerCase();
  const question = words.join(' ');
  if (text === question) return 0;
  if (text.startsWith(question)) return 1;
  const parts = text.split(/[^\p{L}\p{N}]+/u);
  if (words.every((word) => parts.some((part) => part.startsWith(word)))) return 2;
  return words.every((word) => text.includes(word)) ? 3 : 4;
}

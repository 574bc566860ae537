const RULES: readonly (readonly [RegExp, string])[] = [
  [/^\s{0,3}(?:```|~~~).*$/gm, ''],
  [/^\s{0,3}(?:#{1,6}|>)\s+/gm, ''],
  [/^\s*(?:[-*+]|\d+[.)])\s+/gm, '• '],
  [/!?\[([^\]]*)\]\([^)]*\)/g, '$1'],
  [/(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1/g, '$2'],
  [/(?<![\w*])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])/g, '$2'],
  [/`([^`\n]+)`/g, '$1'],
  [/\s+/g, ' '],
];

/** The words of a Markdown text in one line, for where nothing can be set apart: a label, a line on paper. */
export function plainMarkdown(markdown: string, longest = Infinity): string {
  const text = RULES.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), markdown).trim();
  return text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text;
}

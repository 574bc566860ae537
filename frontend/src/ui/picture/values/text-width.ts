/** About how wide a text is in Plex Sans, in pixels. Near enough to decide what has room; drawing measures for itself. */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const letter of text) ems += widthOf(letter);
  return Math.ceil(ems * fontSize);
}

function widthOf(letter: string): number {
  if (/[il.,:;'|!]/.test(letter)) return 0.3;
  if (/[mwMW@%]/.test(letter)) return 0.88;
  if (/[A-Z&]/.test(letter)) return 0.64;
  return letter > '\u2fff' ? 1 : 0.545;
}

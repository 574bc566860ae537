/** What stands in the margins of every sheet. */
export interface PageMargins {
  readonly landscape: boolean;
  readonly title: string;
  readonly range: string;
  readonly asOf: string;
  /** With `{page}` and `{pages}` where the numbers go. */
  readonly pageNumber: string;
}

/** Sheets of A4 with a header and a footer, as CSS. The first sheet has the title itself, so its header is left out. */
export function pageStyle({ landscape, title, range, asOf, pageNumber }: PageMargins): string {
  const letters = "font: 400 7pt/1.3 'IBM Plex Sans', sans-serif; color: #566372;";
  const box = (place: string, content: string, align: string) =>
    `@${place} { content: ${content}; ${letters} text-align: ${align}; vertical-align: middle; white-space: pre; }`;
  return `
    @page {
      size: A4 ${landscape ? 'landscape' : 'portrait'};
      margin: 14mm 12mm 13mm;
      ${box('top-left', cssString(title), 'left')}
      ${box('top-right', cssString(range), 'right')}
      ${box('bottom-left', cssString(asOf), 'left')}
      ${box('bottom-right', numbered(pageNumber), 'right')}
    }
    @page :first {
      @top-left { content: none; }
      @top-right { content: none; }
    }`;
}

/** A text as a string of CSS; what could end the string or the line is written by its number. */
export function cssString(text: string): string {
  return `"${text.replace(/["\\<>\p{Cc}]/gu, (letter) => `\\${letter.charCodeAt(0).toString(16)} `)}"`;
}

function numbered(text: string): string {
  return text
    .split(/(\{pages?\})/)
    .map((part) => (part === '{page}' ? 'counter(page)' : part === '{pages}' ? 'counter(pages)' : cssString(part)))
    .join(' ');
}

import { getDocument, OPS, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** One page of a PDF, as a reader of it would find it. */
export interface PdfPage {
  /** All its text with single spaces, in the order in which it was written. */
  readonly text: string;
  /** In points: A4 is 595 × 842. */
  readonly width: number;
  readonly height: number;
  /** How many images are painted. A chart that is drawn as vectors is none. */
  readonly images: number;
  /** How many vector paths are drawn. */
  readonly paths: number;
  readonly tagged: boolean;
}

export interface Pdf {
  readonly title: string;
  /** Its text can be read aloud in order: every page has a structure tree. */
  readonly tagged: boolean;
  readonly pages: readonly PdfPage[];
  /** The text of all pages. */
  readonly text: string;
  /** The names of the fonts, without the letters that mark a subset: `IBMPlexSans-Regular`. */
  readonly fonts: readonly string[];
  /** False as soon as one font is not in the file: then another machine shows other letters. */
  readonly fontsEmbedded: boolean;
}

interface Font {
  readonly name: string;
  readonly missingFile?: boolean;
}
type Document = Awaited<ReturnType<typeof getDocument>['promise']>;
type Page = Awaited<ReturnType<Document['getPage']>>;

const IMAGES = new Set([OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject]);

/** Opens the bytes of a PDF and reads what the journeys check. Throws when they are no PDF. */
export async function readPdf(bytes: Uint8Array): Promise<Pdf> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    fontExtraProperties: true,
  });
  const file = await task.promise;
  try {
    const pages: PdfPage[] = [];
    const fonts = new Map<string, Font>();
    for (let number = 1; number <= file.numPages; number++) {
      const page = await file.getPage(number);
      pages.push(await readPage(page, fonts));
    }
    const { info } = await file.getMetadata();
    const { Title: title = '' } = info as { Title?: string };
    return {
      title,
      tagged: pages.every((page) => page.tagged),
      pages,
      text: pages.map(({ text }) => text).join(' '),
      fonts: [...fonts.keys()].sort(),
      fontsEmbedded: fonts.size > 0 && [...fonts.values()].every(({ missingFile }) => missingFile !== true),
    };
  } finally {
    await task.destroy();
  }
}

async function readPage(page: Page, fonts: Map<string, Font>): Promise<PdfPage> {
  const { width, height } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const { fnArray, argsArray } = await page.getOperatorList();
  fnArray.forEach((operator, place) => {
    if (operator !== OPS.setFont) return;
    const font = page.commonObjs.get((argsArray[place] as [string])[0]) as Font;
    fonts.set(font.name.replace(/^[A-Z]{6}\+/, ''), font);
  });
  return {
    text: textOf(items),
    width: Math.round(width),
    height: Math.round(height),
    images: fnArray.filter((operator) => IMAGES.has(operator)).length,
    paths: fnArray.filter((operator) => operator === OPS.constructPath).length,
    tagged: hasStructure(await page.getStructTree()),
  };
}

/** The types say that there always is one; pages without it have null. */
const hasStructure = (tree: unknown): boolean => tree !== null && tree !== undefined;

type TextItem = Awaited<ReturnType<Page['getTextContent']>>['items'][number];

const textOf = (items: readonly TextItem[]) =>
  items
    .map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : ''))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

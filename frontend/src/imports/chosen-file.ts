import { detectColumns, detectCsv } from '@quarterdeck/sdk/csv/detect';
import { rowReader, type GoodRow, type Refusal, type RowRefusalCode } from '@quarterdeck/sdk/csv/rows';
import { splitLines, wholeLines, type Dialect, type SplitRow } from '@quarterdeck/sdk/csv/split';
import { draftOf, mappingOf, type ImportDraft } from './import-draft';

const HEAD_BYTES = 200 * 1024;
const SHOWN_ROWS = 12;
const NAMED_REFUSALS = 5;

/** A file and its first part, which is all of it that the browser reads before it is sent. */
export interface ChosenFile {
  readonly file: File;
  readonly head: string;
}

export interface PreviewRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** When it is, or why it is not taken. */
  readonly time: number | undefined;
  readonly refused: RowRefusalCode | undefined;
  readonly faulty: number;
}

export interface Preview {
  readonly rows: readonly PreviewRow[];
  /** Over all rows of the head. */
  readonly read: number;
  readonly refused: number;
  /** The first of the refused ones, wherever they are in the head. */
  readonly refusals: readonly PreviewRow[];
  readonly whole: boolean;
}

export async function openFile(file: File): Promise<ChosenFile> {
  const text = await file.slice(0, HEAD_BYTES).text();
  return { file, head: file.size > HEAD_BYTES ? wholeLines(text) : text };
}

/** The first proposal; with a dialect, what the file is when it is split like that. */
export function proposalFor({ file, head }: ChosenFile, timezone: string, dialect?: Dialect): ImportDraft {
  return draftOf(dialect ? detectColumns(head, dialect) : detectCsv(head), file.name, timezone);
}

/** What the server will make of the first rows, by the same rules. */
export function previewOf({ file, head }: ChosenFile, draft: ImportDraft): Preview {
  const mapping = mappingOf(draft);
  const read = mapping && mapping.values.length > 0 ? rowReader(mapping) : undefined;
  const all = splitLines(head, draft).slice(draft.header ? 1 : 0);
  const rows = all.map((row) => toPreviewRow(row, read?.(row.cells)));
  const refused = rows.filter((row) => row.refused !== undefined);
  return {
    rows: rows.slice(0, SHOWN_ROWS),
    read: rows.length,
    refused: refused.length,
    refusals: refused.slice(0, NAMED_REFUSALS),
    whole: file.size <= HEAD_BYTES,
  };
}

function toPreviewRow({ cells, line }: SplitRow, row: GoodRow | Refusal | undefined): PreviewRow {
  if (row?.refused === undefined) return { line, cells, time: row?.time, refused: undefined, faulty: -1 };
  return { line, cells, time: undefined, refused: row.refused, faulty: row.column };
}

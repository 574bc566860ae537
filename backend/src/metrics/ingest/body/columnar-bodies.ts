import { ColumnarPoints, type SeriesKey } from '@quarterdeck/sdk/api/metrics';
import { parseJson } from '../../../platform/http/read-json.js';
import { scanPoints } from './columnar-scan.js';
import { MOST_POINTS, readPoints, type SentPoints } from '../points-body.js';

const NAME = Buffer.from('"points"');
const [COMMA, BRACE, COLON] = [...Buffer.from(',}:')];
const SPACES: ReadonlySet<number | undefined> = new Set(Buffer.from(' \n\r\t'));
const Envelope = ColumnarPoints.pick({ series: true });
/** Of all texts together; what they say takes several times as much. */
const MOST_REMEMBERED = 4 * 1024 * 1024;

/**
 * Reads the bodies of `POST /api/points`. Programs send the same list of series again and again, with other points behind it:
 * what the list says is remembered by its text, and the points are scanned. Whatever is unusual is read as JSON.
 */
export class ColumnarBodies {
  private readonly heads = new Map<string, readonly SeriesKey[]>();
  private remembered = 0;

  read(body: Buffer): SentPoints {
    return this.scan(body) ?? readPoints(parseJson(body.toString('utf8')));
  }

  private scan(body: Buffer): SentPoints | undefined {
    const name = body.indexOf(NAME);
    // What stands before a comma and a name cannot lie inside a text, where the quote would follow a backslash.
    const comma = skipBack(body, name - 1);
    const colon = skip(body, name + NAME.length);
    if (name < 0 || body[comma] !== COMMA || body[colon] !== COLON) return undefined;
    const series = this.seriesIn(body.subarray(0, comma));
    const scanned = series && scanPoints(body, skip(body, colon + 1), { series: series.length, most: MOST_POINTS });
    if (!series || !scanned) return undefined;
    const brace = skip(body, scanned.end);
    if (body[brace] !== BRACE || skip(body, brace + 1) !== body.length) return undefined;
    return { series, points: scanned.points, refused: 0, errors: [] };
  }

  /** The same list for the same text, so that others may remember it by its identity. */
  private seriesIn(head: Buffer): readonly SeriesKey[] | undefined {
    const text = head.toString('latin1');
    const known = this.heads.get(text);
    if (known) return known;
    const series = readHead(head);
    if (series) this.remember(text, series);
    return series;
  }

  private remember(text: string, series: readonly SeriesKey[]): void {
    if (this.remembered + text.length > MOST_REMEMBERED) {
      this.heads.clear();
      this.remembered = 0;
    }
    if (text.length > MOST_REMEMBERED) return;
    this.heads.set(text, series);
    this.remembered += text.length;
  }
}

/** Undefined where it is no whole object but for its last brace, or says what no list of series may. */
function readHead(head: Buffer): readonly SeriesKey[] | undefined {
  try {
    return Envelope.parse(parseJson(`${head.toString('utf8')}}`)).series;
  } catch {
    return undefined;
  }
}

function skip(bytes: Buffer, at: number): number {
  while (SPACES.has(bytes[at])) at++;
  return at;
}

function skipBack(bytes: Buffer, at: number): number {
  while (SPACES.has(bytes[at])) at--;
  return at;
}

import type { Frame, TimeRange } from '@quarterdeck/sdk';
import { PREFIX, questionFailure } from './failures.js';
import { frameFrom, type Answer } from './frames.js';
import type { Context, Question } from './schemas.js';
import { withSession, type Session, type TextRow } from './session.js';
import { statementOf, type Statement } from './statement.js';

/** So many rows in one go: enough to be quick, few enough to stop in time. */
const AT_ONCE = 1000;

/** The answer to a question, through a cursor that can do nothing but read. Throws a PluginError. */
export async function ask(context: Context, { sql, series }: Question, range: TimeRange): Promise<Frame> {
  const statement = statementOf(sql, { range, variables: context.variables });
  const answer = await withSession(context, range.timezone, async (session) => {
    try {
      return await fetched(session, statement, context.config.maxRows);
    } catch (error) {
      throw questionFailure(error, statement, context.config);
    }
  });
  return frameFrom(answer, range.timezone, series);
}

async function fetched(session: Session, { text, values }: Statement, most: number): Promise<Answer> {
  await session.ask(PREFIX + text, values);
  const rows: TextRow[] = [];
  for (;;) {
    const wanted = Math.min(AT_ONCE, most + 1 - rows.length);
    const part = await session.ask(`fetch forward ${wanted} from quarterdeck`);
    rows.push(...part.rows);
    const truncated = rows.length > most;
    if (truncated || part.rows.length < wanted) return { columns: part.columns, rows: rows.slice(0, most), truncated };
  }
}

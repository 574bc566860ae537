import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Frame, TimeRange } from '@quarterdeck/sdk';
import {
  RecordFunnelQuery,
  RecordGroupsQuery,
  RecordRetentionQuery,
  RecordRowsQuery,
  RECORDS_SOURCE,
  type RecordQuestion,
} from '@quarterdeck/sdk/api/record-queries';
import * as z from 'zod';
import type { Actor } from '../platform/actor.js';
import { invalid } from '../platform/errors.js';
import { QueriesService, type BuiltInSource } from '../queries/queries.service.js';
import { RecordAnswers } from './record-answers.service.js';

type Schema = ReturnType<BuiltInSource['schema']>;

interface Kind {
  readonly title: string;
  readonly input: Schema;
  readonly ask: (actor: Actor, input: unknown, range: TimeRange) => Promise<Frame[]>;
}

/** Offers records to be asked like any other datasource. */
@Injectable()
export class RecordSource implements OnModuleInit {
  private readonly kinds: Readonly<Record<string, Kind>>;

  constructor(
    private readonly queries: QueriesService,
    answers: RecordAnswers,
  ) {
    this.kinds = {
      groups: kindOf('Numbers by group and time', RecordGroupsQuery, (actor, query, range) =>
        answers.groups(actor, query, range),
      ),
      rows: kindOf('Rows', RecordRowsQuery, (actor, query, range) => answers.rows(actor, query, range)),
      funnel: kindOf('Funnel', RecordFunnelQuery, (actor, query, range) => answers.funnel(actor, query, range)),
      retention: kindOf('Retention', RecordRetentionQuery, (actor, query, range) =>
        answers.retention(actor, query, range),
      ),
    };
  }

  onModuleInit(): void {
    this.queries.registerBuiltIn(RECORDS_SOURCE, {
      schema: (kind) => this.require(kind).input,
      ask: (actor, { kind, input }, range) => this.require(kind).ask(actor, input, range),
    });
  }

  /** For forms: what can be asked. */
  questions(): RecordQuestion[] {
    return Object.entries(this.kinds).map(([name, { title, input }]) => ({
      name,
      title,
      input: input as RecordQuestion['input'],
    }));
  }

  private require(name: string): Kind {
    const kind = Object.hasOwn(this.kinds, name) ? this.kinds[name] : undefined;
    if (kind) return kind;
    const known = Object.keys(this.kinds).join(', ');
    throw invalid('query.invalid', `Records are not asked for “${name}”: choose ${known}.`);
  }
}

function kindOf<T>(
  title: string,
  schema: z.ZodType<T>,
  ask: (actor: Actor, query: T, range: TimeRange) => Promise<Frame[]>,
): Kind {
  const input = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return { title, input, ask: (actor, given, range) => ask(actor, checked(schema, given), range) };
}

function checked<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  const place = field === '' ? {} : { place: { field } };
  throw invalid('query.invalid', `This query is not valid. ${field}: ${issue?.message ?? ''}`, place);
}

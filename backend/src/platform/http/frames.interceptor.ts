import {
  Injectable,
  StreamableFile,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { cellAt, encodeFrames, FRAMES_MEDIA_TYPE, type Frame } from '@quarterdeck/sdk';
import type { AnswerPlaces, FrameJson, QueryAnswers } from '@quarterdeck/sdk/api/queries';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import type { Request } from 'express';
import { map, type Observable } from 'rxjs';

/** For handlers that answer `FramesAnswer[]`: as bytes where the client accepts them, as JSON otherwise. */
@Injectable()
export class FramesInterceptor implements NestInterceptor<FramesAnswer[], unknown> {
  intercept(context: ExecutionContext, next: CallHandler<FramesAnswer[]>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const binary = request.headers.accept === FRAMES_MEDIA_TYPE;
    return next.handle().pipe(
      map((answers) => {
        if (!binary) return toJson(answers);
        const { frames, places } = toPlaces(answers);
        const bytes = encodeFrames(frames, places);
        return new StreamableFile(bytes, { type: FRAMES_MEDIA_TYPE, length: bytes.length });
      }),
    );
  }
}

/** All frames one after another, and for each answer the places of its own. Snapshots are written like this too. */
export function toPlaces(answers: readonly FramesAnswer[]): { frames: Frame[]; places: AnswerPlaces } {
  const frames: Frame[] = [];
  const placed = answers.map((answer) => ({
    frames: answer.frames.map((frame) => frames.push(frame) - 1),
    problem: answer.problem,
  }));
  return { frames, places: { answers: placed } };
}

function toJson(answers: readonly FramesAnswer[]): QueryAnswers {
  return { answers: answers.map(({ frames, problem }) => ({ frames: frames.map(frameToJson), problem })) };
}

function frameToJson({ fields, notices, ...frame }: Frame): FrameJson {
  return {
    ...frame,
    ...(notices ? { notices: [...notices] } : {}),
    fields: fields.map((field) => ({
      name: field.name,
      type: field.type,
      ...(field.metric === undefined ? {} : { metric: field.metric }),
      ...(field.labels === undefined ? {} : { labels: { ...field.labels } }),
      ...(field.unit === undefined ? {} : { unit: field.unit }),
      ...(field.type === 'number' && field.totals ? { totals: { ...field.totals } } : {}),
      values: Array.from({ length: frame.length }, (_, row) => cellAt(field, row)),
    })),
  };
}

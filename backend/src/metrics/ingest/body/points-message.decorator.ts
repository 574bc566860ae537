import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { metricsRoutes } from '@quarterdeck/sdk/api/metrics';
import { requestOf } from '../../../platform/http/implements.js';
import { readBytes } from '../../../platform/http/read-bytes.js';
import { ColumnarBodies } from './columnar-bodies.js';
import type { SentPoints } from '../points-body.js';

const bodies = new ColumnarBodies();

/** The points of a request's body, and what is wrong with the others. */
export const PointsMessage = createParamDecorator(async (_: unknown, context: ExecutionContext): Promise<SentPoints> =>
  bodies.read(await readBytes(requestOf(context), metricsRoutes.sendPoints.bodyLimit ?? 0)),
);

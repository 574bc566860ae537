import { AppError } from '../platform/errors.js';

export const unknownMetric = (metric: string) =>
  new AppError('not-found', 'metric.not-found', `There is no metric named “${metric}”.`);

import { AppError, invalid, notFound } from '../../platform/errors.js';
import { problemOf } from '../../platform/http/problem.filter.js';
import { refusalOf, toldAs } from './wire-refusals.js';

const toldOf = (error: unknown) => problemOf(toldAs(error), 'request');
const errors = Array.from({ length: 4 }, (_, index) => ({
  index,
  path: 'up',
  code: 'no-value',
  message: `There is no value (${String(index)}).`,
}));

describe('what senders are told', () => {
  it('is 503 while the server is busy, so that they send again: at 429 they drop what they have', () => {
    const busy = new AppError('conflict', 'points.busy', 'Wait.', { retryAfterMs: 1000 });
    expect(toldOf(busy)).toMatchObject({ status: 503, code: 'points.busy', retryAfterMs: 1000 });
  });

  it('is 400 for what will never be taken, and 413 for what should come in parts', () => {
    expect(toldOf(invalid('lines.not-utf-8', 'No.'))).toMatchObject({
      status: 400,
      title: 'Bad Request',
      detail: 'No.',
    });
    expect(toldOf(new AppError('conflict', 'series.too-many', 'No.')).status).toBe(400);
    expect(toldOf(invalid('points.too-many', 'No.')).status).toBe(413);
  });

  it('is what it is for everything else: a fault of ours is sent again', () => {
    expect(toldOf(new Error('The database is away.')).status).toBe(500);
    expect(toldOf(notFound('workspace', '1')).status).toBe(404);
  });

  it('sums up what was refused, and lists all of it', () => {
    const written = { written: 7, refused: 4, errors, exemplars: 0, histograms: 0 };
    const { message, fields } = refusalOf('line', written, ['And more.']);
    expect(message).toBe(
      '4 refused, 7 points stored. Line 0: There is no value (0). Line 1: There is no value (1). ' +
        'Line 2: There is no value (2). … And more.',
    );
    expect(fields).toHaveLength(4);
    expect(fields?.[3]).toEqual({ path: '3.up', message: 'There is no value (3).' });
  });
});

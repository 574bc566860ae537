import { defineWidget } from '@quarterdeck/sdk';
import { draw } from './draw.js';
import { options } from './options.js';

export default defineWidget({
  options,
  accepts: { shapes: ['table', 'timeseries', 'scalar'], minFrames: 1 },
  size: { w: 12, h: 8 },
  draw,
});

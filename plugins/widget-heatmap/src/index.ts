import { defineWidget } from '@quarterdeck/sdk';
import { draw } from './draw.js';
import { options } from './options.js';

export default defineWidget({
  options,
  accepts: { shapes: ['timeseries', 'table'], minFrames: 1 },
  size: { w: 14, h: 9 },
  draw,
});

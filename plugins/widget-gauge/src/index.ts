import { defineWidget } from '@quarterdeck/sdk';
import { draw } from './draw.js';
import { options } from './options.js';

export default defineWidget({
  options,
  accepts: { shapes: ['scalar', 'timeseries', 'table'], minFrames: 1 },
  size: { w: 6, h: 6 },
  draw,
});

import { defineWidget } from '@quarterdeck/sdk';
import { draw } from './draw.js';
import { options } from './options.js';

export default defineWidget({
  options,
  accepts: { shapes: [], minFrames: 0 },
  size: { w: 8, h: 4 },
  draw,
});

import { install as svg } from 'echarts/lib/renderer/installSVGRenderer.js';
import { use } from 'echarts/core';

/** Loaded by what is printed, before its first chart is drawn: lines stay sharp on paper at any size. */
use(svg);

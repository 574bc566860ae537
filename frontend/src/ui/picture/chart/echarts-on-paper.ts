import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

/** Loaded by what is printed, before its first chart is drawn: lines stay sharp on paper at any size. */
use([SVGRenderer]);

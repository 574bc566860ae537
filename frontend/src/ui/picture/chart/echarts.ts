import { BarChart, LineChart, PieChart, ScatterChart } from 'echarts/charts';
import {
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
} from 'echarts/components';
import { use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';

/** Only what pictures may use, in a chunk of its own: loaded when the first chart comes into sight. */
use([BarChart, LineChart, PieChart, ScatterChart]);
use([GridComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent, TooltipComponent]);
use([LabelLayout, CanvasRenderer, SVGRenderer]);

export { init } from 'echarts/core';

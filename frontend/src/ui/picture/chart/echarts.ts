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
import { CanvasRenderer } from 'echarts/renderers';

/** Only what pictures may use on a screen. It comes with the first chart; paper brings its own renderer. */
use([BarChart, LineChart, PieChart, ScatterChart]);
use([GridComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent, TooltipComponent]);
use([LabelLayout, CanvasRenderer]);

export { init } from 'echarts/core';

import { BarChart, PieChart, ScatterChart } from 'echarts/charts';
import { MarkAreaComponent, MarkLineComponent, MarkPointComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';

/** What pictures may use besides lines. */
use([BarChart, PieChart, ScatterChart, MarkAreaComponent, MarkLineComponent, MarkPointComponent, LabelLayout]);

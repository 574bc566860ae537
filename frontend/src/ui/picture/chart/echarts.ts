import { LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

/** What most charts are made of. It comes with the first chart; `missingParts` knows what others need besides. */
use([LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

export { init } from 'echarts/core';

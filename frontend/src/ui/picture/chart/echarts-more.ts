import { install as bar } from 'echarts/lib/chart/bar/install.js';
import { install as pie } from 'echarts/lib/chart/pie/install.js';
import { install as scatter } from 'echarts/lib/chart/scatter/install.js';
import { install as markArea } from 'echarts/lib/component/marker/installMarkArea.js';
import { install as markLine } from 'echarts/lib/component/marker/installMarkLine.js';
import { install as markPoint } from 'echarts/lib/component/marker/installMarkPoint.js';
import { installLabelLayout } from 'echarts/lib/label/installLabelLayout.js';
import { use } from 'echarts/core';

/** What pictures may use besides lines. */
use([bar, pie, scatter, markArea, markLine, markPoint, installLabelLayout]);

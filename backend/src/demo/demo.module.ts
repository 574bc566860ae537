import { Module } from '@nestjs/common';
import { AnnotationsModule } from '../annotations/annotations.module.js';
import { DashboardsModule } from '../dashboards/dashboards.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { DemoContent } from './demo-content.service.js';
import { DemoService } from './demo.service.js';
import { OwnMeasurements } from './own-measurements.service.js';

@Module({
  imports: [IdentityModule, MetricsModule, DashboardsModule, AnnotationsModule],
  providers: [DemoContent, DemoService, OwnMeasurements],
})
export class DemoModule {}

import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({ selector: 'qd-print-page', changeDetection: ChangeDetectionStrategy.OnPush, template: '' })
export class PrintPage {}

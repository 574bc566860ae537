import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({ selector: 'qd-shared-page', changeDetection: ChangeDetectionStrategy.OnPush, template: '' })
export class SharedPage {}

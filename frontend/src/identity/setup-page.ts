import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({ selector: 'qd-setup-page', changeDetection: ChangeDetectionStrategy.OnPush, template: '' })
export class SetupPage {}

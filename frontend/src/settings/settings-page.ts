import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({ selector: 'qd-settings-page', changeDetection: ChangeDetectionStrategy.OnPush, template: '' })
export class SettingsPage {}

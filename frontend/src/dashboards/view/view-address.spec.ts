import { Component, inject } from '@angular/core';
import { openTab, type Tab } from '../../testing/page';
import { ViewAddress } from './view-address';

let address: ViewAddress;

@Component({ selector: 'qd-test-view', providers: [ViewAddress], template: '' })
class View {
  constructor() {
    address = inject(ViewAddress);
  }
}

describe('the address of a view', () => {
  let tab: Tab;
  beforeEach(async () => {
    tab = await openTab([{ path: 'view', component: View }]);
    await tab.go('/view?from=now-6h&to=now#token');
  });

  it('holds the range, so that a link shows what its sender saw', async () => {
    expect(address.choice()).toEqual({ from: 'now-6h', to: 'now' });
    await address.go({ from: '2014-07-01T04:00:00.000Z', to: 'now' });
    expect(tab.address).toBe('/view?from=1404187200000&to=now#token');
  });

  it('holds a zone that is not the dashboard’s own', async () => {
    await address.setZone('utc');
    expect(tab.address).toContain('zone=utc');
    await address.setZone('dashboard');
    expect(tab.address).toBe('/view?from=now-6h&to=now#token');
  });

  it('goes back through the ranges', async () => {
    expect(address.canGoBack()).toBe(false);
    await address.go({ from: 'now-1h', to: 'now' });
    await address.go(null);
    expect(address.choice()).toBeNull();
    await address.back();
    expect(address.choice()).toEqual({ from: 'now-1h', to: 'now' });
    await address.back();
    expect(address.choice()).toEqual({ from: 'now-6h', to: 'now' });
    expect(address.canGoBack()).toBe(false);
  });

  it('shows the dashboard’s own range where the address names none that makes sense', async () => {
    await tab.go('/view?from=tomorrow&to=now');
    expect(address.choice()).toBeNull();
  });
});

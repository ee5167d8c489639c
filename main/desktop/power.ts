import type { PowerMonitor } from 'electron';

/**
 * Tells when the machine woke from sleep. That the network changed, the main process is not told by any documented
 * event; a connection that died of it is found by its timeouts.
 */
export function onResume(power: Pick<PowerMonitor, 'on'>, resumed: () => void): void {
  power.on('resume', resumed);
}

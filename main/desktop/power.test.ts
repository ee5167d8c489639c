import { EventEmitter } from 'node:events';
import type { PowerMonitor } from 'electron';
import { expect, it, vi } from 'vitest';
import { onResume } from './power.ts';

it('tells of every waking, and of nothing else', () => {
  const power = new EventEmitter();
  const resumed = vi.fn();
  onResume(power as unknown as PowerMonitor, resumed);
  power.emit('suspend');
  expect(resumed).not.toHaveBeenCalled();
  power.emit('resume');
  power.emit('resume');
  expect(resumed).toHaveBeenCalledTimes(2);
});

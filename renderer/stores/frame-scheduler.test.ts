import { describe, expect, it, vi } from 'vitest';
import { createFrameScheduler } from './frame-scheduler.ts';

function scriptedFrames() {
  let hidden = false;
  let onVisibility = (): void => {};
  const due: (() => void)[] = [];
  return {
    frames: due,
    paint: () => due.splice(0).forEach((run) => run()),
    setHidden: (now: boolean) => {
      hidden = now;
      onVisibility();
    },
    source: {
      requestFrame: (run: () => void) => due.push(run),
      cancelFrame: () => void due.splice(0),
      isHidden: () => hidden,
      onVisibility: (run: () => void) => {
        onVisibility = run;
      },
    },
  };
}

describe('the frame scheduler', () => {
  it('notifies once per frame, however often it is asked', () => {
    const { source, frames, paint } = scriptedFrames();
    const schedule = createFrameScheduler(source);
    const [one, two] = [vi.fn(), vi.fn()];
    for (let i = 0; i < 100; i += 1) {
      schedule(one);
      schedule(two);
    }
    expect(frames).toHaveLength(1);
    expect(one).not.toHaveBeenCalled();
    paint();
    expect(one).toHaveBeenCalledTimes(1);
    expect(two).toHaveBeenCalledTimes(1);
    schedule(one);
    paint();
    expect(one).toHaveBeenCalledTimes(2);
  });

  it('does not wait for frames that a hidden page never gets', () => {
    const { source, frames, setHidden } = scriptedFrames();
    const schedule = createFrameScheduler(source);
    const notify = vi.fn();
    schedule(notify);
    setHidden(true);
    expect(notify).toHaveBeenCalledTimes(1);
    schedule(notify);
    expect(notify).toHaveBeenCalledTimes(2);
    expect(frames).toHaveLength(0);
  });
});

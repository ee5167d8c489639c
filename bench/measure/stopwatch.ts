/**
 * Starts measuring; the answer gives the time since. `cpuMs` counts what this process itself computed, which other
 * programs on the machine disturb less than the clock.
 */
export function stopwatch(): () => { readonly ms: number; readonly cpuMs: number } {
  const cpu = process.cpuUsage();
  const from = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { ms: performance.now() - from, cpuMs: (user + system) / 1000 };
  };
}

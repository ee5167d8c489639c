import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

configure({
  // As long as any state is waited for, however busy the machine is.
  asyncUtilTimeout: 10_000,
  // The name of what was not found says more than the whole page.
  getElementError: (message) => {
    const error = new Error(message?.split('\n\n')[0] ?? 'not found');
    error.name = 'TestingLibraryElementError';
    return error;
  },
});

/** Runs before every rendered test file: a view that one test rendered is gone before the next. */
afterEach(cleanup);

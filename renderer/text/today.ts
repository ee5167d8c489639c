export const todayText = {
  loading: 'Loading …',
  failed: (reason: string) => `The day could not be read: ${reason}`,
  periods: { today: 'Today', yesterday: 'Since yesterday', week: 'Last 7 days' },
  period: 'Period',
  print: 'Print',
  printTitle: 'Print this page (Ctrl P)',
  figures: 'Figures of the period',
  review: 'Open Review',
} as const;

/**
 * Every key of the console, by where it acts and what it asks for. The handlers look keys up here and the sheet of keys
 * lists this, so that they cannot disagree. One character alone is a letter: it acts only while a list has the focus,
 * and where letters are on. What a place's name means is in `text/keys.ts`.
 */
export const KEYS = {
  everywhere: {
    palette: ['Ctrl+K'],
    sheet: ['?'],
    filter: ['/'],
    nextPane: ['F6'],
    lastPane: ['Shift+F6'],
    close: ['Escape'],
  },
  /** After G. */
  goTo: {
    live: ['L'],
    vehicles: ['V'],
    today: ['T'],
    review: ['R'],
    jobs: ['J'],
    formulas: ['F'],
    diagnostics: ['D'],
    settings: [','],
    wall: ['W'],
  },
  list: {
    down: ['ArrowDown'],
    up: ['ArrowUp'],
    pageDown: ['PageDown'],
    pageUp: ['PageUp'],
    first: ['Home', 'Ctrl+Home'],
    last: ['End', 'Ctrl+End'],
  },
  live: {
    open: ['ArrowRight'],
    close: ['ArrowLeft'],
    enter: ['Enter'],
    preview: ['Space'],
    pick: ['X'],
    copy: ['C', 'Ctrl+C'],
    pause: ['P'],
    height: ['D'],
    newest: ['Escape'],
  },
  vehicles: {
    extend: ['Shift+ArrowDown', 'Shift+ArrowUp'],
    select: ['X'],
    all: ['Ctrl+A'],
    preview: ['Space'],
    enter: ['Enter'],
    recompute: ['R'],
    watch: ['W'],
    note: ['N'],
    copy: ['C', 'Ctrl+C'],
    export: ['E'],
    filter: ['F'],
    view: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    save: ['Ctrl+S'],
    print: ['Ctrl+P'],
    escape: ['Escape'],
  },
  heading: {
    sort: ['Enter'],
    sortToo: ['Shift+Enter'],
    menu: ['ArrowDown'],
    next: ['ArrowRight'],
    previous: ['ArrowLeft'],
  },
  chooser: {
    show: ['Space'],
    next: ['ArrowDown'],
    previous: ['ArrowUp'],
    later: ['Alt+ArrowDown'],
    earlier: ['Alt+ArrowUp'],
    wider: ['Alt+ArrowRight'],
    narrower: ['Alt+ArrowLeft'],
  },
  today: { print: ['Ctrl+P'] },
  review: {
    next: ['ArrowDown'],
    previous: ['ArrowUp'],
    extend: ['Shift+ArrowDown', 'Shift+ArrowUp'],
    select: ['Space'],
    all: ['Ctrl+A'],
  },
  wall: {
    leave: ['Escape'],
    pause: ['Space'],
    dealer: ['D'],
    scheme: ['T'],
  },
  palette: {
    next: ['ArrowDown'],
    previous: ['ArrowUp'],
    nextGroup: ['Tab'],
    lastGroup: ['Shift+Tab'],
    run: ['Enter'],
    beside: ['Ctrl+Enter'],
    more: ['ArrowRight'],
    less: ['ArrowLeft'],
    close: ['Escape'],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export type KeyPlace = keyof typeof KEYS;
/** What can be asked for in a place. */
export type KeyAsk<Place extends KeyPlace> = keyof (typeof KEYS)[Place] & string;

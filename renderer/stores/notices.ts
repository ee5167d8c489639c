import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';

const SHOWN_MS = 4_000;
/** Longer words need longer: slow readers take about fifteen characters a second. */
const SHOWN_MS_A_CHARACTER = 90;
/** Errors stay until someone took them away; more than this many would hide the screen. */
export const KEPT_NOTICES = 4;

export type Notice = { readonly id: number; readonly tone: 'done' | 'problem'; readonly text: string };

export type Notices = {
  readonly store: StoreApi<readonly Notice[]>;
  /** Said, and gone after as long as it takes to read. */
  done(text: string): void;
  problem(text: string): void;
  dismiss(id: number): void;
};

export function createNotices(): Notices {
  const store = createStore<readonly Notice[]>(() => []);
  let nextId = 1;
  const dismiss = (id: number): void =>
    store.setState((notices) => notices.filter((notice) => notice.id !== id), true);
  const add = (tone: Notice['tone'], text: string): number => {
    const id = nextId++;
    store.setState(
      (notices) =>
        [...notices.filter((notice) => notice.text !== text), { id, tone, text }].slice(-KEPT_NOTICES),
      true,
    );
    return id;
  };
  return {
    store,
    done: (text) => {
      const id = add('done', text);
      setTimeout(() => dismiss(id), Math.max(SHOWN_MS, text.length * SHOWN_MS_A_CHARACTER));
    },
    problem: (text) => void add('problem', text),
    dismiss,
  };
}

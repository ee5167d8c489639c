import { openTestStore } from '../fixture.ts';
import type { Db } from '../open.ts';
import { followLot } from './follow.ts';
import { addSources, putCar, vinOf, type Car } from './lot.fixture.ts';
import type { PlainCar } from './plain-lot.fixture.ts';

/** A store, and the same lot as a plain list. */
class TwoLots {
  readonly store = openTestStore();
  readonly #cars = new Map<number, Car>();
  readonly #marks = new Map<string, { watched: boolean; note: string | null }>();

  constructor() {
    addSources(this.store.writer);
  }

  put(cars: readonly Car[]): void {
    const db: Db = this.store.writer;
    db.exec('BEGIN');
    for (const car of cars) {
      this.#cars.set(putCar(db, car), car);
      this.#marks.set(vinOf(car), { watched: car.watched, note: car.note });
    }
    db.exec('COMMIT');
    followLot(db);
  }

  get plain(): PlainCar[] {
    return [...this.#cars].map(([id, car]) => ({ id, car, marks: this.#marks }));
  }
}

export function withLots(cars: readonly Car[], look: (lots: TwoLots) => void): void {
  const lots = new TwoLots();
  try {
    lots.put(cars);
    look(lots);
  } finally {
    lots.store.close();
  }
}

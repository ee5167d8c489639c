/** Dates by listing id, eight bytes each, where a Map would take tens. 0 and before are no dates. */
export class IdDates {
  #dates = new Float64Array(0);

  get(id: number): number | null {
    const date = this.#dates[id] ?? 0;
    return date > 0 ? date : null;
  }

  set(id: number, date: number | null): void {
    if (date === null && id >= this.#dates.length) return;
    if (id >= this.#dates.length) {
      const wider = new Float64Array(Math.max(id + 1, this.#dates.length * 2));
      wider.set(this.#dates);
      this.#dates = wider;
    }
    this.#dates[id] = date ?? 0;
  }
}

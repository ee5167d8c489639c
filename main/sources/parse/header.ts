/** What a column is called ends here: a longer name is a text that slipped into its place. */
export const LONGEST_NAME = 300;

/** Compares column names as feeds write them: "Mileage  Value", "mileage.value" and "mileage_value" are one. */
export function normaliseHeader(header: string): string {
  return header
    .slice(0, LONGEST_NAME)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Canonical fields a column or a constant can fill: the names of `--map` and `--set`. */
export const FIELDS = [
  'vin', 'stockNumber', 'condition', 'stockType', 'certified', 'year', 'make', 'model', 'trim', 'bodyStyle',
  'exteriorColor', 'interiorColor', 'engine', 'transmission', 'drivetrain', 'fuel', 'mileage', 'mileageUnit',
  'msrp', 'price', 'currency', 'title', 'description', 'url', 'photos', 'options', 'dateInStock',
  'daysInStock', 'dealerId', 'dealer', 'dealerLocation', 'availability',
] as const; // prettier-ignore
export type Field = (typeof FIELDS)[number];

const OTHER_NAMES: Readonly<Record<string, Field>> = {
  dealername: 'dealer',
  dealershipname: 'dealer',
  fueltype: 'fuel',
  stock: 'stockNumber',
  dealeraddress: 'dealerLocation',
  images: 'photos',
};

const BY_NAME = new Map<string, Field>(FIELDS.map((field) => [normaliseHeader(field), field]));

/** The canonical field a person means by `name` ("stock_number" -> stockNumber), or null. */
export function fieldNamed(name: string): Field | null {
  const key = normaliseHeader(name);
  return BY_NAME.get(key) ?? OTHER_NAMES[key] ?? null;
}

/** What a column is called ends here: a longer name is a text that slipped into its place. */
export const LONGEST_NAME = 300;

/** Compares column names as feeds write them: "Mileage  Value", "mileage.value" and "mileage_value" are one. */
export function normaliseHeader(header: string): string {
  const name = header.slice(0, LONGEST_NAME).toLowerCase();
  if (isPlain(name)) return name;
  return isAscii(name) ? name.replace(/[^a-z\d]+/g, '') : name.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Nearly every name: expressions for the letters of all alphabets take milliseconds until they can be used at all. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** Of small letters and digits alone: nothing about such a name is to be taken apart. */
export function isPlain(name: string): boolean {
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    if (code < 48 || code > 122 || (code > 57 && code < 97)) return false;
  }
  return true;
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

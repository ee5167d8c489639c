/** A model line the sample dealers sell: what its cars have in common. Amounts in dollars. */
export type SampleModel = {
  readonly make: string;
  readonly model: string;
  /** The first eight characters of its VINs, check digit excluded, and the plant's letter. */
  readonly vinStart: string;
  readonly plant: string;
  readonly body: string;
  readonly engine: string;
  readonly fuel: string;
  readonly transmission: string;
  readonly trims: readonly [SampleTrim, ...SampleTrim[]];
};
export type SampleTrim = {
  readonly name: string;
  readonly msrp: number;
  readonly drivetrain: string;
  readonly options: readonly string[];
};

const FAMILY = ['Heated front seats', 'Power liftgate', 'Wireless phone charging'];
const SPORT = ['19-inch alloy wheels', 'Sport suspension', 'Panoramic roof'];

export const CATALOGUE: readonly [SampleModel, ...SampleModel[]] = [
  {
    make: 'Toyota', model: 'RAV4', vinStart: '2T3P1RFV', plant: 'W', body: 'SUV', engine: '2.5L 4-cylinder hybrid', fuel: 'Hybrid', transmission: 'CVT',
    trims: [
      { name: 'LE', msrp: 33_800, drivetrain: 'AWD', options: ['All-weather floor liners'] },
      { name: 'XLE Premium', msrp: 38_950, drivetrain: 'AWD', options: FAMILY },
    ],
  },
  {
    make: 'Honda', model: 'CR-V', vinStart: '7FARS6H8', plant: 'E', body: 'SUV', engine: '1.5L turbo 4-cylinder', fuel: 'Gasoline', transmission: 'CVT',
    trims: [
      { name: 'EX', msrp: 34_200, drivetrain: 'FWD', options: FAMILY },
      { name: 'Sport Touring', msrp: 42_450, drivetrain: 'AWD', options: SPORT },
    ],
  },
  {
    make: 'Ford', model: 'F-150', vinStart: '1FTFW1E8', plant: 'F', body: 'Truck', engine: '3.5L EcoBoost V6', fuel: 'Gasoline', transmission: '10-speed automatic',
    trims: [
      { name: 'XLT', msrp: 52_900, drivetrain: '4WD', options: ['Tow package', 'Bed liner'] },
      { name: 'Lariat', msrp: 66_300, drivetrain: '4WD', options: ['Tow package', 'Leather seats', 'B&O sound system'] },
    ],
  },
  {
    make: 'Hyundai', model: 'IONIQ 5', vinStart: '7YAKRDDC', plant: 'S', body: 'SUV', engine: 'Electric, 84 kWh', fuel: 'Electric', transmission: 'Single-speed',
    trims: [
      { name: 'SEL', msrp: 46_650, drivetrain: 'RWD', options: FAMILY },
      { name: 'Limited', msrp: 54_300, drivetrain: 'AWD', options: SPORT },
    ],
  },
  {
    make: 'Subaru', model: 'Outback', vinStart: '4S4BTGND', plant: '3', body: 'Wagon', engine: '2.5L boxer 4-cylinder', fuel: 'Gasoline', transmission: 'CVT',
    trims: [
      { name: 'Premium', msrp: 35_500, drivetrain: 'AWD', options: ['Roof rails', 'Heated front seats'] },
      { name: 'Wilderness', msrp: 42_100, drivetrain: 'AWD', options: ['Skid plates', 'Water-repellent seats'] },
    ],
  },
]; // prettier-ignore

export type SampleDealer = { readonly code: string; readonly name: string; readonly address: string };

/** Three dealers that do not exist. */
export const DEALERS: readonly [SampleDealer, ...SampleDealer[]] = [
  {
    code: 'SAMPLE-NORTH',
    name: 'Northgate Motors (sample)',
    address: '100 Example Avenue N, Springfield, WA 98000',
  },
  {
    code: 'SAMPLE-HARBOR',
    name: 'Harborview Auto (sample)',
    address: '200 Example Quay, Springfield, WA 98001',
  },
  {
    code: 'SAMPLE-CEDAR',
    name: 'Cedar Hill Cars (sample)',
    address: '300 Example Hill Road, Cedar Hill, WA 98002',
  },
];

export const COLORS = ['White', 'Black', 'Silver', 'Blue', 'Red', 'Green'] as const;
export const INTERIORS = ['Black', 'Grey', 'Beige'] as const;

import Papa from 'papaparse';
import { descriptionOf, type SampleVehicle } from './vehicle.ts';

const PHOTOS = 'https://img.example.com';

/** A day's inventory as a feed in Google's vehicle format, with line ends as most exports write them. */
export function sampleCsv(cars: readonly SampleVehicle[]): string {
  return `${Papa.unparse(cars.map(rowOf), { newline: '\r\n' })}\r\n`;
}

function rowOf(car: SampleVehicle): Record<string, string> {
  const { make, model, body, engine, fuel, transmission } = car.model;
  const photos = Array.from(
    { length: car.photos },
    (_, index) => `${PHOTOS}/${car.stockNumber.slice('SAMPLE-'.length)}-${index + 1}.jpg`,
  );
  return {
    id: car.stockNumber,
    vin: car.vin,
    store_code: car.dealer.code,
    dealership_name: car.dealer.name,
    dealership_address: car.dealer.address,
    title: `${car.year} ${make} ${model} ${car.trim.name}`,
    condition: car.condition,
    certified_pre_owned: car.isCertified ? 'yes' : 'no',
    year: String(car.year),
    make,
    model,
    trim: car.trim.name,
    body_style: body,
    exterior_color: car.color,
    interior_color: car.interior,
    engine,
    fuel,
    transmission,
    drivetrain: car.trim.drivetrain,
    mileage: `${car.mileage} miles`,
    vehicle_msrp: car.msrp === null ? '' : `${car.msrp.toFixed(2)} USD`,
    price: `${car.price.toFixed(2)} USD`,
    link: `https://www.example.com/sample/${car.stockNumber.toLowerCase()}`,
    image_link: photos[0] ?? '',
    additional_image_link: photos.slice(1).join(','),
    vehicle_option: car.trim.options.join(','),
    description: descriptionOf(car),
    date_in_stock: car.dateInStock,
  };
}

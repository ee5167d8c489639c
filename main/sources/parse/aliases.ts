import type { Field } from './header.ts';

/** Counts, not dates, unless their values are dates (parse/stock-date.ts). */
const DAYS_IN_STOCK: readonly string[] = [
  'daysinstock', 'daysonlot', 'daysininventory', 'daysinv', 'stockdays', 'lotdays', 'inventorydays', 'inventoryage',
  'invage', 'stockage', 'lotage', 'ageindays', 'agedays', 'dis', 'dol', 'age',
]; // prettier-ignore

/**
 * Column names (normalised) of Google, Meta and TikTok, HomeNet, vAuto, DealerCenter, Dealer Inspire and
 * schema.org feeds, per canonical field, best first. `msrp` holds only names that mean the whole MSRP: a
 * "Base MSRP" or "Total Price" is for a person to map.
 */
export const ALIASES: Readonly<Record<Exclude<Field, 'price'>, readonly string[]>> = {
  vin: ['vin', 'vehicleidentificationnumber', 'vinnumber', 'vinno', 'vehiclevin', 'vincode', 'vehicleid'],
  stockNumber: [
    'stocknumber',
    'stock',
    'stockno',
    'stocknum',
    'stockid',
    'sku',
    'vehiclestocknumber',
    'id',
    'vehicleid',
  ],
  // Never Meta's vehicle_type (car or truck).
  condition: [
    'stateofvehicle',
    'newused',
    'itemcondition',
    'vehiclecondition',
    'inventorytype',
    'condition',
    'type',
  ],
  certified: ['certifiedpreowned', 'certified', 'iscertified', 'cpo'],
  year: ['year', 'modelyear', 'vehiclemodeldate', 'modeldate', 'vehicleyear'],
  make: ['make', 'brandname', 'brand', 'manufacturername', 'manufacturer', 'vehiclemake'],
  model: ['model', 'modelname', 'vehiclemodel'],
  trim: ['trim', 'trimlevel', 'vehicleconfiguration', 'series', 'seriesdetail', 'vehicletrim'],
  bodyStyle: ['bodystyle', 'bodytype', 'body', 'marketclass'],
  exteriorColor: [
    'exteriorcolor',
    'exteriorcolour',
    'extcolor',
    'extcolour',
    'color',
    'colour',
    'extcolorgeneric',
    'exteriorcolorgeneric',
  ],
  interiorColor: [
    'interiorcolor',
    'interiorcolour',
    'intcolor',
    'intcolour',
    'vehicleinteriorcolor',
    'intcolorgeneric',
  ],
  engine: [
    'engine',
    'enginedescription',
    'vehicleengine',
    'vehicleenginename',
    'vehicleengine0name',
    'enginetype',
  ],
  transmission: ['transmission', 'vehicletransmission', 'transmissiondescription', 'trans'],
  drivetrain: [
    'drivetrain',
    'drivetraindesc',
    'drivetraindescription',
    'drivewheelconfiguration',
    'drivetype',
  ],
  fuel: ['fueltype', 'fuel', 'fueldescription', 'vehicleenginefueltype', 'vehicleengine0fueltype'],
  mileage: [
    'mileage',
    'mileagevalue',
    'mileagefromodometervalue',
    'mileagefromodometer',
    'miles',
    'odometer',
    'odometerreading',
    'kilometers',
    'kilometres',
    'km',
    'odometerkm',
    'mileagekm',
  ],
  mileageUnit: [
    'mileageunit',
    'mileagefromodometerunitcode',
    'mileagefromodometerunittext',
    'odometerunit',
  ],
  msrp: [
    'msrp',
    'vehiclemsrp',
    'totalmsrp',
    'manufacturersuggestedretailprice',
    'msrpprice',
    'stickerprice',
  ],
  currency: [
    'currency',
    'pricecurrency',
    'offerspricecurrency',
    'offers0pricecurrency',
    'offerspricespecificationpricecurrency',
    'offerspricespecification0pricecurrency',
    'currencycode',
  ],
  title: ['title', 'titlevrp', 'name', 'vehicletitle'],
  description: [
    'description',
    'vehicledescription',
    'comments',
    'vehiclecomments',
    'dealercomments',
    'sellernotes',
  ],
  url: [
    'link',
    'url',
    'finalurl',
    'detailurl',
    'listingurl',
    'vdpurl',
    'vdplink',
    'vehicleurl',
    'linkhref',
    'offersurl',
  ],
  photos: [
    'imagelink',
    'additionalimagelink',
    'imagelist',
    'imageurls',
    'imageurl',
    'photourllist',
    'photourls',
    'photourl',
    'photos',
    'photolist',
    'images',
    'image',
    'pictures',
  ],
  options: [
    'vehicleoption',
    'vehicleoptions',
    'options',
    'optionlist',
    'features',
    'equipment',
    'factorycodes',
    'optionsoption',
    'featuresfeature',
    'equipmentitem',
  ],
  dateInStock: [
    'dateinstock',
    'datefirstonlot',
    'inventorydate',
    'instockdate',
    'stockdate',
    'dateinstocked',
    'entrydate',
    'datereceived',
    'received',
    'dateonlot',
  ],
  daysInStock: DAYS_IN_STOCK,
  dealerId: ['storecode', 'dealerid', 'dealercode', 'dcid', 'accountid', 'dealernumber', 'storeid'],
  dealer: [
    'dealershipname',
    'dealername',
    'dealer',
    'dealership',
    'offerssellername',
    'offers0sellername',
    'sellername',
    'seller',
    'storename',
    'location',
  ],
  dealerLocation: ['dealershipaddress', 'dealeraddress', 'address', 'streetaddress'],
  availability: [
    'availability',
    'offersavailability',
    'offers0availability',
    'vehiclestatus',
    'lightningstatus',
    'status',
  ],
};

/** Photo columns that come numbered (image[0].url, photo_3, imageurl12) or nested (Photos.Photo, images.image.url). */
export const PHOTO_NAME =
  /^(?:image|photo|picture)s?(?:(?:url|link)?\d{1,3}(?:url|link)?|(?:image|photo|picture)(?:url|link|href)?)$/;

/** Small pictures, used only where a feed has no other. */
export const THUMBNAILS: readonly string[] = ['thumbnail', 'thumbnailurl'];

/** Kinds of price in the order of preference (rules 7): the first a feed has is "the price", for good. */
export const PRICE_KINDS: readonly (readonly [kind: string, aliases: readonly string[]])[] = [
  ['sale', ['saleprice']],
  ['internet', ['internetprice', 'webprice', 'onlineprice', 'eprice']],
  ['selling', ['sellingprice']],
  ['our', ['ourprice']],
  ['special', ['specialprice']],
  [
    'price',
    [
      'price',
      'offersprice',
      'offers0price',
      'offerspricespecificationprice',
      'offerspricespecification0price',
      'pricevalue',
      'vehicleprice',
    ],
  ],
  [
    'other',
    [
      'otherprice',
      'advertisedprice',
      'askingprice',
      'finalprice',
      'retailprice',
      'listprice',
      'miscprice1',
    ],
  ],
];

/** Columns that make up an address when there is no single one, or go with it: city, state, post code. */
export const ADDRESS_PARTS: readonly (readonly string[])[] = [
  [
    'addressaddr1',
    'dealershipaddress',
    'dealeraddress',
    'dealeraddress1',
    'dealerstreet',
    'streetaddress',
    'addressstreetaddress',
    'offersselleraddressstreetaddress',
    'offers0selleraddressstreetaddress',
    'address',
  ],
  [
    'addresscity',
    'dealercity',
    'dealershipcity',
    'addressaddresslocality',
    'offersselleraddressaddresslocality',
    'offers0selleraddressaddresslocality',
  ],
  [
    'addressregion',
    'dealerstate',
    'dealershipstate',
    'dealerregion',
    'addressaddressregion',
    'offersselleraddressaddressregion',
    'offers0selleraddressaddressregion',
  ],
  [
    'addresspostalcode',
    'offersselleraddresspostalcode',
    'offers0selleraddresspostalcode',
    'dealerzip',
    'dealerpostalcode',
    'dealershipzip',
    'dealerzipcode',
  ],
];
export const COORDINATES: readonly (readonly string[])[] = [
  ['latitude', 'lat', 'dealerlatitude', 'addresslatitude'],
  ['longitude', 'lon', 'lng', 'dealerlongitude', 'addresslongitude'],
];
export const PLACE_IDS: readonly string[] = ['placeid', 'googleplaceid'];

/** Mileage columns that say kilometres in their name. */
export const KILOMETRE_COLUMNS: readonly string[] = [
  'kilometers',
  'kilometres',
  'km',
  'odometerkm',
  'mileagekm',
];

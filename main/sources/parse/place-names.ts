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

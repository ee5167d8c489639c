import type { Field } from '../parse/header.ts';

/** Words in a column's name that speak for a field without being its name; against `Column.words`. */
export const HINTS: Readonly<Partial<Record<Field, RegExp>>> = {
  vin: /\b(?:vin|chassis|serial|frame)\b/,
  stockNumber: /\b(?:stk|stock|unit|inv(?:entory)?|tag)\b|#/,
  condition: /\b(?:new|used|cond(?:ition)?|n u|state|age class)\b/,
  certified: /\b(?:cert(?:ified)?|cpo)\b/,
  year: /\b(?:year|yr|my)\b/,
  make: /\b(?:make|brand|manuf\w*|marque|mfr?|mfg|franchise|oem)\b/,
  model: /\b(?:model|mdl|car line|carline|nameplate|product line)\b/,
  trim: /\b(?:trim|grade|series|version|variant|edition|style name)\b/,
  bodyStyle: /\b(?:body|style|segment)\b/,
  exteriorColor: /\b(?:ext|exterior|paint|outside|colou?r)\b/,
  interiorColor: /\b(?:int|interior|inside|upholstery)\b/,
  engine: /\b(?:engine|motor|power\w*)\b/,
  transmission: /\b(?:trans\w*|gear\w*)\b/,
  drivetrain: /\b(?:drive\w*|wheels? driven)\b/,
  fuel: /\bfuel\b/,
  mileage: /\b(?:miles?|mileage|odo\w*|kms?|kilomet\w*|clock)\b/,
  msrp: /\b(?:msrp|mrp|sticker|retail|suggested|window|factory price|list)\b/,
  price:
    /\b(?:price|asking|ask|selling|sale|cash|internet|web|online|net|now|special|offer|our|advertised)\b/,
  title: /\b(?:title|headline|heading|name)\b/,
  description: /\b(?:desc\w*|text|comments?|notes?|copy|details)\b/,
  options: /\b(?:options?|features?|equipment|packages?)\b/,
  photos: /\b(?:photos?|pics?|pictures?|images?|imgs?|gallery|media)\b/,
  url: /\b(?:url|link|page|vdp|web address|href)\b/,
  dateInStock: /\b(?:stock|lot|arriv\w*|receiv\w*|since|entry|landed|acquired|in)\b/,
  // Both that it counts and what: "days" alone may be to a payment, "age" alone a driver's.
  daysInStock:
    /\b(?:days?|aged?|age?ing)\b.*\b(?:stock|lot|inv(?:entory)?|yard|floor)\b|\b(?:stock|lot|inv(?:entory)?|yard)\b.*\b(?:days?|aged?|age?ing)\b/,
  dealer: /\b(?:dealer\w*|store|rooftop|branch|seller|site|showroom|lot name|location|sold by)\b/,
  dealerId: /\b(?:(?:dealer|store|rooftop|branch) (?:id|no|code|number|#))\b/,
  dealerLocation: /\b(?:address|street)\b/,
  availability: /\b(?:avail\w*|status)\b/,
};

/** Money that is not a price: what a car cost, what it would cost a month, what comes on top. */
export const NEVER_A_PRICE =
  /\b(?:cost|invoice|book|wholesale|fees?|payment|monthly?|deposit|holdback|tax(?:es)?|discount|rebate|savings?|save|off|acv|floor(?:plan)?|trade|markup|adjustments?|incentives?|destination|freight|doc|lease|apr|accessor\w*|add ons?|zip|postal|phone)\b/;

/** Dates that do not say since when a car stands there. */
export const NOT_SINCE =
  /\b(?:avail\w*|eta|due|updated?|modified|changed|export\w*|created|expir\w*|end|until|photo|price)\b/;

/** Days that are not those since it came: to sell at this rate, on all lots of a market, since something else. */
export const NOT_SO_LONG = /\b(?:avg|average|market|supply|turn|target|max|model|to|since|price|photos?)\b/;

export const isHinted = (field: Field, words: string): boolean => HINTS[field]?.test(words) ?? false;

/** What values of a field look like, where a list of usual words identifies it. All lower case. */
export const MAKES: ReadonlySet<string> = new Set(
  `acura alfa-romeo aston-martin audi bentley bmw bugatti buick cadillac chevrolet chevy chrysler dodge ferrari fiat
  ford genesis gmc honda hummer hyundai infiniti isuzu jaguar jeep kia lamborghini land-rover lexus lincoln lotus lucid
  maserati maybach mazda mclaren mercedes mercedes-benz mercury mini mitsubishi nissan oldsmobile opel peugeot plymouth
  polestar pontiac porsche ram renault rivian rolls-royce saab saturn scion seat skoda smart subaru suzuki tesla toyota
  vinfast volkswagen volvo vw`
    .split(/\s+/)
    .map((make) => make.replaceAll('-', ' ')),
);

/** Common models of North America: enough for some of them to stand in any feed. */
export const MODELS: ReadonlySet<string> = new Set(
  `4runner accord altima armada ascent atlas bronco camaro camry canyon cherokee civic colorado compass corolla
  corvette cr-v crosstrek crown cx-30 cx-5 cx-50 cx-90 durango edge elantra enclave encore envision equinox escalade
  escape expedition explorer f-150 f-250 f-350 forester forte frontier gladiator glc gle golf grand-cherokee
  grand-highlander highlander hr-v impreza ioniq ioniq-5 ioniq-6 jetta k5 kicks kona land-cruiser legacy leaf maverick
  mustang murano navigator odyssey outback outlander pacifica palisade passat passport pathfinder pilot prius ranger
  rav4 ridgeline rogue santa-fe seltos sentra sequoia sienna sierra sierra-1500 silverado silverado-1500 sonata sorento
  soul sportage suburban tacoma tahoe taos telluride terrain tiguan trailblazer transit traverse trax tucson tundra
  venue versa wrangler wrx x1 x3 x5 xc60 xc90 yukon 1500 2500`
    .split(/\s+/)
    .map((model) => model.replaceAll('-', ' ')),
);

export const COLOURS =
  /\b(?:black|white|silver|gr[ae]y|red|blue|green|brown|beige|gold|orange|yellow|purple|pearl|metallic|charcoal|bronze|tan|graphite|maroon|burgundy|cream|ivory|midnight|lunar|celestial)\b/i;
export const DRIVETRAIN =
  /^(?:[af4r2]wd|4x[24]|awd.*|(?:all|front|rear|four)[ -]wheel.*|quattro|4matic|xdrive)$/i;
export const TRANSMISSION = /\b(?:automatic|manual|cvt|e-?cvt|dct|dual.clutch|\d+-?speed|[1-9]0?a\/?t)\b/i;
export const FUEL =
  /^(?:(?:regular |premium )?(?:gas(?:oline)?|unleaded)(?: fuel)?|(?:plug.?in )?hybrid.*|phev|hev|bev|diesel.*|electric.*|flex.?fuel.*|e85|hydrogen)$/i;
export const BODY =
  /\b(?:suv|sedan|coupe|hatchback|wagon|convertible|pickup|truck|mini-?van|van|crossover|(?:crew|double|extended|quad|regular) cab|crewmax|roadster|cabriolet)\b/i;
export const ENGINE =
  /\b\d\.\d ?-?l\b|\b[viwh]-?(?:[3-9]|1[02])\b|\bcyl(?:inder)?s?\b|\bturbo|\b\d-?cyl|\belectric motor/i;
export const AVAILABILITY =
  /^(?:in[ _-]?stock|in[ _-]?transit|(?:not[ _-])?available|sold|pending|(?:sale[ _-])?pending|on[ _-]?(?:order|lot|hold)|out[ _-]of[ _-]stock|in[ _-]?production|allocated|build phase.*)$/i;
export const DEALER =
  /\b(?:toyota|honda|ford|chevrolet|chevy|nissan|kia|hyundai|subaru|mazda|bmw|lexus|jeep|ram|dodge|volkswagen|audi|volvo|acura|gmc|buick|cadillac|cdjr|motors?|auto(?:motive|mall| mall| group| sales| center)?|cars|dealership|imports?)\b.*\b(?:of|motors?|auto(?:motive)?|group|center|centre|mall|sales|cars|inc|llc)\b|\b(?:motors|motor company|auto (?:group|mall|sales|center)|automotive|dealership|car (?:company|sales|center))\b/i;
export const CURRENCIES = /^(?:usd|cad|eur|gbp|mxn|aud|chf|jpy)$/i;
export const UNITS = /^(?:k|m|mi|miles?|mls|smi|km|kms|kmt|kilomet(?:er|re)s?)$/i;

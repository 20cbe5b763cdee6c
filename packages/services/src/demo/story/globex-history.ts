import type { DealStory, Person } from "./story.ts";

type Row = readonly [
  account: string,
  product: string,
  by: Person,
  name: string,
  amount: number,
  opened: number,
  closed: number,
];

const stages = ["Prospecting", "Qualification", "Engaging", "Proposal", "Negotiation"] as const;
type Stage = (typeof stages)[number];

/** How far into its life a deal usually reaches each stage. */
const reached = [0, 0.18, 0.4, 0.62, 0.84] as const;

function closedDeal([account, product, by, name, amount, opened, closed]: Row, last: Stage): DealStory {
  const path = stages
    .slice(0, stages.indexOf(last) + 1)
    .map((stage, step) => [stage, Math.round(opened - (opened - closed) * (reached[step] ?? 0))] as const);
  return { key: `${account}-${closed}`, account, product, by, name, amount, path, closesIn: 5 - closed };
}

const won: readonly Row[] = [
  ["albion-hotels", "complete", "manager", "Maintenance agreement, four houses", 27_200, 360, 338],
  ["pennine-dairies", "chiller", "member", "Chiller 1 overhaul", 31_500, 356, 329],
  ["st-cuthberts", "survey", "manager", "Air quality survey, wards 1 to 6", 5_700, 349, 335],
  ["albion-hotels", "boiler", "manager", "Boiler replacement, Leeds", 38_600, 341, 297],
  ["harbour-arts", "controls", "casey", "Humidity controls, gallery 2", 14_900, 338, 310],
  ["mersey-logistics", "essential", "member", "Maintenance agreement, units 1 to 6", 14_400, 331, 306],
  ["pennine-dairies", "cover", "member", "Emergency cover, first year", 9_200, 325, 318],
  ["kirkgate-college", "survey", "casey", "Classroom air survey", 3_800, 320, 289],
  ["ashdown-pharma", "complete", "manager", "Clean room maintenance, laboratories", 54_400, 308, 262],
  ["old-mill", "chiller", "member", "Glycol chiller repair", 6_900, 300, 293],
  ["rosewood-care", "cover", "casey", "Winter cover, nine homes", 10_350, 292, 281],
  ["st-cuthberts", "controls", "manager", "Theatre plant controls", 46_200, 284, 214],
  ["albion-hotels", "cover", "manager", "Emergency cover, Manchester", 2_300, 277, 270],
  ["northway-retail", "controls", "manager", "Central controls, first park", 62_800, 268, 199],
  ["mersey-logistics", "boiler", "member", "Warm air heaters, unit 4", 22_700, 262, 231],
  ["rosewood-care", "boiler", "casey", "Boilers, Larchfield", 29_300, 251, 219],
  ["tyne-print", "survey", "member", "Humidity survey, press hall", 1_900, 248, 236],
  ["calder-swim", "survey", "casey", "Pool hall air survey", 2_850, 246, 228],
  ["albion-hotels", "heat-pump", "manager", "Heat pump pilot, Manchester", 84_000, 264, 213],
  ["cobalt-data", "complete", "manager", "Cooling maintenance, hall 1", 48_000, 238, 190],
  ["pennine-dairies", "chiller", "member", "Chiller 2 overhaul", 33_100, 229, 187],
  ["ashdown-pharma", "controls", "manager", "Pressure cascade controls", 71_500, 221, 152],
  ["lytham-golf", "boiler", "casey", "Boiler, club house", 19_800, 218, 174],
  ["harbour-arts", "essential", "casey", "Maintenance agreement, renewal", 4_800, 209, 201],
  ["brightside-nurseries", "essential", "member", "Maintenance agreement, seven houses", 16_800, 202, 171],
  ["northway-retail", "essential", "manager", "Maintenance, first park", 28_800, 195, 166],
  ["kirkgate-college", "boiler", "casey", "Boiler house, summer works", 58_200, 188, 118],
  ["wharfe-textiles", "survey", "member", "Humidity survey, weaving shed", 2_400, 180, 163],
  ["cobalt-data", "cover", "manager", "One-hour response, hall 1", 18_000, 176, 158],
  ["rosewood-care", "complete", "casey", "Maintenance agreement, nine homes", 61_200, 170, 121],
  ["city-archive", "controls", "casey", "Store controls, 16 °C", 24_800, 158, 104],
  ["wharfe-textiles", "controls", "member", "Humidifier controls", 17_900, 143, 97],
  ["pennine-dairies", "complete", "member", "Maintenance agreement, creamery", 13_600, 136, 115],
  ["fell-foods", "chiller", "manager", "Blast freezer 1 overhaul", 29_700, 129, 92],
  ["old-mill", "essential", "member", "Maintenance agreement", 2_400, 126, 119],
  ["mersey-logistics", "controls", "member", "Gatehouse controls", 12_400, 117, 81],
  ["tyne-print", "cover", "member", "Call-out cover, presses", 3_450, 109, 99],
  ["fell-foods", "cover", "manager", "Round-the-clock cover", 14_500, 101, 88],
  ["quayside-living", "survey", "member", "Heat network survey", 4_750, 95, 79],
  ["cobalt-data", "chiller", "manager", "Chiller overhaul, hall 1", 55_000, 90, 43],
  ["northway-retail", "controls", "manager", "Central controls, second park", 59_400, 84, 32],
  ["city-archive", "essential", "casey", "Maintenance agreement, repository", 4_800, 74, 58],
  ["brightside-nurseries", "boiler", "member", "Boiler, Didsbury", 18_500, 66, 38],
  ["ember-robotics", "survey", "manager", "Design survey, new works", 3_800, 60, 45],
  ["fell-foods", "complete", "manager", "Maintenance agreement, factory", 20_400, 55, 24],
  ["rosewood-care", "cover", "casey", "Winter cover, second year", 11_200, 41, 19],
  ["albion-hotels", "complete", "manager", "Maintenance agreement, six more houses", 40_800, 36, 9],
  ["pennine-dairies", "cover", "member", "Emergency cover, second year", 9_800, 21, 5],
];

const lost: readonly (readonly [...Row, reason: string, last: Stage])[] = [
  ["st-cuthberts", "heat-pump", "manager", "Heat pumps, laundry", 126_000, 346, 258, "No budget", "Proposal"],
  ["mersey-logistics", "cover", "member", "Cover for tenants", 7_500, 318, 287, "No decision", "Qualification"],
  ["tyne-print", "complete", "member", "Maintenance agreement", 6_800, 279, 241, "Price", "Proposal"],
  ["kirkgate-college", "heat-pump", "casey", "Heat pumps, sports hall", 92_000, 266, 196, "No budget", "Engaging"],
  ["harbour-arts", "chiller", "casey", "Chiller overhaul", 27_500, 243, 205, "Chose a competitor", "Negotiation"],
  ["calder-swim", "boiler", "casey", "Boiler, small pool", 21_000, 233, 184, "Bad timing", "Proposal"],
  ["old-mill", "controls", "member", "Fermentation controls", 8_900, 214, 192, "Price", "Qualification"],
  ["lytham-golf", "heat-pump", "casey", "Heat pump, pro shop", 42_000, 198, 149, "Chose a competitor", "Engaging"],
  ["northway-retail", "heat-pump", "manager", "Heat pumps, third park", 168_000, 185, 110, "Price", "Negotiation"],
  ["wharfe-textiles", "complete", "member", "Maintenance agreement", 6_800, 155, 128, "No decision", "Engaging"],
  ["city-archive", "chiller", "casey", "Chiller overhaul, store 3", 26_900, 133, 85, "Chose a competitor", "Proposal"],
  [
    "brightside-nurseries",
    "survey",
    "member",
    "Air survey, seven houses",
    3_300,
    112,
    94,
    "No budget",
    "Qualification",
  ],
  ["quayside-living", "boiler", "member", "Back-up boiler", 24_500, 87, 52, "No decision", "Proposal"],
  ["ashdown-pharma", "chiller", "manager", "Process chiller", 47_000, 80, 27, "Chose a competitor", "Negotiation"],
  ["tyne-print", "controls", "member", "Press hall controls", 13_300, 48, 14, "Price", "Proposal"],
];

/** A year of deals that ended, nearly each with the agreement or repair that followed from the one before. */
export const globexHistory: readonly DealStory[] = [
  ...won.map((row) => ({ ...closedDeal(row, "Negotiation"), won: row[6] })),
  ...lost.map(([account, product, by, name, amount, opened, closed, reason, last]) => ({
    ...closedDeal([account, product, by, name, amount, opened, closed], last),
    lost: [closed, reason] as const,
  })),
];

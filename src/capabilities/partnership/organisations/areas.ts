// Areas people choose from: Greater Manchester's ten boroughs, and elsewhere. Data for screens, alerts and imports alike.

export const boroughs = [
  'bolton',
  'bury',
  'manchester',
  'oldham',
  'rochdale',
  'salford',
  'stockport',
  'tameside',
  'trafford',
  'wigan',
] as const
export const areas = [...boroughs, 'elsewhere'] as const
export type Area = (typeof areas)[number]
export const isArea = (text: string): text is Area => (areas as readonly string[]).includes(text)

/** Place names are written alike in all our languages. */
export const boroughNames: Readonly<Record<(typeof boroughs)[number], string>> = {
  bolton: 'Bolton',
  bury: 'Bury',
  manchester: 'Manchester',
  oldham: 'Oldham',
  rochdale: 'Rochdale',
  salford: 'Salford',
  stockport: 'Stockport',
  tameside: 'Tameside',
  trafford: 'Trafford',
  wigan: 'Wigan',
}

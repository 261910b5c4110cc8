/** Digits as people say them, in the languages most often spoken by those who report. Apart because it is data. */

function words(list: string, digits = '0123456789'): [string, string][] {
  return list
    .split(' ')
    .flatMap((group, i) => group.split('|').map((word): [string, string] => [word, digits[i] as string]))
}

/** One spoken word, one digit. Accents are gone by the time these are looked up. */
export const DIGIT_WORDS: ReadonlyMap<string, string> = new Map([
  ...words('zero|oh|nought|naught|nil|null|zeros one two three four five six|sixes seven|sevens eight nine|niner'),
  ...words('cero uno|una dos tres cuatro cinco seis siete ocho nueve'),
  ...words('zero um|uma dois|duas tres quatro cinco seis|meia sete oito nove'),
  ...words('zero unu doi|doua trei patru cinci sase sapte opt noua'),
  ...words('zero jeden dwa trzy cztery piec szesc siedem osiem dziewiec'),
])

/** Words for several digits; a following unit replaces the last zero of a ten ("twenty one" is 21). */
export const TEN_WORDS: ReadonlyMap<string, string> = new Map([
  ['ten', '10'],
  ['eleven', '11'],
  ['twelve', '12'],
  ['thirteen', '13'],
  ['fourteen', '14'],
  ['fifteen', '15'],
  ['sixteen', '16'],
  ['seventeen', '17'],
  ['eighteen', '18'],
  ['nineteen', '19'],
  ['twenty', '20'],
  ['thirty', '30'],
  ['forty', '40'],
  ['fifty', '50'],
  ['sixty', '60'],
  ['seventy', '70'],
  ['eighty', '80'],
  ['ninety', '90'],
])

export const ZERO_RUNS: ReadonlyMap<string, string> = new Map([
  ['hundred', '00'],
  ['thousand', '000'],
])

export const REPEATS: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['dubble', 2],
  ['doble', 2],
  ['dublu', 2],
  ['treble', 3],
  ['triple', 3],
  ['triplu', 3],
])

/** Words said between digits that mean nothing for the number. */
export const FILLERS: ReadonlySet<string> = new Set(['dash', 'hyphen', 'space', 'dot', 'point', 'um', 'er', 'then'])
/** Words that part two numbers. */
export const PARTERS: ReadonlySet<string> = new Set(['or', 'and', 'also', 'then', 'sau', 'si', 'ou', 'y', 'o', 'lub'])

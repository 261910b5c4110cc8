// Words for a place → one of Greater Manchester's ten boroughs. A postcode district is given the borough that most of it
// lies in; one that straddles a border, or a name found in several, is left without.
import type { Area } from '#partnership/organisations/index.ts'
import type { LegacyArea } from './record.ts'

type Borough = Exclude<Area, 'elsewhere'>

const placesOf: Readonly<Record<Borough, string>> = {
  bolton:
    'farnworth,horwich,westhoughton,kearsley,little lever,blackrod,great lever,halliwell,deane,breightmet,bolton town centre',
  bury: 'radcliffe,ramsbottom,prestwich,whitefield,tottington,unsworth,summerseat,bury town centre',
  manchester:
    'ancoats,ardwick,baguley,beswick,blackley,burnage,castlefield,cheetham,cheetham hill,chorlton,chorlton-on-medlock,clayton,collyhurst,crumpsall,deansgate,didsbury,east didsbury,west didsbury,fallowfield,gay village,canal street,gorton,harpurhey,hulme,ladybarn,levenshulme,longsight,miles platting,minshull street,moss side,moston,new moston,new islington,newton heath,northenden,northern quarter,openshaw,oxford road,piccadilly,piccadilly gardens,rusholme,sackville street,strangeways,victoria,whalley range,whitworth street,withington,wythenshawe,manchester airport,oldham road,cheetham hill road',
  oldham: 'chadderton,failsworth,royton,shaw,saddleworth,lees,uppermill,werneth,hollinwood,oldham town centre',
  rochdale: 'heywood,middleton,littleborough,milnrow,castleton,langley,norden,spotland,rochdale town centre',
  salford:
    'eccles,swinton,walkden,worsley,irlam,cadishead,little hulton,pendlebury,broughton,higher broughton,lower broughton,kersal,ordsall,pendleton,weaste,salford quays,media city,mediacity,mediacityuk,langworthy,boothstown,clifton,seedley',
  stockport:
    'bramhall,bredbury,cheadle,cheadle hulme,edgeley,gatley,hazel grove,heaton chapel,heaton mersey,heaton moor,heaton norris,marple,reddish,romiley,offerton,woodley,brinnington,stockport town centre',
  tameside:
    'ashton,ashton-under-lyne,ashton under lyne,audenshaw,denton,droylsden,dukinfield,hyde,mossley,stalybridge,hattersley,longdendale,mottram',
  trafford:
    'altrincham,sale,stretford,urmston,old trafford,partington,timperley,hale,bowdon,flixton,davyhulme,trafford park,trafford centre,broadheath,gorse hill,carrington',
  wigan:
    'leigh,atherton,tyldesley,hindley,ince,ashton-in-makerfield,ashton in makerfield,standish,golborne,lowton,aspull,orrell,platt bridge,astley,pemberton,wigan town centre',
}

const districtsOf: Readonly<Record<Borough, string>> = {
  bolton: 'BL1 BL2 BL3 BL4 BL5 BL6 BL7',
  bury: 'BL0 BL8 BL9 M25 M26 M45',
  manchester: 'M1 M2 M4 M8 M9 M11 M12 M13 M14 M15 M18 M19 M20 M21 M22 M23 M40 M60 M90',
  oldham: 'M35 OL1 OL2 OL3 OL4 OL8 OL9',
  rochdale: 'M24 OL10 OL11 OL12 OL15 OL16',
  salford: 'M5 M6 M7 M27 M28 M30 M38 M44 M50',
  stockport: 'SK1 SK2 SK3 SK4 SK5 SK6 SK7 SK8',
  tameside: 'M34 M43 OL5 OL6 OL7 SK14 SK15 SK16',
  trafford: 'M17 M31 M32 M33 M41 WA14 WA15',
  wigan: 'M29 M46 WN1 WN2 WN3 WN4 WN5 WN6 WN7',
}

const outside =
  'leeds,liverpool,london,birmingham,sheffield,warrington,preston,blackpool,chester,huddersfield,burnley,blackburn,macclesfield,stoke,nottingham,skelmersdale,wilmslow'

const known = new Map<string, { borough: Area; place?: string }>()
for (const name of outside.split(',')) known.set(name, { borough: 'elsewhere' })
for (const borough of Object.keys(placesOf) as Borough[]) {
  known.set(borough, { borough })
  for (const name of placesOf[borough].split(',')) {
    known.set(plainPlace(name), { borough, place: name.replace(/(^|[ -])[a-z]/g, (letter) => letter.toUpperCase()) })
  }
  for (const district of districtsOf[borough].split(' '))
    known.set(district.toLowerCase(), { borough, place: district })
}
known.set('manchester city centre', { borough: 'manchester', place: 'City centre' })
known.set('mcr', { borough: 'manchester' })
known.set('town', { borough: 'manchester', place: 'City centre' })
known.set('city centre', { borough: 'manchester', place: 'City centre' })
known.set('the village', { borough: 'manchester', place: 'Gay Village' })
known.delete('clifton')

const onlineWords =
  /^(?:online|on line|internet|web|website|phone|by phone|on the phone|via app|whatsapp|snapchat|instagram|telegram|onlyfans|webcam|cam)$/
const unknownWords = /^(?:|n k|n a|nk|na|not known|unknown|unsure|not sure|not said|didnt say|would not say)$/

/**
 * A cell of a "where" column → its borough where that is sure. `unread` when the words name no place known here; the
 * words are kept either way.
 */
export function readArea(cell: string): { area?: LegacyArea; unread: boolean } {
  const written = cell.trim()
  if (written === '') return { unread: false }
  if (written.length > 300) return { area: { written }, unread: true }
  const words = plainPlace(written)
  if (unknownWords.test(words)) return { area: { written }, unread: false }
  if (onlineWords.test(words)) return { area: { written, online: true }, unread: false }
  const whole = known.get(words)
  if (whole) return { area: { written, ...whole }, unread: false }
  const found = placesIn(written)
  const named = new Set(found.map((f) => f.borough))
  if (named.size !== 1) return { area: { written }, unread: true }
  const place = found.find((f) => f.place)?.place
  return { area: { written, borough: found[0]!.borough, ...(place ? { place } : {}) }, unread: false }
}

// "Tameside (Ashton)", "Levenshulme, nr station", "M14 5AB": a borough, if everything known in the words agrees.
function placesIn(written: string): { borough: Area; place?: string }[] {
  const words = plainPlace(written).split(' ').slice(0, 40)
  const found: { borough: Area; place?: string }[] = []
  for (let i = 0; i < words.length; i++) {
    for (let length = Math.min(4, words.length - i); length > 0; length--) {
      const phrase = words.slice(i, i + length).join(' ')
      const place = phrase === 'town' ? undefined : known.get(phrase)
      if (!place) continue
      found.push(place)
      i += length - 1
      break
    }
  }
  return found
}

function plainPlace(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

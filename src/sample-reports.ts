// Invented reports for the demonstration. Numbers are Ofcom's drama numbers; nobody and nothing here exists.
import type { SampleReport } from '#safety/reporting/tell-sample.ts'

const month = (back: number): string => {
  const at = new Date()
  at.setUTCDate(15)
  at.setUTCMonth(at.getUTCMonth() - back)
  return at.toISOString().slice(0, 7)
}

export const sampleReports: readonly SampleReport[] = [
  {
    content: {
      whoFor: 'me',
      about: { kind: 'client' },
      story:
        'He booked by text and parked near water. When I asked for the money first he took it back by force and pushed me out. Silver car.',
      harms: ['violence', 'robbery'],
      when: { words: 'late in the evening', month: month(2) },
      where: { area: 'manchester', words: 'north of the centre' },
      work: ['outcall', 'street'],
      people: [
        {
          names: 'Mike',
          phones: '07700 900417',
          emails: '',
          looks: 'white, forties, tall, bald',
          marks: 'rose tattoo on neck',
        },
      ],
      vehicles: [{ registration: 'MV19 TKX', description: 'silver Ford Focus' }],
    },
    consents: [{ purpose: 'count' }, { purpose: 'warn', withheld: ['marks'] }],
    becomes: 'published',
  },
  {
    content: {
      whoFor: 'me',
      about: { kind: 'client' },
      story: 'Same man as others talk about, I think. He asked to park by the canal and took the cash back.',
      harms: ['robbery', 'threats'],
      when: { words: 'a weekend', month: month(1) },
      where: { area: 'salford', words: '' },
      work: ['outcall'],
      people: [{ names: '', phones: '07700900417', emails: '', looks: 'tall, bald', marks: '' }],
      vehicles: [],
    },
    consents: [{ purpose: 'count' }, { purpose: 'warn' }],
    becomes: 'published',
  },
  {
    content: {
      whoFor: 'me',
      about: { kind: 'stranger' },
      story: 'Writes from many accounts, wants pictures, then wants money or he sends them to my family.',
      harms: ['blackmail', 'online-abuse'],
      when: { words: 'for three weeks', month: month(1) },
      where: { area: 'elsewhere', words: 'online' },
      work: ['online'],
      people: [{ names: 'gentle_giant50', phones: '', emails: 'mike.jones89@example.com', looks: '', marks: '' }],
      vehicles: [],
    },
    consents: [{ purpose: 'count' }, { purpose: 'warn' }],
    becomes: 'published',
  },
  {
    content: {
      whoFor: 'me',
      about: { kind: 'client' },
      story:
        'He took the condom off without asking and would not stop when I said so. I am shaken and would like to talk to someone.',
      harms: ['condom-removal', 'sexual-violence'],
      when: { words: 'around 2am in the middle of the week', month: month(0) },
      where: { area: 'stockport', words: '' },
      work: ['incall'],
      people: [
        {
          names: 'Tony',
          phones: '0161 496 0291',
          emails: '',
          looks: 'stocky, hi-vis jacket',
          marks: 'smells of diesel',
        },
      ],
      vehicles: [{ registration: 'M?19', description: 'white van' }],
    },
    consents: [{ purpose: 'count' }, { purpose: 'warn' }, { purpose: 'support' }],
    timing: { kind: 'another-report' },
    support: {
      callMe: 'Lexi',
      how: '07700 900733, text only',
      when: 'after 2 in the afternoon',
      never: 'No voicemail. Say it is about the bike.',
      organisationId: 'mash',
    },
    becomes: 'claimed',
  },
  {
    content: {
      whoFor: 'me',
      about: { kind: 'client' },
      story: 'Punched me twice when I asked him to leave. He had called six times that day from 07700 900119.',
      harms: ['violence'],
      when: { words: 'an afternoon', month: month(0) },
      where: { area: 'bolton', words: '' },
      work: ['incall'],
      people: [
        {
          names: 'Marek',
          phones: '07700 900119',
          emails: '',
          looks: 'fifties, grey beard, polite at first',
          marks: '',
        },
      ],
      vehicles: [{ registration: 'HL08 ???', description: 'dark BMW' }],
    },
    consents: [{ purpose: 'count' }, { purpose: 'warn', withheld: ['when'] }],
    becomes: 'awaiting-second',
  },
  {
    content: {
      whoFor: 'someone-else',
      about: { kind: 'client' },
      story:
        'A woman who comes to our drop-in was followed by the same van on two evenings. She asked me to pass it on.',
      harms: ['stalking'],
      when: { words: 'two evenings', month: month(0) },
      where: { area: 'oldham', words: '' },
      work: ['street'],
      people: [],
      vehicles: [{ registration: 'P516 ???', description: 'blue van, dent on the left' }],
    },
    consents: [{ purpose: 'count' }, { purpose: 'warn' }],
    becomes: 'waiting',
  },
  {
    content: {
      whoFor: 'me',
      about: { kind: 'police' },
      story: 'An officer told me he would move me on every night unless I met him off duty.',
      harms: ['threats'],
      when: { words: 'since the summer' },
      where: { area: 'manchester', words: '' },
      work: ['street'],
      people: [],
      vehicles: [],
    },
    consents: [{ purpose: 'count' }],
    becomes: 'waiting',
  },
  {
    content: {
      story: 'Paid with false notes. Number ends 739.',
      harms: ['non-payment'],
      where: { area: 'trafford', words: '' },
      work: ['incall'],
      people: [{ names: '', phones: 'ends 739', emails: '', looks: '', marks: '' }],
      vehicles: [],
    },
    consents: [],
    becomes: 'waiting',
  },
  {
    content: {
      whoFor: 'me',
      about: { kind: 'known' },
      story: 'He manages flats and lets them by the week. When I could not pay he came in at night with his own key.',
      harms: ['sexual-violence', 'threats'],
      where: { area: 'bury', words: '' },
      work: ['incall'],
      people: [{ names: 'Mr Crane', phones: '0161 496 0613', emails: '', looks: '', marks: '' }],
      vehicles: [],
    },
    consents: [],
    holdFor: 2,
    becomes: 'waiting',
  },
  {
    content: {
      whoFor: 'me',
      about: { kind: 'known' },
      story: 'Same as a friend once said about her landlord: lets himself in and says nobody would believe me.',
      harms: ['threats', 'stalking'],
      where: { area: 'rochdale', words: '' },
      work: ['incall'],
      people: [{ names: '', phones: '+44 161 4960613', emails: '', looks: 'fifties, quiet voice', marks: '' }],
      vehicles: [],
    },
    consents: [],
    holdFor: 2,
    becomes: 'waiting',
  },
]

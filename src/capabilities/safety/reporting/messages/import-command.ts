// What is said at the terminal when a log is taken in. English: it is for whoever looks after the machine.
export const importWords = {
  summary: 'Take in an organisation’s own log of reports',
  usage: [
    'rowan import reports FILE.csv [--yes] [--json] [--organisation SLUG] [--fates FILE]',
    '                     [--y-means PURPOSE[,PURPOSE]] [--means "PHRASE=PURPOSE,…"] [--column "HEADING=FIELD"]',
    '',
    '  --yes            accept the plan without being asked',
    '  --json           print the five figures as JSON on standard output, and nothing else there',
    '  --organisation   whose log it is; may be left out when one organisation receives reports',
    '  --fates          write what became of every row (line, fate, reasons; none of its words) to a new file',
    '  --y-means        what “Y” and “yes” meant to those who kept the log, such as count,warn; otherwise nothing',
    '  --means          the same for another phrase; may be repeated; “PHRASE=” for nothing',
    '  --column         what a column is, or “keep” to leave it unread beside each report; may be repeated',
  ].join('\n'),
  oneFile: 'Name one file to import.',
  unknownPurpose: (p: { purpose: string; purposes: string }) =>
    `“${p.purpose}” is no purpose of consent. They are: ${p.purposes}.`,
  meansForm: 'Write --means as "PHRASE=PURPOSE,PURPOSE".',
  columnForm: (p: { fields: string }) => `Write --column as "HEADING=FIELD". The fields are: ${p.fields}.`,
  noFile: (p: { file: string }) => `There is no file ${p.file}.`,
  folder: (p: { file: string }) => `${p.file} is a folder. Name the CSV file in it.`,
  notAFile: (p: { file: string }) => `${p.file} is not a file that can be read from beginning to end.`,
  noPermission: (p: { file: string }) => `This account may not read ${p.file}.`,
  unreadableFile: (p: { file: string; code: string }) => `${p.file} could not be read (${p.code}).`,
  cannotImport: (p: { file: string; why: string }) => `${p.file} cannot be imported. ${p.why}`,
  fatesThere: (p: { file: string }) => `${p.file} exists already. Name a new file for --fates.`,
  fatesRefused: (p: { file: string; code: string }) => `${p.file} could not be written (${p.code}).`,
  receiver: (p: { name: string; insiders: boolean }) =>
    p.insiders
      ? `The reports go to ${p.name}; rows that may concern an officer or a worker go to the independent advisers.`
      : `The reports go to ${p.name}.`,
  question: 'Take the log in like this? Type “yes”: ',
  nothingStored: 'Nothing was stored.',
  howToAccept: 'Nothing was stored. To accept this plan, run the same command with --yes.',
  progress: (p: { done: number; rows: number }) =>
    `${p.done.toLocaleString('en-GB')} of ${p.rows.toLocaleString('en-GB')} rows …`,
  stopped: 'Stopped. What was stored stays; run the same command again to take in the rest.',
  done: (p: { rows: number; imported: number; attention: number; duplicates: number; blank: number }) =>
    [
      `${p.rows} rows:`,
      `  ${p.imported} taken in, read wholly`,
      `  ${p.attention} taken in, and a person must look`,
      `  ${p.duplicates} there already`,
      `  ${p.blank} without a report in them`,
    ].join('\n'),
  problems: {
    'no-receiver': () =>
      'No organisation receives reports yet. Start Rowan once, or enter one: rowan organisation add … --receives-reports',
    'choose-organisation': (p: { slugs: string[] }) => `Say whose log it is: --organisation ${p.slugs.join(' or ')}.`,
    'unknown-organisation': (p: { slugs: string[] }) =>
      p.slugs.length
        ? `This is no support organisation that receives reports. There is: ${p.slugs.join(', ')}.`
        : 'No support organisation receives reports yet. Enter one: rowan organisation add … --receives-reports',
    'no-team': (p: { name: string }) =>
      `${p.name} has nobody yet who could open a report. Enter the first person: rowan staff add …`,
    'no-adviser': (p: { rows: number }) =>
      `${p.rows} rows may concern an officer or a worker, and there is no independent adviser to read them. Enter one first: rowan organisation add --kind adviser --receives-reports …, then rowan staff add … --roles adviser`,
  },
} as const

// Words about receipts after sending, and the proof of submission, in Romanian.
import type { Messages } from '#platform/i18n/messages.ts'
import type { receiptEn } from './receipt-en.ts'

export const receiptRo: Messages<typeof receiptEn> = {
  title: 'Chitanța ta și o dovadă',
  card: 'Chitanța ta',
  lead: 'Dacă ar fi putut să o vadă cineva, ia una nouă. Cea veche nu mai merge.',
  delete: 'Șterge calea mea de întoarcere',
  replaceTitle: 'Iei o chitanță nouă?',
  replaceWhat: [
    'Cea veche nu mai merge de îndată, pentru nimeni.',
    'Raportul tău, ce ai ales și răspunsurile rămân așa cum sunt.',
  ],
  replaceKind: 'Cum să fie cea nouă?',
  words: 'Șase cuvinte',
  digits: '20 de cifre',
  replaceIt: 'Dă-mi una nouă',
  newTitle: 'Aceasta este chitanța ta nouă',
  newLead: 'De acum merge doar aceasta. O arătăm o singură dată.',
  onward: 'Mergi mai departe',
  deleteTitle: 'Ștergem calea ta de întoarcere?',
  deleteWhat: [
    'Nicio chitanță nu mai deschide acest raport. Nimeni nu se mai poate întoarce la el, nici tu.',
    'Ce ai permis rămâne permis. Dacă vrei să oprești ceva, oprește întâi.',
    'Nu mai poți citi răspunsuri, nu ne mai poți scrie și nu îl mai poți șterge.',
  ],
  deleteIt: 'Șterge',
  keepIt: 'Lasă așa cum este',
  deletedTitle: 'Calea ta de întoarcere este ștearsă',
  deletedText: 'Nicio chitanță nu mai deschide acest raport.',
  proof: {
    summary: 'O dovadă că ne-ai spus',
    what: 'Dovedește că ni s-a spus ceva în acest minut. Nu spune nimic despre ce anume și nimic despre tine. Oricine o vede o poate verifica.',
    check: 'Verifică o dovadă',
    title: 'Verifică o dovadă',
    lead: 'O dovadă arată că aici a fost primit un raport și când. Nu spune nimic despre ce era în el sau despre cine l-a făcut.',
    label: 'Dovada',
    hint: 'Litere și cifre. Spațiile și literele mari nu contează.',
    go: 'Verifică',
    right: (p) => `Este adevărată. Un raport a fost primit aici: ${p.when}.`,
    wrong: 'Dovada nu este făcută de noi sau o literă este greșită. Mai uită-te o dată.',
    empty: 'Scrie sau lipește dovada.',
    expired: 'Pagina a stat deschisă mult timp. Apasă din nou butonul.',
    key: 'Ca să o verifici fără noi: Ed25519, cheia publică',
  },
}

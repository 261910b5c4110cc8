// Păstrarea unei relatări până când altcineva numește aceeași persoană.
import type { Messages } from '#platform/i18n/messages.ts'
import type { heldEn } from './held-en.ts'

export const heldRo: Messages<typeof heldEn> = {
  purpose: 'Păstrați-o până când altcineva numește aceeași persoană',
  purposeHint:
    'Până atunci nu o citește nimeni și nimic altceva din ce bifați nu se întâmplă. Avem nevoie de telefonul, e-mailul sau numărul mașinii acelei persoane.',
  cannotHold:
    'Acum nu o putem păstra. Ca să comparăm, avem nevoie de un număr de telefon, un e-mail sau un număr de mașină complet. Puteți adăuga unul, schimba alegerea sau încerca mai târziu. Nu s-a trimis nimic.',
  step: {
    question: 'Câți oameni trebuie să o fi numit?',
    hint: 'Sunteți unul dintre ei.',
    two: 'Doi: eu și încă cineva',
    three: 'Trei: eu și încă doi',
    who: (p) =>
      `Atunci o singură echipă, ${p.name}, o poate deschide. Nu lucrează pentru niciun serviciu. Vorbește întâi cu dumneavoastră, prin chitanță, și nu se întâmplă nimic fără acordul dumneavoastră.`,
    whoUnnamed:
      'Atunci o singură echipă de consilieri independenți o poate deschide. Nu lucrează pentru niciun serviciu. Vorbește întâi cu dumneavoastră, prin chitanță, și nu se întâmplă nimic fără acordul dumneavoastră.',
    nobody: 'Acum nu există nimeni independent la care să o păstrăm. Alegeți altceva pe pagina dinainte.',
    more: 'Ce promitem și ce nu putem promite',
    why: 'Dumneavoastră alegeți câți. Nimănui nu i se spune că păstrați ceva.',
  },
  check: {
    held: (p) =>
      `Este păstrată. ${p.name} o poate deschide când ${p.people} oameni diferiți, cu dumneavoastră cu tot, păstrează o relatare despre aceeași persoană.`,
    heldBySome: (p) =>
      `Este păstrată. O echipă de consilieri independenți o poate deschide când ${p.people} oameni diferiți, cu dumneavoastră cu tot, păstrează o relatare despre aceeași persoană.`,
    quiet: 'Până nu a vorbit cu fiecare, nimănui nu i se spune că mai este cineva. Nici dumneavoastră.',
    change: 'Cu chitanța puteți oricând să schimbați, să o trimiteți mai departe sau să o luați înapoi.',
    send: 'Păstrați-o',
  },
  sent: {
    title: 'O păstrăm',
    next: 'Nu o citește nimeni. Reveniți din când în când cu chitanța: dacă consilierul vrea să vă vorbească, scrie acolo.',
  },
  page: {
    lead: (p) => `Este păstrată la ${p.name} până când ${p.people} oameni diferiți numesc aceeași persoană.`,
    leadUnnamed: (p) => `Este păstrată până când ${p.people} oameni diferiți numesc aceeași persoană.`,
    quiet: 'Pagina aceasta nu spune nimic despre alții până când consilierul nu a vorbit cu fiecare.',
    askedTitle: 'Ce doriți să se întâmple?',
    asked:
      'Consilierul a vorbit cu fiecare: altcineva păstrează o relatare despre aceeași persoană. Despre a dumneavoastră hotărâți dumneavoastră. Până atunci nu se întâmplă nimic.',
    stays: 'Ați ales să rămână păstrată. Vă puteți răzgândi.',
    stay: 'Să rămână păstrată',
    sendOn: 'Trimiteți-o mai departe',
    sendOnHint:
      'Alegeți din nou cine poate afla. Pleacă numai când apăsați „Trimite”. Dacă vă opriți înainte, o păstrăm 30 de zile.',
    people: 'Câți oameni trebuie să o fi numit?',
    change: 'Schimbă',
    letters: 'Mesaje de la consilier',
    noLetters: 'Niciunul.',
    write: 'Scrieți consilierului',
    writeHint: 'Îl poate citi numai dacă poate deschide ce păstrați.',
    takeBack: 'Luați-o înapoi și ștergeți-o',
  },
}

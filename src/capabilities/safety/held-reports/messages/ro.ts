// Pagina care spune ce se promite despre o relatare păstrată și pe ce se sprijină.
import type { Messages } from '#platform/i18n/messages.ts'
import type { en } from './en.ts'

export const ro: Messages<typeof en> = {
  title: 'Păstrarea unei relatări',
  lead: 'Puteți lăsa închis ce ne-ați spus până când altcineva numește aceeași persoană.',
  promisesTitle: 'Ce promitem',
  promises: [
    'Până nu păstrează destui oameni diferiți câte o relatare despre aceeași persoană, nimeni nu o poate deschide pe a dumneavoastră: nici serviciile, nici consilierul.',
    'Dumneavoastră alegeți câți: doi sau trei, cu dumneavoastră cu tot. Nimeni nu este socotit la un număr mai mic decât a cerut.',
    'Atunci o deschide o singură echipă, al cărei nume l-ați văzut înainte de a alege. Vorbește cu fiecare în parte și abia apoi vă spune că mai este cineva.',
    'Altceva nu se întâmplă fără acordul dumneavoastră. O puteți trimite mai departe, lăsa păstrată sau lua înapoi.',
    'Dacă este despre oamenii acelei echipe, se numește altă echipă.',
  ],
  restsTitle: 'Pe ce se sprijină',
  rests: {
    inside:
      'E nevoie de două chei ca să se afle că două relatări numesc aceeași persoană. Aici ambele sunt pe un singur calculator. Cine ar pune stăpânire pe el ar putea încerca numere unul câte unul și afla care sunt numite. Cuvintele dumneavoastră tot nu le-ar putea citi fără cheia consilierului.',
    apart:
      'E nevoie de două chei ca să se afle că două relatări numesc aceeași persoană. Ele sunt pe calculatoarele a două organizații. Niciuna nu poate singură.',
  },
  cannotTitle: 'Ce nu putem',
  cannot: [
    'Comparăm numere de telefon, adrese de e-mail și numere de mașină complete. Cine folosește de fiecare dată altul nu este găsit.',
    'Nu aveți nevoie de cont, așa că nu putem dovedi că două relatări vin de la doi oameni. De aceea consilierul vorbește întâi cu fiecare.',
    'Cineva ar putea păstra o relatare despre sine ca să afle cine a vorbit. Nu i se spune nimic înainte ca un consilier să fi vorbit cu el, și apoi numai dacă acesta este sigur.',
    'Un mesaj de la consilier vă arată că s-a mișcat ceva. Nu spune niciodată ce.',
  ],
  begin: 'Spuneți-ne ce s-a întâmplat',
}

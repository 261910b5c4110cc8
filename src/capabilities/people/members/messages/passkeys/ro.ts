// What a member reads about passkeys, in Romanian.
import type { Messages } from '#platform/i18n/messages.ts'
import type { Words } from './en.ts'

export const ro: Messages<Words> = {
  signIn: {
    link: 'Intră cu o cheie de acces',
    title: 'Intră cu o cheie de acces',
    lead: 'Browserul îți cere degetul, fața sau codul PIN. Nu scrii nimic.',
    button: 'Folosește cheia mea',
    otherWay:
      'Pseudonimul și fraza de acces sunt o cale la fel de bună, și acolo unde browserul nu are chei de acces sau nu rulează scripturi.',
    otherLink: 'Scrie pseudonimul și fraza de acces',
  },
  list: {
    title: 'Cheile tale de acces',
    lead: 'Cu o cheie de acces, telefonul sau calculatorul te lasă să intri cu degetul, fața sau codul PIN. Fraza ta de acces merge în continuare.',
    traces:
      'O cheie de acces lasă o urmă: dispozitivul o arată împreună cu adresa acestui site, poate și contul în care îți ții parolele. Cine îți poate debloca dispozitivul poate intra aici. Dacă cineva se uită în telefonul tău, rămâi la fraza de acces.',
    none: 'Nu ai nicio cheie de acces.',
    unnamed: 'Fără nume',
    copied: 'Poate a fost copiată: nu mai deschide nimic.',
    remove: 'Șterge',
    make: 'Fă o cheie de acces',
    passphrase: 'Fraza ta de acces',
    passphraseHint: 'Ca să nu facă o cheie cineva care îți ține telefonul doar o clipă.',
    go: 'Continuă',
    isMade: 'Cheia ta de acces este făcută. De acum poți intra cu ea.',
    removed:
      'Cheia aceea nu mai deschide nimic, iar toate celelalte dispozitive au ieșit din cont. Dispozitivul poate încă o arată: șterge-o și acolo.',
    gone: 'Cheia aceea era deja ștearsă.',
  },
  make: {
    title: 'Fă o cheie de acces',
    lead: 'Browserul te întreabă unde să o țină și îți cere degetul, fața sau codul PIN.',
    name: 'Un nume pentru ea, dacă vrei',
    nameHint: 'Îl vezi doar tu.',
    button: 'Fă cheia',
  },
  elsewhere: 'Cheile de acces țin de o singură adresă, iar pagina aceasta are alta. Deschide-o pe aceasta:',
  nowhere: 'Aici nu sunt încă chei de acces. Intri cu pseudonimul și fraza de acces.',
  problem: {
    wrong: 'Cheia aceea nu deschide nimic aici. Mai încearcă o dată sau scrie pseudonimul și fraza de acces',
    copied:
      'Cheia aceea poate a fost copiată. Nu mai deschide nimic: scrie pseudonimul și fraza de acces, apoi șterge-o',
    already: 'Ai deja cheia aceasta',
    tooMany: 'Poți avea cel mult zece chei. Șterge mai întâi una',
    cancelled:
      'Nu s-a folosit nicio cheie: a fost oprită sau a durat prea mult. Mai încearcă sau folosește fraza de acces',
    unsupported:
      'Browserul acesta nu oferă chei de acces aici sau nu rulează scripturi. Folosește fraza de acces: este o cale la fel de bună',
    expired: 'Pagina a stat deschisă mult timp. Apasă butonul încă o dată',
  },
}

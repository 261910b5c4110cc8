// The checker in Romanian.
import { type Messages, plural } from '#platform/i18n/messages.ts'
import type { Words } from './en.ts'

export const ro: Messages<Words> = {
  title: 'Verificare',
  heading: 'Verifică pe cineva',
  hint: 'Telefon, mașină, e-mail sau nume de profil. Ajunge și o parte.',
  label: 'Telefon, mașină, e-mail sau nume de profil',
  button: 'Verifică',
  another: 'Verifică altceva',
  notKept: 'Nu păstrăm ce întrebi.',

  visitor: {
    lead: 'Verificarea este pentru membri. Poate verifica pentru tine și cineva din echipele de sprijin.',
    signIn: 'Intră în cont ca să verifici',
    signInText: 'Dacă ai un pseudonim și o frază de acces.',
    worker: 'Roagă pe cineva din echipă să verifice',
    workerText:
      'Orice serviciu de sprijin al Forumului poate verifica pentru tine: la telefon, la dubă sau la centru. Nu ai nevoie de cont sau de nume.',
    join: 'Devino membru',
    joinText:
      'Întreabă pe cineva din echipă pe care îl cunoști. Îți alegi un nume inventat. Nu ai nevoie de e-mail sau de numele real. Durează câteva minute.',
  },

  problem: {
    empty: 'Scrie un număr de telefon, o mașină, un e-mail sau un nume de profil',
    tooLong: 'Scrie cel mult 200 de caractere: un singur număr, mașină, e-mail sau nume odată',
    notRecognised:
      'Nu putem citi asta. Scrie un număr de telefon, un număr de mașină, un e-mail sau un nume de profil, ori o parte din el',
    expired: 'Pagina a stat deschisă mult timp. Apasă încă o dată pe Verifică',
  },
  limit: {
    title: 'Ai făcut multe verificări',
    hour: 'Poți verifica din nou când începe ora următoare. Dacă te temi acum de cineva, o persoană din echipă poate verifica pentru tine.',
    day: 'Ai ajuns la numărul de verificări pe zi. Poți verifica din nou mâine. Dacă te temi acum de cineva, o persoană din echipă poate verifica pentru tine.',
  },

  nothing: 'Nu am găsit nimic pentru',
  nothingText:
    'Asta nu înseamnă că nu e niciun pericol. Mulți oameni nu sunt raportați niciodată, iar numerele și numele se schimbă.',
  caution: 'Dacă nu găsim nimic, nu înseamnă niciodată că ești în siguranță. Mulți oameni nu sunt raportați niciodată.',
  safer: 'Cum să te protejezi mai bine',
  found: (p) => plural('ro', p.count, { one: 'O potrivire', few: '# potriviri', other: '# de potriviri' }),

  band: {
    same: { phone: 'Același număr', plate: 'Același număr de mașină', email: 'Aceeași adresă', name: 'Același nume' },
    certain: 'Același',
    likely: 'Probabil același',
    possible: 'Posibil',
  },
  like: {
    phone: 'Un număr asemănător cu',
    plate: 'Un număr de mașină asemănător cu',
    email: 'O adresă asemănătoare cu',
    name: 'Un nume asemănător cu',
  },
  people: (p) =>
    plural('ro', p.count, {
      one: 'O persoană ne-a spus.',
      few: '# persoane diferite ne-au spus.',
      other: '# de persoane diferite ne-au spus.',
    }),
  reports: (p) =>
    plural('ro', p.count, {
      one: 'Un raport primit.',
      few: '# rapoarte primite.',
      other: '# de rapoarte primite.',
    }),
  last: (p) => `Ultima dată: ${p.when}.`,
  only: (p) => `Un raport, ${p.when}.`,
  elsewhere: 'în afara Greater Manchester',
  someoneElse: 'Poate fi altcineva.',
  sameNameNote: 'Mulți oameni au același nume: poate fi altcineva.',

  fact: { happened: 'Ce s-a întâmplat', lookOut: 'Fii atent(ă) la', why: 'De ce se potrivește' },
  harm: {
    violence: 'Violență',
    'sexual-violence': 'Violență sexuală',
    robbery: 'A luat bani sau lucruri',
    threats: 'Amenințări',
    stalking: 'Urmărire',
    blackmail: 'Șantaj',
    'non-payment': 'Nu a plătit',
    'time-wasting': 'A făcut să se piardă timpul',
    'condom-removal': 'Și-a scos prezervativul',
    'online-abuse': 'Abuz pe internet',
    other: 'Alt rău',
  },
  why: {
    identical: 'Este exact ce ai scris',
    'written-differently': 'Este scris altfel',
    'letters-for-digits': 'Sunt litere în loc de 0 sau 1, ori invers',
    'look-alike': 'Unele caractere arată la fel',
    'digits-swapped': 'Două cifre sunt inversate undeva',
    'one-digit-differs': 'O cifră este diferită undeva',
    'digit-missing': 'În ce ai scris lipsește o cifră',
    'digit-extra': 'În ce ai scris este o cifră în plus',
    'last-digits': 'Ultimele cifre sunt aceleași',
    'part-of-number': 'O parte din număr este aceeași',
    'part-of-plate': 'O parte din numărul de mașină este aceeași',
    'part-given': 'Ni s-a spus doar o parte, iar partea aceea este aceeași',
    'characters-swapped': 'Două caractere sunt inversate undeva',
    'one-character-differs': 'Un caracter este diferit undeva',
    'character-missing': 'În ce ai scris lipsește un caracter',
    'character-extra': 'În ce ai scris este un caracter în plus',
    'mailbox-alias': 'Ambele adrese duc la aceeași căsuță poștală',
    'part-of-address': 'O parte din adresă este aceeași',
    spelling: 'Este scris puțin diferit',
    'word-order': 'Cuvintele sunt în altă ordine',
    nickname: 'Este o formă scurtă sau alintată a numelui',
    'name-alike': 'Numele sună sau arată asemănător',
  },

  saferPage: {
    title: 'Cum să te protejezi mai bine',
    lead: 'Orice ar arăta o verificare, acestea ajută. Folosește ce se potrivește felului în care lucrezi. Dacă se întâmplă ceva, nu este niciodată vina ta.',
    items: [
      'Spune cuiva în care ai încredere unde ești, cu cine și când vei suna. Stabiliți ce face dacă nu suni.',
      'Verifică mai multe lucruri: numărul, mașina și numele. Oamenii schimbă unul și păstrează altul.',
      'Vorbește întâi la telefon. Ascultă dacă sunt alții pe fundal, dacă te grăbește, dacă povestea se schimbă.',
      'Ai încredere când simți că ceva nu e în regulă. Te poți opri oricând și nu datorezi nimănui o explicație.',
      'Ia banii înainte și pune-i unde nu se ajunge la ei.',
      'Ține telefonul încărcat și aproape. Salvează 999. Dacă nu poți vorbi, apasă 55 când ți se cere.',
      'Află pe unde se iese din cameră sau din mașină înainte să ai nevoie.',
    ],
    back: 'Înapoi la verificare',
  },
}

// Cuvintele despre cât timp se păstrează un raport și despre o copie a lui, în română.
import type { Messages } from '#platform/i18n/messages.ts'
import type { keepingEn } from './keeping-en.ts'

export const keepingRo: Messages<typeof keepingEn> = {
  title: 'Cât timp îl păstrăm',
  goes: (p) =>
    `Îl ștergem pe ${p.when}, dacă nu mai circulă un avertisment pe baza lui și nicio instanță nu ne obligă să îl păstrăm.`,
  soon: 'Îl poți păstra încă un an sau îl poți șterge acum.',
  later: 'Cu un an înainte de acea zi poți cere aici să fie păstrat mai mult. Îl poți șterge oricând.',
  keep: 'Păstrați-l încă un an',
  copy: 'O copie a ceea ce ne-ai spus',
  copyNone: 'Poți cere echipei o copie. Mai întâi se asigură că tu o ceri.',
  copyAsked: 'Ai cerut o copie. Echipa îți scrie aici cum se asigură că ești tu.',
  copyReady: (p) => `Copia ta este gata. O poți citi aici până pe ${p.when}.`,
  copyRefused: 'Echipa nu a putut da o copie. Răspunsul ei spune de ce și cum te poți plânge.',
  ask: 'Cere o copie',
  read: 'Citește copia',
  askTitle: 'Ceri o copie?',
  askWhat: [
    'Cine are chitanța ta poate citi copia aici cât timp este gata. Dacă altcineva ar putea-o avea, ia mai întâi o chitanță nouă.',
    'Echipa are cel mult o lună. Cineva o pregătește, iar o a doua persoană verifică să nu spună nimic despre alți oameni.',
    'Se arată doar aici, nu se trimite prin poștă sau e-mail, și dispare după 30 de zile.',
  ],
  askIt: 'Cere-o',
  copyTitle: 'Copia ta',
  copyGone: 'Copia aceasta nu mai poate fi deschisă. Dacă ai luat o chitanță nouă, cere din nou o copie.',
  deleteCopy: 'Șterge copia acum',
  back: 'Înapoi',
  done: { keptLonger: 'Salvat. Îl păstrăm încă un an.', copyAsked: 'Am cerut echipei o copie.' },
}

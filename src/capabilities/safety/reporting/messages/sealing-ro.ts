// Words about where what a person types is sealed, in Romanian.
import type { Messages } from '#platform/i18n/messages.ts'
import type { sealingEn } from './sealing-en.ts'

export const sealingRo: Messages<typeof sealingEn> = {
  here: 'Ce scrii se încuie în browserul tău înainte să plece de acolo. Doar echipa care îți citește raportul poate deschide. Noi putem citi ce bifezi, și numele, numerele și plăcuțele din câmpurile lor, ca să le comparăm.',
  onArrival:
    'Ce scrii se încuie imediat ce ajunge la calculatorul nostru, ca să poată deschide doar echipa care îți citește raportul. Dacă browserul tău poate rula scripturi, se încuie înainte să plece din browser.',
  hereShort: 'Se încuie în browserul tău înainte să plece.',
  known:
    'Ai răspuns deja. E încuiat și nu îl putem arăta. Lasă gol ca să rămână așa sau scrie din nou ca să îl înlocuiești.',
  sealed: 'Încuiat în browserul tău. Poți scrie din nou ca să îl înlocuiești.',
  failed: 'Nu a ajuns. Ce ai scris este încă aici. Te rugăm să încerci din nou.',
  errors: {
    sealedWrong: 'A ajuns deteriorat, așa că nu s-a schimbat nimic. Te rugăm să apeși din nou Continuă.',
    sealedStale: 'Lacătul s-a schimbat cât ai scris. Te rugăm să apeși din nou Continuă.',
    sealedElsewhere:
      'Echipa care va citi nu putea primi rapoarte când ai scris unele răspunsuri. Te rugăm să le scrii din nou; nimic altceva nu s-a pierdut.',
  },
}

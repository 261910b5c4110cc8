// Fotografii, înregistrări și acte pe lângă o relatare.
import type { Messages } from '#platform/i18n/messages.ts'
import type { filesEn } from './files-en.ts'

export const filesRo: Messages<typeof filesEn> = {
  step: {
    question: 'Fotografii, înregistrări, acte',
    hint: 'Orice arată ce s-a întâmplat: mesaje, răni, o mașină, un profil. Nu trebuie să ai ceva.',
    why: 'Îi poate ajuta pe cei care îți citesc relatarea și îi poate ajuta să recunoască pe cineva. Tu hotărăști mai târziu dacă un avertisment se poate sprijini pe asta. Fișierul însuși nu face niciodată parte dintr-un avertisment.',
  },
  choose: 'Alege un fișier',
  kinds: 'O fotografie (JPEG, PNG, WebP), o înregistrare audio sau un PDF, până la 25 MB. Câte unul, cel mult 10.',
  what: 'Scoatem locul și ora la care a fost făcut, și numele lui. Ce se vede sau se aude rămâne. Numai echipa care îți citește relatarea îl poate deschide.',
  add: 'Adaugă fișierul',
  sending: 'Se trimite',
  yours: 'Adăugate',
  image: (p) => `Fotografia ${p.number}`,
  audio: (p) => `Înregistrarea ${p.number}`,
  pdf: (p) => `Actul ${p.number}`,
  earlier: 'Un fișier adăugat mai demult',
  checking: 'Îl verificăm. Poți merge mai departe, nu trebuie să aștepți.',
  ready: 'Adăugat',
  remove: 'Scoate-l',
  look: 'Vezi dacă e verificat',
  count: (p) => `Fișiere adăugate: ${p.number}`,
  refusedCount: (p) => `Neprimite: ${p.number}`,
  heldBack: 'Fotografiile, înregistrările, actele',
  sent: (p) =>
    `Aceeași echipă poate deschide ce ai adăugat (fișiere: ${p.number}). Nimic din ele nu intră într-un avertisment.`,
  refused: {
    noFile: 'Alege întâi un fișier.',
    empty: 'Fișierul este gol. Alege altul.',
    tooBig: 'Fișierul are mai mult de 25 MB. Alege unul mai mic sau o parte din el.',
    notTaken:
      'Nu putem primi acest fel de fișier. Fotografiile pot fi JPEG, PNG sau WebP, înregistrările MP3, M4A, AAC, AMR, OGG sau WAV, actele PDF. Merge și o captură de ecran.',
    video: 'Încă nu putem primi filme. Merge o captură de ecran, sau spune-ne în cuvinte ce se vede.',
    heic: 'Nu putem primi acest fel de fotografie (HEIC). Trimite-o ca JPEG sau fă o captură de ecran.',
    broken: 'Nu am putut citi fișierul: este stricat sau nu este ce pare. Încearcă altul sau o captură de ecran.',
    tooManyPixels:
      'Fotografia este mai mare decât putem primi (50 de megapixeli). Alege una mai mică sau fă o captură de ecran.',
    locked: 'PDF-ul are parolă. Alege unul fără, sau fotografii ale paginilor.',
    tooManyPages: 'PDF-ul are mai mult de 40 de pagini. Alege unul mai scurt sau fotografii ale paginilor importante.',
    tooSlow: 'Fișierul a fost prea greu de citit. Încearcă unul mai mic sau o captură de ecran.',
    virus: 'Am găsit un virus în fișier, așa că nu l-am păstrat. Poate că îl are și telefonul sau calculatorul tău.',
    tooMany: 'Mai mult nu putem primi la o relatare. Scoate întâi ceva, sau spune-ne în cuvinte.',
    busy: 'Sunt mulți oameni aici chiar acum. Așteaptă puțin și adaugă fișierul din nou. Nimic din ce ne-ai spus nu s-a pierdut.',
  },
}

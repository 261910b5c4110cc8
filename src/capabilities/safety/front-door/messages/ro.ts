// The first page and the plain pages around it, in Romanian.
import type { Messages } from '#platform/i18n/messages.ts'
import type { en } from './en.ts'

export const ro: Messages<typeof en> = {
  wait: {
    title: 'O clipă',
    lead: 'Sunt mulți oameni aici acum. Lasă pagina deschisă: nu pierzi nimic.',
    kept: 'Ce ai scris este păstrat, încuiat, și merge mai departe de aici. Nimeni nu rămâne pe dinafară.',
    withScripts:
      'Dacă scripturile sunt pornite, browserul tău face un mic calcul și mergem mai departe singuri, adesea în câteva secunde.',
    without: 'Dacă scripturile sunt oprite, așteptarea ține locul calculului. Pagina întreabă singură din nou.',
    soon: 'Îți vine rândul în mai puțin de un minut.',
    later: 'Îți vine rândul în câteva minute.',
    ready: 'Este rândul tău.',
    go: 'Mai departe',
    check: 'Întreabă din nou acum',
  },
  home: {
    title: 'De ce ai nevoie?',
    lead: 'Nu ai nevoie de cont sau de nume. Tu hotărăști ce se spune mai departe.',
    exceptions: 'Puținele excepții',
    report: 'S-a întâmplat ceva',
    reportText: 'Spune-ne cu cuvintele tale. Tu alegi cine află și te poți răzgândi.',
    check: 'Verifică pe cineva',
    checkText:
      'Un număr de telefon, o mașină, un e-mail sau un nume de profil. Pentru membri; sau roagă pe cineva din echipă să verifice pentru tine.',
    return: 'Întoarce-te la ce ne-ai spus',
    returnText: 'Cu cele șase cuvinte ale tale vezi răspunsurile sau schimbi ce ai ales.',
    help: 'Te-a rănit cineva chiar acum?',
    helpText:
      'Ce ajută în următoarele ore, fără poliție: spitalul, un centru care te ascultă, tratament ca să nu iei HIV și ca să eviți o sarcină.',
    alerts: 'Avertismente',
    alertsText: 'Ce ne-au spus alții, pentru membri.',
  },
  help: {
    title: 'Te-a rănit cineva chiar acum?',
    lead: 'Nu trebuie să vorbești cu poliția ca să primești ajutorul de aici. Poți lua pe cineva cu tine.',
    hospital: 'Dacă sângerezi, te doare ceva, te-a strâns cineva de gât sau ai leșinat',
    hospitalText:
      'Mergi la urgențe (A&E), la orice spital, sau sună la 999. Spune-le doar ce au nevoie să știe ca să te trateze.',
    centre: 'Dacă a fost violență sexuală',
    centreText: (p) =>
      `${p.name} primește oameni de orice gen, zi și noapte. Te pot consulta și pot păstra ce găsesc, fără să spună poliției. Cel mai bine e să mergi imediat; se poate până la ${p.days} zile după.`,
    centreCall: (p) => `Sună la ${p.phone}`,
    hiv: 'HIV: în primele 72 de ore',
    hivText:
      'Pastile care opresc HIV (PEP). Cu cât mai repede, cu atât mai bine. Cere-le la urgențe (A&E) sau la o clinică de sănătate sexuală.',
    pregnancy: 'Sarcină: în primele 5 zile',
    pregnancyText:
      'Contracepție de urgență de la o farmacie, o clinică sau de la urgențe (A&E). Cu cât mai repede, cu atât mai bine.',
    keep: 'Dacă poate vei vrea să dovedești mai târziu',
    keepText: 'Dacă poți, nu te spăla încă și pune hainele într-o pungă de hârtie. Nu e nimic dacă te-ai spălat deja.',
    danger: 'În pericol acum',
    dangerText: 'Sună la 999. Dacă nu poți vorbi, apasă 55 când ți se cere.',
    checked: (p) => `Verificat pe ${p.when}.`,
    tell: 'Spune-ne ce s-a întâmplat',
  },
  exceptions: {
    title: 'Ce spunem mai departe fără să te întrebăm',
    lead: 'Aproape niciodată nimic. Doar atunci când:',
    items: ['Viața cuiva este în pericol.', 'Un copil este în pericol.', 'Ne obligă o instanță, printr-un ordin.'],
    afterwards:
      'Atunci doi oameni hotărăsc împreună și scriu de ce. Asta apare în urmele pe care le vezi cu chitanța ta.',
    notPolice: 'Poliția nu poate căuta aici. Primește doar ce a fost cineva de acord să trimitem.',
    promiseTitle: 'Ce nu putem promite',
    promises: [
      'Firma care îți dă internet poate vedea că ai intrat aici, dar nu ce ai scris.',
      'Dacă browserul tău nu folosește scripturi, calculatorul nostru vede cuvintele tale când sosesc, apoi le încuie.',
      'Dacă ștergi, aici nu se mai poate citi nimic de îndată, iar în copiile noastre de rezervă în cel mult 30 de zile.',
      'Noi nu știm cine ești. Dar lucrurile pe care le scrii pot totuși să-i spună cuiva.',
    ],
  },
  traces: {
    title: 'Cum folosești pagina fără să lași urme',
    items: [
      'Folosește o fereastră privată: „Filă privată” sau „Incognito” în meniul browserului.',
      'Apasă „Ieși acum” când ai terminat. Închide tot ce e aici și deschide vremea.',
      'Folosim o singură adresă de pagină, așa că în istoric apare doar un rând neutru.',
      'Ține chitanța pe hârtie sau printre alte notițe. Nu o fotografia dacă telefonul tău trimite pozele și în altă parte.',
      'Dacă cineva îți controlează telefonul, folosește-l pe al unui prieten sau un calculator de la bibliotecă.',
      'Pe un calculator folosit de mai mulți, închide toate ferestrele browserului când ai terminat.',
    ],
    torTitle: 'Dacă cineva îți urmărește internetul',
    tor: 'Tor Browser ascunde că ai intrat aici. Totul merge și cu setarea lui cea mai strictă.',
  },
  leave: { title: 'Ai ieșit', text: 'Închide această fereastră.' },
  problem: {
    notFound: 'Aici nu este nimic',
    notFoundText: 'Poate că adresa e greșită sau trebuie să intri în cont.',
    home: 'La prima pagină',
    failed: 'Ceva nu a mers aici',
    failedText: 'Este greșeala noastră. Nimic din ce ai scris nu s-a salvat pe jumătate. Încearcă din nou imediat.',
    reference: (p) => `Dacă ne spui, scrie: ${p.ref}`,
    unreadable: 'Nu am putut citi asta. Mergi înapoi și mai încearcă o dată.',
    expired: 'Pagina a stat deschisă prea mult. Mergi înapoi și apasă din nou butonul.',
    tooLarge: 'E mai mult decât putem primi deodată. Mergi înapoi și scurtează.',
    wrongKind: 'Acesta nu este un formular de-al nostru. Mergi înapoi și folosește butonul din pagină.',
    crossSite: 'A venit de pe alt site, așa că nu l-am primit.',
    tooMany: 'Au fost prea multe deodată. Așteaptă puțin și încearcă din nou.',
    busy: 'Sunt mulți oameni aici chiar acum. Așteaptă puțin și încearcă din nou.',
    back: 'Înapoi la prima pagină',
  },
}

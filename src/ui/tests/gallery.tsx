// Every component and shell on a few made-up pages, to look at and to be tried by axe. Invented people and numbers only.
import type { Locale } from '#platform/i18n/locales.ts'
import type { Assets } from '../assets.ts'
import { Band, Callout, Card, Chip, Chips, ChoiceCards, EmptyState, Facts, LinkCards, ResultCard } from '../cards.tsx'
import {
  Button,
  ButtonGroup,
  Checkboxes,
  DateInput,
  Details,
  Input,
  InsetText,
  NotificationBanner,
  Pagination,
  Panel,
  PasswordInput,
  Radios,
  Select,
  SummaryCard,
  SummaryList,
  Table,
  Tag,
  Textarea,
  WarningText,
} from '../components/index.ts'
import { Form, QuestionPage } from '../form-page.tsx'
import { PageHeading, PublicPage, type PublicShell } from '../page.tsx'
import { Identifier, TypedText } from '../shell.tsx'
import { Columns, Fold, StaffPage, type StaffShell } from '../staff-page.tsx'
import { FilterBar, SortableTable } from '../tables.tsx'

/** A little text in each language, so that pages are read in the right direction. */
const texts = {
  en: {
    need: 'What do you need?',
    lead: 'No account and no name needed. You decide what is shared.',
    happened: [
      'Something happened',
      'Tell us in your own words. You choose who hears about it, and can change your mind.',
    ],
    check: [
      'Check someone',
      'A phone number, car, e-mail or profile name. For members, or ask a worker to check for you.',
    ],
    hear: 'Who may hear about this?',
    hearHint: 'Choose as many as you like, or none. You can change each one later with your six words.',
    count: ['Count it', 'Only a number in our figures. Nothing else leaves.'],
    warn: ['Warn others', 'A short warning, written so it should not point to you. Two people check it.'],
    hold: 'Hold something back',
    same: 'Same number',
    told: 'told us. Last: October 2026, north Manchester.',
    people: '3 different people',
    why: 'Why this matched',
    written: 'Written differently: letters for 0 and 1',
    never: 'Nothing found never means safe. Many people are never reported.',
  },
  ro: {
    need: 'De ce ai nevoie?',
    lead: 'Nu ai nevoie de cont sau de nume. Tu hotărăști ce se spune mai departe.',
    happened: ['S-a întâmplat ceva', 'Spune cu vorbele tale. Tu alegi cine aude și te poți răzgândi.'],
    check: ['Verifică pe cineva', 'Un telefon, o mașină, un e-mail sau un nume de profil.'],
    hear: 'Cine poate afla despre asta?',
    hearHint: 'Alege oricâte sau niciuna. Poți schimba mai târziu cu cele șase cuvinte.',
    count: ['Numără', 'Doar un număr în cifrele noastre.'],
    warn: ['Avertizează-i pe alții', 'O avertizare scurtă, verificată de două persoane.'],
    hold: 'Nu spune tot',
    same: 'Același număr',
    told: 'ne-au spus. Ultima dată: octombrie 2026.',
    people: '3 persoane diferite',
    why: 'De ce se potrivește',
    written: 'Scris altfel: litere în loc de 0 și 1',
    never: 'Dacă nu găsim nimic, nu înseamnă că nu e niciun pericol.',
  },
  ar: {
    need: 'ماذا تحتاج؟',
    lead: 'لا حاجة إلى حساب أو اسم. أنت تقرر ما يُشارَك.',
    happened: ['حدث شيء ما', 'أخبرنا بكلماتك. أنت تختار من يسمع، ويمكنك تغيير رأيك.'],
    check: ['تحقق من شخص', 'رقم هاتف أو سيارة أو بريد إلكتروني أو اسم حساب.'],
    hear: 'من يمكنه أن يعرف بهذا؟',
    hearHint: 'اختر ما تشاء أو لا شيء. يمكنك تغيير كل واحد لاحقاً بكلماتك الست.',
    count: ['احسبه', 'مجرد رقم في أرقامنا. لا يخرج شيء آخر.'],
    warn: ['حذّر الآخرين', 'تحذير قصير يراجعه شخصان.'],
    hold: 'احجب شيئاً',
    same: 'الرقم نفسه',
    told: 'أخبرونا. آخر مرة: أكتوبر 2026، شمال مانشستر.',
    people: '3 أشخاص مختلفين',
    why: 'لماذا تطابق',
    written: 'مكتوب بشكل مختلف: حروف بدل 0 و 1',
    never: 'عدم العثور على شيء لا يعني عدم وجود خطر.',
  },
} as const

const home = (shell: PublicShell) => {
  const t = texts[shell.locale]
  return (
    <PublicPage {...shell}>
      <PageHeading lead={t.lead}>{t.need}</PageHeading>
      <LinkCards
        items={[
          { href: '#a', title: t.happened[0], text: t.happened[1] },
          { href: '#b', title: t.check[0], text: t.check[1] },
        ]}
      />
    </PublicPage>
  )
}

const question = (shell: PublicShell) => {
  const t = texts[shell.locale]
  return (
    <QuestionPage
      shell={{ ...shell, progress: { step: 5, of: 7 }, backHref: '#back' }}
      action="/report"
      token="signed"
      question={t.hear}
      hint={t.hearHint}
      why={<p>{t.never}</p>}
    >
      <ChoiceCards
        kind="checkboxes"
        name="purpose"
        values={['warn']}
        items={[
          { value: 'count', label: t.count[0], hint: t.count[1] },
          {
            value: 'warn',
            label: t.warn[0],
            hint: (
              <>
                {t.warn[1]} <a href="#hold">{t.hold}</a>
              </>
            ),
          },
        ]}
      />
    </QuestionPage>
  )
}

const mistaken = (shell: PublicShell) => {
  const t = texts[shell.locale]
  return (
    <QuestionPage
      shell={shell}
      action="/report"
      question={t.happened[0]}
      hint={t.happened[1]}
      errors={[{ text: t.lead, href: '#story' }]}
    >
      <Textarea name="story" label={t.happened[1]} errorMessage={t.lead} value={t.lead} />
      <Input name="phone" label={t.check[0]} hint={t.check[1]} errorMessage={t.lead} type="tel" value="07700 900417" />
      <Radios
        name="when"
        legend={t.need}
        hint={t.lead}
        value="b"
        items={[
          { value: 'a', label: t.count[0], hint: t.count[1] },
          { value: 'b', label: t.warn[0], conditional: <Input name="other" label={t.hold} /> },
          { divider: '·' },
          { value: 'c', label: t.same },
        ]}
      />
      <Checkboxes
        name="many"
        legend={t.hear}
        items={[
          { value: 'a', label: t.count[0] },
          { value: 'b', label: t.warn[0], hint: t.warn[1] },
        ]}
      />
      <Select
        name="area"
        label={t.same}
        value="b"
        items={[
          { value: 'a', label: t.hold },
          { value: 'b', label: t.same },
        ]}
      />
      <DateInput
        id="day"
        legend={t.why}
        items={[
          { name: 'day', label: '1–31' },
          { name: 'month', label: '1–12' },
          { name: 'year', label: '2026', width: 4 },
        ]}
      />
      <PasswordInput name="passphrase" label={t.people} />
    </QuestionPage>
  )
}

const check = (shell: PublicShell) => {
  const t = texts[shell.locale]
  return (
    <PublicPage {...shell}>
      <PageHeading>{t.check[0]}</PageHeading>
      <Form action="/check">
        <Input name="asked" label={t.check[1]} labelClasses="label--soft" value="o7700 9oo 4I7" />
        <ButtonGroup>
          <Button>{t.check[0]}</Button>
          <span>{t.lead}</span>
        </ButtonGroup>
      </Form>
      <ResultCard
        tone="berry"
        band={t.same}
        title={<Identifier>07700 900417</Identifier>}
        facts={[
          { key: t.happened[0], value: t.happened[1] },
          { key: t.why, value: t.written },
        ]}
        links={[
          { href: '#seen', text: t.check[0] },
          { href: '#wrong', text: t.hold },
        ]}
      >
        <strong>{t.people}</strong> {t.told}
      </ResultCard>
      <ResultCard tone="amber" band={t.same} title={t.why}>
        {t.written}
      </ResultCard>
      <Callout tone="amber">
        <p>
          {t.never} <a href="#ways">{t.hold}</a>
        </p>
      </Callout>
    </PublicPage>
  )
}

const said = (shell: PublicShell) => {
  const t = texts[shell.locale]
  return (
    <PublicPage {...shell} backHref="#back">
      <Panel title={t.need}>{t.lead}</Panel>
      <NotificationBanner heading={t.lead} />
      <NotificationBanner kind="success" titleId="banner-2" heading={t.told} />
      <SummaryCard
        title={t.happened[0]}
        actions={[{ href: '#1', text: t.hold }]}
        rows={[
          { key: t.why, value: t.written, actions: [{ href: '#2', text: t.hold, hiddenText: t.why }] },
          { key: t.same, value: <Identifier>07700 900417</Identifier> },
        ]}
      />
      <SummaryList
        rows={[
          { key: t.why, value: <TypedText>{t.written}</TypedText>, actions: [{ href: '#3', text: t.hold }] },
          {
            key: t.people,
            value: t.told,
            actions: [
              { href: '#4', text: t.hold },
              { href: '#5', text: t.same },
            ],
          },
        ]}
      />
      <InsetText>{t.never}</InsetText>
      <WarningText>{t.never}</WarningText>
      <Details summary={t.why}>{t.written}</Details>
      <p>
        <Tag>{t.same}</Tag> <Band tone="leaf">{t.same}</Band> <Band tone="quiet">{t.why}</Band>
      </p>
      <Callout tone="berry" title={t.same}>
        <p>{t.told}</p>
      </Callout>
      <EmptyState title={t.never} action={{ href: '#6', text: t.check[0] }}>
        {t.lead}
      </EmptyState>
      <ButtonGroup>
        <Button href="#7">{t.check[0]}</Button>
        <Button kind="danger">{t.hold}</Button>
        <Button disabled>{t.same}</Button>
      </ButtonGroup>
    </PublicPage>
  )
}

const rail: StaffShell['rail'] = [
  {
    wing: 'safety',
    items: [
      { href: '/desk', label: 'Alert desk', count: 6, isCurrent: true },
      { href: '/alerts', label: 'Alerts' },
      { href: '/entries', label: 'Entries' },
    ],
  },
  { wing: 'support', items: [{ href: '/support', label: 'Asked for help', count: 1 }] },
  { wing: 'partnership', items: [{ href: '/directory', label: 'Directory' }] },
  { wing: 'understanding', items: [{ href: '/figures', label: 'Figures' }] },
  { wing: 'people', items: [{ href: '/members', label: 'Members' }] },
]

const desk = (shell: StaffShell) => (
  <StaffPage
    {...shell}
    title="Quiet Otter"
    crumbs={[{ text: 'Alert desk', href: '/desk' }, { text: 'Quiet Otter' }]}
    badges={<Chip>claimed by you · 4 min</Chip>}
    actions={
      <>
        <span>Acknowledge by 18:20 · decide by tomorrow 14:00</span>
        <Button kind="quiet">Someone else take this</Button>
      </>
    }
  >
    <Columns
      left={
        <>
          <Card title="What they told us" note="Opened 17:42, recorded. Sealed for the alert desk.">
            <Fold label="Their words" isOpen>
              <TypedText>
                He booked by text and parked by the canal. When I asked for the money first he grabbed my arm and took
                back the £80. <mark>I work as Lexi on Tuesdays</mark> so he may come again.
              </TypedText>
            </Fold>
            <Fold label="What happened after">Folded.</Fold>
            <Chips>
              <Chip tone="leaf">warn: yes</Chip>
              <Chip>questions: no</Chip>
              <Chip tone="berry">held back from warning: tattoo</Chip>
              <Chip tone="amber">third party</Chip>
            </Chips>
          </Card>
          <Card title="Clues, and who else gave them">
            <SortableTable
              caption="Clues"
              isCaptionHidden
              columns={[
                { key: 'clue', label: 'clue', canSort: true },
                { key: 'earlier', label: 'earlier' },
                { key: 'band', label: 'band' },
              ]}
              sort={{ key: 'clue', direction: 'up' }}
              sortHref={({ key, direction }) => `?sort=${key}&order=${direction}`}
              rows={[
                {
                  cells: [
                    <a href="/e/1">
                      <Identifier>07700 900417</Identifier>
                    </a>,
                    '2 reports, 2025–26, one adviser',
                    <Band tone="berry">same</Band>,
                  ],
                },
                { cells: ['silver Ford Focus', '1 report', <Band tone="amber">possible</Band>] },
              ]}
            />
          </Card>
        </>
      }
      right={
        <>
          <Card title="Warning" note="Goes to 2,316 members · Manchester, Salford · all kinds of work">
            <Callout tone="berry" title="Violence and robbery, north Manchester">
              <p>Man books by text, parks by water, takes money back by force. Phone ends 417.</p>
            </Callout>
            <Facts
              items={[
                { key: 'severity', value: 'severe' },
                { key: 'languages', value: 'English, Română, العربية' },
              ]}
            />
          </Card>
          <ButtonGroup>
            <Button>Ask for second check</Button>
            <Button kind="quiet">Save draft</Button>
            <button type="submit" class="link-button">
              Nothing to warn about
            </button>
          </ButtonGroup>
        </>
      }
    />
  </StaffPage>
)

const list = (shell: StaffShell) => (
  <StaffPage {...shell} title="Alert desk" actions={<Button>Type in a report</Button>}>
    <FilterBar
      action="/desk"
      search={{ name: 'q', label: 'Words or a name', value: 'otter' }}
      selects={[
        {
          name: 'state',
          label: 'State',
          items: [
            { value: '', label: 'Any' },
            { value: 'new', label: 'New' },
          ],
        },
      ]}
      clearHref="/desk"
      hidden={{ sort: 'due' }}
    />
    <SortableTable
      caption="Reports waiting"
      columns={[
        { key: 'name', label: 'Report', canSort: true },
        { key: 'due', label: 'Due', canSort: true },
        { key: 'clues', label: 'Clues', isNumeric: true },
      ]}
      sort={{ key: 'due', direction: 'down' }}
      sortHref={({ key, direction }) => `?sort=${key}&order=${direction}`}
      rows={[
        { cells: [<a href="/r/1">Quiet Otter</a>, 'today, 18:20', 3], isHighlighted: true },
        { cells: [<a href="/r/2">Late Heron</a>, 'tomorrow, 14:00', 1] },
        { cells: [<a href="/r/3">Slow River</a>, 'Monday, 09:00', 12] },
      ]}
    />
    <Pagination
      previous={{ href: '?page=1' }}
      next={{ href: '?page=3' }}
      items={[
        { number: 1, href: '?page=1' },
        { number: 2, href: '?page=2', isCurrent: true },
        { gap: true },
        { number: 9, href: '?page=9' },
      ]}
    />
    <Table
      caption="Figures"
      firstCellIsHeader
      head={[{ content: 'Month' }, { content: 'Reports', isNumeric: true }]}
      rows={[[{ content: 'March' }, { content: 12, isNumeric: true }]]}
    />
    <EmptyState title="Nothing waits here" action={{ href: '/desk', text: 'See what was done this week' }}>
      New reports come here by themselves.
    </EmptyState>
  </StaffPage>
)

const publicPages = { home, question, mistaken, check, said }
const staffPages = { desk, list }

export const galleryNames = [...Object.keys(publicPages), ...Object.keys(staffPages)]

/** One page of the gallery as HTML. */
export function galleryPage(name: string, locale: Locale, assets: Assets): string {
  const path = `/${name}`
  const page =
    name in publicPages
      ? publicPages[name as keyof typeof publicPages]({ locale, assets, path })
      : staffPages[name as keyof typeof staffPages]({
          locale,
          assets,
          path,
          rail,
          token: 'signed',
          person: { name: 'Sam', organisation: 'Lantern Street Project' },
        })
  return `<!doctype html>${String(page)}`
}

// The first page, and the plain pages anybody may read without telling us anything.
import { formatDay } from '#platform/i18n/dates.ts'
import type { Locale } from '#platform/i18n/locales.ts'
import { Callout, Card, LinkCards } from '#ui/cards.tsx'
import { PageHeading, PublicPage, type PublicShell } from '#ui/page.tsx'
import type { FrontDoorWords } from '../messages/words.ts'
import { urgentHelp } from '../urgent-help.ts'

type Props = { shell: PublicShell; words: FrontDoorWords; locale: Locale }

export function HomeScreen({ shell, words }: Props) {
  const t = words.home
  return (
    <PublicPage {...shell}>
      <h1 class="govuk-heading-l">{t.title}</h1>
      <p class="lead">
        {t.lead}{' '}
        <a class="govuk-link" href="/exceptions">
          {t.exceptions}
        </a>
      </p>
      <LinkCards
        items={[
          { href: '/report', title: t.report, text: t.reportText },
          { href: '/help', title: t.help, text: t.helpText },
          { href: '/check', title: t.check, text: t.checkText },
          { href: '/return', title: t.return, text: t.returnText },
          { href: '/alerts', title: t.alerts, text: t.alertsText },
        ]}
      />
    </PublicPage>
  )
}

export function HelpScreen({ shell, words, locale }: Props) {
  const t = words.help
  const facts = urgentHelp[0]
  if (!facts) return null
  return (
    <PublicPage {...shell}>
      <PageHeading lead={t.lead}>{t.title}</PageHeading>
      <Callout tone="berry" title={t.danger}>
        <p>{t.dangerText}</p>
      </Callout>
      <Card title={t.hospital}>
        <p>{t.hospitalText}</p>
      </Card>
      <Card title={t.centre}>
        <p>{t.centreText({ name: facts.centre.name, days: facts.centre.examinationDays })}</p>
        <p>
          <a class="govuk-link" href={facts.centre.phoneLink}>
            {t.centreCall({ phone: facts.centre.phone })}
          </a>
        </p>
      </Card>
      <Card title={t.hiv}>
        <p>{t.hivText}</p>
      </Card>
      <Card title={t.pregnancy}>
        <p>{t.pregnancyText}</p>
      </Card>
      <Card title={t.keep}>
        <p>{t.keepText}</p>
      </Card>
      <p>
        <a class="govuk-link" href="/report">
          {t.tell}
        </a>
      </p>
      <p class="quiet">{t.checked({ when: formatDay(locale, new Date(`${facts.checkedOn}T12:00:00Z`)) })}</p>
    </PublicPage>
  )
}

export function ExceptionsScreen({ shell, words }: Props) {
  const t = words.exceptions
  return (
    <PublicPage {...shell}>
      <PageHeading lead={t.lead}>{t.title}</PageHeading>
      <ul class="govuk-list govuk-list--bullet">
        {t.items.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
      <p>{t.afterwards}</p>
      <p>{t.notPolice}</p>
      <Card title={t.promiseTitle}>
        <ul class="govuk-list govuk-list--bullet">
          {t.promises.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      </Card>
    </PublicPage>
  )
}

export function TracesScreen({ shell, words }: Props) {
  const t = words.traces
  return (
    <PublicPage {...shell}>
      <PageHeading>{t.title}</PageHeading>
      <ul class="govuk-list govuk-list--bullet govuk-list--spaced">
        {t.items.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
      <Card title={t.torTitle}>
        <p>{t.tor}</p>
      </Card>
    </PublicPage>
  )
}

export type ProblemKey = keyof FrontDoorWords['problem']

/** A page that says plainly what went wrong and what to do. */
export function ProblemScreen(props: Props & { title: string; text: string; reference?: string | undefined }) {
  const t = props.words.problem
  return (
    <PublicPage {...props.shell}>
      <PageHeading>{props.title}</PageHeading>
      <p>{props.text}</p>
      {props.reference ? <p class="quiet">{t.reference({ ref: props.reference })}</p> : null}
      <p>
        <a class="govuk-link" href="/">
          {t.home}
        </a>
      </p>
    </PublicPage>
  )
}

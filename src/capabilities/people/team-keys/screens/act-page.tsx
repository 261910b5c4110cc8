// What an act with the team's key means, and its button: every heavy act has a page of its own before it.

import { Card } from '#ui/cards.tsx'
import type { Content } from '#ui/components/index.ts'
import { Button, ButtonGroup } from '#ui/components/index.ts'
import { Form } from '#ui/form-page.tsx'
import { StaffPage, type StaffPageProps } from '#ui/staff-page.tsx'

export type Act = {
  action: string
  lead?: Content
  text: readonly string[]
  button: string
  /** A second button of the same form, sent as `do=other`. */
  other?: string
}

export function ActPage({ shell, act, token }: { shell: StaffPageProps; act: Act; token: string }) {
  return (
    <StaffPage {...shell}>
      <Card>
        {act.lead}
        {act.text.map((line) => (
          <p>{line}</p>
        ))}
        <Form action={act.action} token={token}>
          <ButtonGroup>
            <Button name="do" value="yes">
              {act.button}
            </Button>
            {act.other ? (
              <Button kind="quiet" name="do" value="other">
                {act.other}
              </Button>
            ) : null}
          </ButtonGroup>
        </Form>
      </Card>
    </StaffPage>
  )
}

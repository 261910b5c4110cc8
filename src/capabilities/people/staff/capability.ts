// Staff: who works here, how they sign in, and the keys of their teams.
import { task } from '#permissions/actor.ts'
import type { Capability } from '#src/capabilities/house.ts'
import { forgetInvitations } from './joining/invite.ts'
import { sweepTries } from './store.ts'
import { forgottenAfterSeconds } from './waits.ts'

export const staff: Capability = {
  name: 'people/staff',
  uses: ['partnership/organisations'],
  tasks: {
    'staff.forget-tries': {
      cron: '41 * * * *',
      run: async (house) => {
        const before = new Date(house.clock.now().getTime() - forgottenAfterSeconds * 1000)
        await house.asActor(task('task-sign-in'), (tx) => sweepTries(tx, before))
      },
    },
    'staff.forget-invitations': { cron: '17 3 * * *', run: forgetInvitations },
  },
}

// Words about where what a person types is sealed. English: the others match it.
export const sealingEn = {
  here: 'What you write is locked in your browser before it leaves it. Only the team that reads your report can open it. We can read the choices you tick, and the names, numbers and plates in their own fields, to compare them.',
  onArrival:
    'What you write is locked as soon as it reaches our computer, so that only the team that reads your report can open it. If your browser can run scripts, it is locked before it leaves your browser instead.',
  hereShort: 'Locked in your browser before it leaves.',
  known:
    'You have answered this. It is locked and we can’t show it. Leave it empty to keep it, or write it again to replace it.',
  sealed: 'Locked in your browser. You can write it again to replace it.',
  failed: 'That did not go through. What you wrote is still here. Please try again.',
  errors: {
    sealedWrong: 'This arrived broken, so nothing was changed. Please press Continue again.',
    sealedStale: 'The lock was changed while you were writing. Please press Continue again.',
    sealedElsewhere:
      'The team that will read this could not receive reports when you wrote some of your answers. Please write those answers again; nothing else is lost.',
  },
}

// Waiting for the word to stop: Ctrl-C, or the machine shutting down. A second one does not hurry it.

export const untilTold = (): Promise<void> =>
  new Promise((resolve) => {
    process.on('SIGINT', () => resolve())
    process.on('SIGTERM', () => resolve())
  })

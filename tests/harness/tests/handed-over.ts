// What runtime.test.ts hands over to: says that it runs, and how it was asked to end.
const [task] = process.argv.slice(2)
// Listening before speaking: who hears the first line may ask it to end at once.
const stayOpen = setInterval(() => {}, 1000)
process.on('SIGTERM', () => {
  process.stdout.write('asked to end\n')
  clearInterval(stayOpen)
})
process.stdout.write(`node ${process.versions.node.split('.')[0]} pid ${process.pid}\n`)
if (task === 'exit') process.exit(7)

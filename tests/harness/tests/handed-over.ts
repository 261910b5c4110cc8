// What runtime.test.ts hands over to: says that it runs, and how it was asked to end.
const [task] = process.argv.slice(2)
process.stdout.write(`node ${process.versions.node.split('.')[0]} pid ${process.pid}\n`)
if (task === 'exit') process.exit(7)
const stayOpen = setInterval(() => {}, 1000)
process.on('SIGTERM', () => {
  process.stdout.write('asked to end\n')
  clearInterval(stayOpen)
})

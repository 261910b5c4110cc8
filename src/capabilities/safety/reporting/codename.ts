// A friendly name for a report, so that people can speak of it without a number or a word of what it says.
const tempers = [
  'Amber', 'Brave', 'Bright', 'Brisk', 'Calm', 'Clear', 'Early', 'Gentle', 'Golden', 'Green', 'Kind', 'Late', 'Light',
  'Little', 'Merry', 'Mild', 'Misty', 'Northern', 'Old', 'Patient', 'Plain', 'Proud', 'Quick', 'Quiet', 'Rainy', 'Silver',
  'Slow', 'Small', 'Southern', 'Steady', 'Still', 'Sunny', 'Tall', 'Warm', 'Wide', 'Wild', 'Winter', 'Wise', 'Woolly', 'Young',
] // biome-ignore format: a list
const creatures = [
  'Badger', 'Beech', 'Birch', 'Blackbird', 'Bramble', 'Clover', 'Crane', 'Curlew', 'Dormouse', 'Elder', 'Fern', 'Finch',
  'Foxglove', 'Hare', 'Hawthorn', 'Hazel', 'Heather', 'Heron', 'Holly', 'Ivy', 'Juniper', 'Kestrel', 'Kingfisher', 'Lapwing',
  'Larch', 'Linnet', 'Maple', 'Marten', 'Meadow', 'Mole', 'Moss', 'Newt', 'Oak', 'Otter', 'Owl', 'Pine', 'Plover', 'Poplar',
  'Robin', 'Rook', 'Sedge', 'Shrew', 'Sorrel', 'Sparrow', 'Spruce', 'Starling', 'Swallow', 'Swift', 'Tansy', 'Teal', 'Thistle',
  'Thrush', 'Vole', 'Willow', 'Wren', 'Yarrow',
] // biome-ignore format: a list

/** Two words from the report's random id: stable, says nothing. Two reports may share one; the id decides. */
export function codename(reportId: string): string {
  const number = Number.parseInt(reportId.replaceAll('-', '').slice(-10), 16)
  const temper = tempers[number % tempers.length] as string
  const creature = creatures[Math.floor(number / tempers.length) % creatures.length] as string
  return `${temper} ${creature}`
}

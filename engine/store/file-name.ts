// File names that every system can hold, one for each name: "se/price-list/resellers" →
// "se.price-list.resellers".

/**
 * Different names give different file names, also where a file system takes upper and lower case
 * for one.
 */
export function fileNameOf(name: string): string {
  return name.replace(/[^a-z0-9_-]/g, (character) => {
    if (character === '/') return '.'
    const bytes = [...new TextEncoder().encode(character)]
    return bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  })
}

// A text that must not grow beyond so many bytes: pieces are taken while they fit, and what was left out is known.

/** The length of a text in UTF-8. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}

/** Collects pieces up to a number of bytes; a piece is taken whole or not at all. */
export class ByteBudget {
  private readonly pieces: string[] = []
  private used = 0

  constructor(private readonly bytesMax: number) {}

  /** true: the piece was taken. reserve: bytes that must still be free after it. */
  take(piece: string, reserve = 0): boolean {
    const bytes = bytesOf(piece)
    if (this.used + bytes + reserve > this.bytesMax) return false
    this.pieces.push(piece)
    this.used += bytes
    return true
  }

  text(): string {
    return this.pieces.join('')
  }
}

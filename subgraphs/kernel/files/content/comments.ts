/**
 * Empties a comment header of Opus or Vorbis without a change of its length: no vendor, no comments, and zeros, which
 * both formats let follow.
 */
export function emptyComments(packet: Buffer): void {
  const isOpus = packet.toString('latin1', 0, 8) === 'OpusTags'
  const start = isOpus ? 8 : 7
  packet.fill(0, start)
  if (!isOpus) packet.writeUInt8(1, start + 8)
}

/** How long an Opus packet sounds, by its first two bytes (RFC 6716, section 3.1); in samples of a 48,000th second. */
export function opusSamples(packet: Buffer): number {
  const toc = packet.readUInt8(0)
  const config = toc >> 3
  const frame =
    config < 12
      ? [480, 960, 1_920, 2_880][config & 3]!
      : config < 16
        ? [480, 960][config & 1]!
        : [120, 240, 480, 960][config & 3]!
  const code = toc & 3
  const frames = code === 0 ? 1 : code < 3 ? 2 : packet.readUInt8(1) & 0x3f
  return frame * frames
}

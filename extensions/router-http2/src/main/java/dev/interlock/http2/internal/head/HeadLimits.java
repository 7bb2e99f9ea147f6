package dev.interlock.http2.internal.head;

/**
 * Limits on the header sections of requests.
 *
 * @param requestLine limit on the bytes of method and path together; a longer path gets 414
 * @param section limit on the size of a header section, as RFC 9113 section 6.5.2 defines it: the bytes of names and
 *     values, and 32 for each field; a larger section gets 431
 * @param fields limit on the number of fields; pseudo-header fields do not count, and all Cookie fields count as one; a
 *     request with more fields gets 431
 * @param blockBytes limit on the encoded bytes of a section; a larger block ends the connection
 * @param blockFrames limit on the frames of a section; a block with more frames ends the connection
 */
public record HeadLimits(int requestLine, int section, int fields, int blockBytes, int blockFrames) {
    /** Default limits: 8 KiB, 16 KiB, 100 fields, 64 KiB, 32 frames. */
    public static final HeadLimits DEFAULT = new HeadLimits(8 << 10, 16 << 10, 100, 64 << 10, 32);
}

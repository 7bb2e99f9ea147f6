package dev.interlock.recording;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.recording.redact.Redactor;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/** Redacts and encodes bodies. Confined to the recorder thread. */
final class BodyEncoder {
    private static final int NO_DIGEST = -1;

    private final Redactor redactor;
    private final MessageDigest sha256 = BodyCapture.newDigest();
    private final byte[] digest = new byte[Entry.DIGEST_BYTES];
    private final ByteWriter content = new ByteWriter(4096);
    private final ByteWriter keyed = new ByteWriter(Entry.DIGEST_BYTES);
    private byte[] entry = {};
    private int from;
    private int to;
    private long total;
    /** Whether the whole body arrived, even if only its start was captured. */
    private boolean isWhole;

    private int digestAt;

    BodyEncoder(Redactor redactor) {
        this.redactor = redactor;
    }

    /**
     * Sets the body to encode.
     *
     * @param captured array with the captured bytes, from {@code first} to {@code last}
     * @param length length of the body so far, in bytes
     * @param hasEnded whether the whole body arrived
     */
    void begin(byte[] captured, int first, int last, long length, boolean hasEnded) {
        entry = captured;
        from = first;
        to = last;
        total = length;
        isWhole = hasEnded;
        digestAt = NO_DIGEST;
    }

    /** Sets the index in the entry at which the SHA-256 of the whole body begins. */
    void digestAt(int index) {
        digestAt = index;
    }

    /**
     * Appends the body.
     *
     * @param fields encoder that has just encoded the fields of the same message
     */
    void append(int number, RoutePolicy policy, boolean isRequest, FieldEncoder fields, ByteWriter out) {
        int start = Wire.begin(number, out);
        boolean isCut = !isWhole || total > to - from;
        content.clear();
        boolean isRecorded = !policy.isDigestOnly()
                && redactor.appendBody(
                        policy.rules(),
                        isRequest,
                        entry,
                        fields.typeFrom(),
                        fields.typeTo(),
                        fields.isEncoded(),
                        isCut,
                        entry,
                        from,
                        to,
                        content);
        if (isRecorded) {
            Wire.bytes(1, content.array(), 0, content.length(), out);
        }
        Wire.number(2, total, out);
        boolean isSame = isRecorded && !isCut && Arrays.equals(content.array(), 0, content.length(), entry, from, to);
        if (!isSame) {
            digest(out);
        }
        if (isCut) {
            Wire.number(4, 1, out);
        }
        Wire.end(start, out);
    }

    /** Appends the keyed digest of the body. Appends nothing if the recorder did not see all bytes. */
    private void digest(ByteWriter out) {
        keyed.clear();
        if (digestAt != NO_DIGEST) {
            redactor.appendDigest(entry, digestAt, digestAt + Entry.DIGEST_BYTES, keyed);
        } else if (total == to - from) {
            sha256.update(entry, from, to - from);
            try {
                sha256.digest(digest, 0, digest.length);
            } catch (DigestException e) {
                throw new IllegalStateException("The array has room", e);
            }
            redactor.appendDigest(digest, 0, digest.length, keyed);
        }
        Wire.bytes(3, keyed.array(), 0, keyed.length(), out);
    }
}

package dev.interlock.recording;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.recording.redact.Redactor;
import dev.interlock.recording.segment.Lengths;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/** Redacts and encodes bodies. Confined to the recorder thread. */
final class BodyEncoder {
    private static final int NO_DIGEST = -1;
    /** Room for a body without its content and digest. */
    private static final int ROOM = 3 * Wire.TEXT_ROOM + 2 * Wire.NUMBER_ROOM;

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
        boolean isCut = !isWhole || total > to - from;
        if (!isRequest
                && !isCut
                && !policy.isDigestOnly()
                && redactor.isPlainBody(policy.rules(), fields.kind(), fields.isEncoded(), entry, from, to)) {
            keyed.clear();
            write(number, entry, from, to, 0, out);
            return;
        }
        content.clear();
        boolean isRecorded = !policy.isDigestOnly()
                && redactor.appendBody(
                        policy.rules(),
                        isRequest,
                        fields.kind(),
                        entry,
                        fields.typeFrom(),
                        fields.typeTo(),
                        fields.isEncoded(),
                        isCut,
                        entry,
                        from,
                        to,
                        content);
        int length = isRecorded ? content.length() : 0;
        keyed.clear();
        if (isCut || !isRecorded || !Arrays.equals(content.array(), 0, length, entry, from, to)) {
            digest();
        }
        write(number, content.array(), 0, length, isCut ? 1 : 0, out);
    }

    /** Appends the body with its digest, if it has one. */
    private void write(int number, byte[] bytes, int first, int last, int cut, ByteWriter out) {
        out.ensure(ROOM + last - first + keyed.length());
        byte[] into = out.array();
        int start = Wire.putBegin(into, out.length(), number);
        int at = Wire.putBytes(into, start + Lengths.BYTES, 1, bytes, first, last);
        at = Wire.putNumber(into, at, 2, total);
        at = Wire.putBytes(into, at, 3, keyed.array(), 0, keyed.length());
        out.advance(Wire.putNumber(into, at, 4, cut));
        Wire.end(start, out);
    }

    /** Computes the keyed digest of the body. It stays empty if the recorder did not see all bytes. */
    private void digest() {
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
    }
}

package dev.interlock.recording;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.observe.ObservedBytes;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Start of one body, and the digest of the whole body if it exceeds the limit. Reused for the next exchange. Confined
 * to its event loop.
 */
final class BodyCapture {
    final ByteWriter bytes = new ByteWriter(0);
    /** Length of the body so far, in bytes. */
    long total;

    private @Nullable MessageDigest digest;
    private boolean isDigesting;

    /**
     * Adds a part of the body.
     *
     * @param limit number of bytes to keep
     * @param scratch buffer for bytes beyond the limit
     */
    void add(ObservedBytes part, int limit, byte[] scratch) {
        int length = part.length();
        int kept = Math.min(length, Math.max(0, limit - bytes.length()));
        if (kept > 0) {
            int at = bytes.extend(kept);
            part.copyTo(0, bytes.array(), at, kept);
        }
        total += length;
        if (kept < length) {
            digestRest(part, kept, scratch);
        }
    }

    private void digestRest(ObservedBytes part, int from, byte[] scratch) {
        MessageDigest into = digest;
        if (into == null) {
            into = newDigest();
            digest = into;
        }
        if (!isDigesting) {
            isDigesting = true;
            into.update(bytes.array(), 0, bytes.length());
        }
        for (int at = from; at < part.length(); at += scratch.length) {
            int count = Math.min(scratch.length, part.length() - at);
            part.copyTo(at, scratch, 0, count);
            into.update(scratch, 0, count);
        }
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Returns whether the body is longer than the limit. */
    boolean isDigesting() {
        return isDigesting;
    }

    /** Writes the SHA-256 of the whole body. Callers call this once, and only if {@link #isDigesting} is true. */
    void writeDigest(byte[] into, int at) {
        MessageDigest ended = digest;
        if (ended == null) {
            throw new IllegalStateException("The body has no digest");
        }
        try {
            ended.digest(into, at, Entry.DIGEST_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("The array has room", e);
        }
        isDigesting = false;
    }

    /** Drops the body. Keeps an array of up to {@code retained} bytes. */
    void clear(int retained) {
        bytes.clear(retained);
        total = 0;
        MessageDigest begun = digest;
        if (isDigesting && begun != null) {
            begun.reset();
            isDigesting = false;
        }
    }
}

package dev.interlock.recording;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Layout of a captured exchange in the ring. All numbers are little endian. The fixed part comes first, with the
 * numbers below. These parts follow, in this order:
 *
 * <ol>
 *   <li>bounds and bytes of the request head
 *   <li>authority from a trusted proxy
 *   <li>request body
 *   <li>bounds and bytes of the response fields
 *   <li>response body
 *   <li>digest of the request body, and digest of the response body; each only if the body exceeds the limit
 * </ol>
 */
final class Entry {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static final int LENGTH = 0;
    static final int POLICY = 4;
    static final int CONNECTION = 8;
    static final int SEQUENCE = 16;
    static final int BEGUN = 24;
    static final int FIRST_BYTE = 32;
    static final int LAST_BYTE = 40;
    static final int STATUS = 48;
    static final int FLAGS = 52;
    static final int REQUEST_FIELDS = 56;
    static final int HEAD_BYTES = 60;
    static final int REQUEST_BODY = 64;
    static final int RESPONSE_FIELDS = 68;
    static final int RESPONSE_BYTES = 72;
    static final int RESPONSE_BODY = 76;
    static final int REQUEST_TOTAL = 80;
    static final int RESPONSE_TOTAL = 88;
    static final int PROTOCOL = 96;
    static final int AUTHORITY_BYTES = 100;
    /** {@link Capture#base} of the request head. */
    static final int HEAD_BASE = 104;

    /** {@link Capture#responseOrigin} of the response fields. */
    static final int RESPONSE_ORIGIN = 108;
    /** Length of both digests, in bytes. */
    static final int DIGESTS = 112;
    /** {@link Capture#fieldsOrigin} of the request fields. */
    static final int FIELDS_ORIGIN = 116;
    /** Index of the first byte of the request fields in the captured head. */
    static final int FIELDS_FROM = 120;
    /** Length of the request fields in the captured head, in bytes. */
    static final int FIELDS_BYTES = 124;

    /** Length of the fixed part, in bytes. */
    static final int FIXED = 128;
    /** Length of a SHA-256 digest, in bytes. */
    static final int DIGEST_BYTES = 32;
    /**
     * Number of bounds for each field: start and end of its name, start and end of its value. They count from the start
     * of the first name, so equal fields have equal bounds.
     */
    static final int FIELD_BOUNDS = 4;
    /** Number of bounds before the fields: start and end of method, target, path, query and authority. */
    static final int HEAD_BOUNDS = 10;

    static final int HAS_REQUEST = 1;
    static final int IS_SECURE = 1 << 1;
    static final int IS_LATE = 1 << 2;
    static final int HAS_RESPONSE = 1 << 3;
    /** The request head announces a body. */
    static final int HAS_BODY = 1 << 4;
    /** The whole request body arrived. */
    static final int BODY_IS_COMPLETE = 1 << 5;
    /** The entry contains the digest of the request body, because the body exceeds the limit. */
    static final int HAS_REQUEST_DIGEST = 1 << 6;

    static final int HAS_RESPONSE_DIGEST = 1 << 7;
    /** The response body is a file that the kernel sends. Its bytes are not captured. */
    static final int IS_FILE = 1 << 8;
    /** The file of the response body is in {@link ExchangeRing#files}. */
    static final int HAS_FILE = 1 << 9;
    /** Position of the lowest bit of the abort reason: its ordinal plus one, or 0 without an abort. */
    static final int REASON_SHIFT = 16;

    private Entry() {}

    static void putInt(byte[] bytes, int at, int value) {
        INT.set(bytes, at, value);
    }

    /** Writes the bounds of a field, and returns the index after them. */
    static int putField(byte[] bytes, int at, int nameFrom, int nameTo, int valueFrom, int valueTo) {
        putInt(bytes, at, nameFrom);
        putInt(bytes, at + 4, nameTo);
        putInt(bytes, at + 8, valueFrom);
        putInt(bytes, at + 12, valueTo);
        return at + FIELD_BOUNDS * Integer.BYTES;
    }

    static void putLong(byte[] bytes, int at, long value) {
        LONG.set(bytes, at, value);
    }

    static int getInt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static long getLong(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }
}

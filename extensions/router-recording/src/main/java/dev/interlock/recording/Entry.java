package dev.interlock.recording;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Layout of a captured exchange between an event loop and the thread of the recorder. All numbers are little endian.
 * After the fixed part follow the bounds and the bytes of the request's head, the authority that a proxy states, the body
 * of the request, the bounds and the bytes of the response's fields, and the body of the response.
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
    static final int REQUEST_DIGEST = 104;
    static final int RESPONSE_DIGEST = 136;
    /** Index of the first byte of the request's head in its former array, from which its bounds count. */
    static final int HEAD_BASE = 168;

    static final int RESPONSE_BASE = 172;
    static final int FIXED = 176;

    static final int DIGEST_BYTES = 32;
    /** Number of bounds of a field: of its name and of its value. */
    static final int FIELD_BOUNDS = 4;
    /** Number of bounds before those of the fields: of method, target, path, query and authority. */
    static final int HEAD_BOUNDS = 10;

    static final int HAS_REQUEST = 1;
    static final int IS_SECURE = 1 << 1;
    static final int IS_LATE = 1 << 2;
    static final int HAS_RESPONSE = 1 << 3;
    /** The request's head announces a body. */
    static final int HAS_BODY = 1 << 4;
    /** The whole body of the request has arrived. */
    static final int BODY_IS_COMPLETE = 1 << 5;
    /** The digest of the body is in the entry, because the body is longer than the limit. */
    static final int HAS_REQUEST_DIGEST = 1 << 6;

    static final int HAS_RESPONSE_DIGEST = 1 << 7;
    /** The body of the response is a file, whose bytes were not in memory. */
    static final int IS_FILE = 1 << 8;
    /** First bit of the reason of an abort, plus one. */
    static final int REASON_SHIFT = 16;

    private Entry() {}

    static void putInt(byte[] bytes, int at, int value) {
        INT.set(bytes, at, value);
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

package dev.interlock.internal.message;

import dev.interlock.bytes.Slice;
import dev.interlock.http.Protocol;
import dev.interlock.http.RequestHead;
import dev.interlock.http.TlsConnection;
import dev.interlock.internal.bytes.Ascii;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Head of a request. The head copies nothing: all ranges are in the received bytes. A protocol engine fills the same
 * head for each request of a connection. In strict mode, each request has its own head, a {@link LentHead}.
 */
public sealed class ReceivedHead extends RequestHead permits LentHead {
    /** Number of ints for a field: the bounds of its name and of its value. */
    private static final int BOUNDS = 4;

    private static final int USUAL_FIELDS = 16;
    /** Limit on the number of fields for which the array has room. A larger array is not kept for the next head. */
    private static final int RETAINED_FIELDS = 64;

    private static final int[] NO_FIELDS = {};
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int methodFrom;
    private int methodTo;
    private int targetFrom;
    private int targetTo;
    private int pathFrom;
    private int pathTo;
    private int queryFrom = -1;
    private int queryTo = -1;
    private int authorityFrom;
    private int authorityTo;
    private Protocol protocol = Protocol.HTTP_1_1;
    /** Whether the scheme is https. */
    private boolean secure;
    /** TLS of the connection, or null if it has none. */
    private @Nullable TlsConnection tls;

    private int fieldCount;
    private int[] fields = new int[USUAL_FIELDS * BOUNDS];

    /** Throws an exception if the request has ended in strict mode. Outside of strict mode, a head never ends. */
    void checkLive() {}

    /** Clears the head. The next head is in {@code bytes}. */
    public void reset(byte[] bytes) {
        this.bytes = bytes;
        methodFrom = methodTo = 0;
        targetFrom = targetTo = 0;
        pathFrom = pathTo = 0;
        queryFrom = queryTo = -1;
        authorityFrom = authorityTo = 0;
        protocol(Protocol.HTTP_1_1);
        secure = false;
        tls = null;
        fieldCount = 0;
    }

    /**
     * Drops the reference to the bytes, and a large array of fields. Keeps the protocol, because the response needs it.
     */
    public void forget() {
        bytes = NONE;
        trim();
    }

    /** Drops the fields. Also frees their array if it has room for more than {@link #RETAINED_FIELDS} fields. */
    public void trim() {
        fieldCount = 0;
        if (fields.length > RETAINED_FIELDS * BOUNDS) {
            fields = NO_FIELDS;
        }
    }

    /** Drops the fields. Also frees their array if it is larger than a normal head needs. */
    public void giveUpFields() {
        fieldCount = 0;
        if (extraBytes() > 0) {
            fields = NO_FIELDS;
        }
    }

    /**
     * Returns the bytes of heap that the array of fields takes, or 0 if the array is not larger than a normal head
     * needs.
     */
    public int extraBytes() {
        return fields.length > USUAL_FIELDS * BOUNDS ? fields.length * Integer.BYTES : 0;
    }

    /**
     * Copies {@code other} to this head, after its bytes have moved.
     *
     * @param bytes array of the moved bytes
     * @param shift difference between the new indexes and the old indexes
     */
    public void copyFrom(ReceivedHead other, byte[] bytes, int shift) {
        reset(bytes);
        method(other.methodFrom + shift, other.methodTo + shift);
        target(other.targetFrom + shift, other.targetTo + shift);
        path(other.pathFrom + shift, other.pathTo + shift);
        if (other.queryFrom >= 0) {
            query(other.queryFrom + shift, other.queryTo + shift);
        }
        if (other.authorityTo > other.authorityFrom) {
            authority(other.authorityFrom + shift, other.authorityTo + shift);
        }
        protocol(other.protocol);
        secure = other.secure;
        tls = other.tls;
        int count = other.fieldCount * BOUNDS;
        if (fields.length < count) {
            fields = new int[other.fields.length];
        }
        for (int i = 0; i < count; i++) {
            fields[i] = other.fields[i] + shift;
        }
        fieldCount = other.fieldCount;
    }

    public void method(int from, int to) {
        methodFrom = from;
        methodTo = to;
    }

    /** Sets the range of the request target as received (RFC 9112 section 3.2), in any form. */
    public void target(int from, int to) {
        targetFrom = from;
        targetTo = to;
    }

    /** Sets the range of the target's path. */
    public void path(int from, int to) {
        pathFrom = from;
        pathTo = to;
    }

    /** Sets the range of the target's query without its question mark, or -1 and -1 if there is none. */
    public void query(int from, int to) {
        queryFrom = from;
        queryTo = to;
    }

    /**
     * Sets the range of the target URI's authority (RFC 9110 section 7.1). The range is empty if the client has not
     * stated an authority.
     */
    public void authority(int from, int to) {
        authorityFrom = from;
        authorityTo = to;
    }

    /** Sets the version of HTTP. The default is {@link Protocol#HTTP_1_1}. */
    public void protocol(Protocol version) {
        if (protocol != version) {
            // Most requests have the same version as the request before. The check then avoids the garbage collector's
            // write barrier.
            protocol = version;
        }
    }

    /** Sets whether the scheme of the target URI is https instead of http. */
    public void secure(boolean https) {
        secure = https;
    }

    /** Sets the TLS of the connection. With TLS, the scheme is https. */
    public void tls(@Nullable TlsConnection connection) {
        tls = connection;
        secure = connection != null;
    }

    /** Returns the TLS of the connection, or null if it has none. */
    public @Nullable TlsConnection tls() {
        checkLive();
        return tls;
    }

    public void addField(int nameFrom, int nameTo, int valueFrom, int valueTo) {
        int at = fieldCount * BOUNDS;
        if (at == fields.length) {
            fields = Arrays.copyOf(fields, Math.max(USUAL_FIELDS * BOUNDS, 2 * at));
        }
        fields[at] = nameFrom;
        fields[at + 1] = nameTo;
        fields[at + 2] = valueFrom;
        fields[at + 3] = valueTo;
        fieldCount++;
    }

    /**
     * Replaces the range of a field's value.
     *
     * @param valueFrom index of the first byte of the current value, by which the field is found
     */
    public void replaceValue(int valueFrom, int newFrom, int newTo) {
        for (int at = 0; at < fieldCount * BOUNDS; at += BOUNDS) {
            if (fields[at + 2] == valueFrom) {
                fields[at + 2] = newFrom;
                fields[at + 3] = newTo;
                return;
            }
        }
    }

    @Override
    public byte[] bytes() {
        checkLive();
        return bytes;
    }

    @Override
    public int methodFrom() {
        checkLive();
        return methodFrom;
    }

    @Override
    public int methodTo() {
        checkLive();
        return methodTo;
    }

    @Override
    public int targetFrom() {
        checkLive();
        return targetFrom;
    }

    @Override
    public int targetTo() {
        checkLive();
        return targetTo;
    }

    @Override
    public int pathFrom() {
        checkLive();
        return pathFrom;
    }

    @Override
    public int pathTo() {
        checkLive();
        return pathTo;
    }

    @Override
    public int queryFrom() {
        checkLive();
        return queryFrom;
    }

    @Override
    public int queryTo() {
        checkLive();
        return queryTo;
    }

    @Override
    public int authorityFrom() {
        checkLive();
        return authorityFrom;
    }

    @Override
    public int authorityTo() {
        checkLive();
        return authorityTo;
    }

    @Override
    public Protocol protocol() {
        checkLive();
        return protocol;
    }

    @Override
    public boolean isSecure() {
        checkLive();
        return secure;
    }

    @Override
    public int fieldCount() {
        checkLive();
        return fieldCount;
    }

    @Override
    public int nameFrom(int field) {
        return fields[bounds(field)];
    }

    @Override
    public int nameTo(int field) {
        return fields[bounds(field) + 1];
    }

    @Override
    public int valueFrom(int field) {
        return fields[bounds(field) + 2];
    }

    @Override
    public int valueTo(int field) {
        return fields[bounds(field) + 3];
    }

    private int bounds(int field) {
        checkLive();
        return Objects.checkIndex(field, fieldCount) * BOUNDS;
    }

    @Override
    public Slice value(int field, Slice slice) {
        int from = valueFrom(field);
        return slice.wrap(bytes, from, valueTo(field) - from);
    }

    @Override
    public int find(byte[] lowerCaseName, int start) {
        checkLive();
        for (int i = start; i < fieldCount; i++) {
            int from = fields[i * BOUNDS];
            if (Ascii.equalIgnoreCase(bytes, from, fields[i * BOUNDS + 1] - from, lowerCaseName)) {
                return i;
            }
        }
        return -1;
    }
}

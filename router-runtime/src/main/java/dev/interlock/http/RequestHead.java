package dev.interlock.http;

import dev.interlock.bytes.Ascii;
import dev.interlock.bytes.Slice;
import java.util.Arrays;
import java.util.Objects;

/**
 * Ranges of the parts of a request head in the received bytes. It copies nothing. A protocol engine fills one head per
 * connection and uses it again. In strict mode a request has its own head, which throws {@link IllegalStateException}
 * after the end of the request. Not safe for use by several threads.
 *
 * <p>Ranges go from an index to the index after the last byte. Field values exclude the white space around them (RFC
 * 9110 section 5.5).
 */
public sealed class RequestHead permits LentHead {
    /** Ints per field: the bounds of its name and of its value. */
    private static final int BOUNDS = 4;

    private static final int USUAL_FIELDS = 16;
    /** Largest number of fields whose room is kept for the next head. */
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

    private int fieldCount;
    private int[] fields = new int[USUAL_FIELDS * BOUNDS];

    /** Throws when the request has ended. Outside of strict mode, a head never ends. */
    void checkLive() {}

    /** Forgets everything. {@code bytes} holds the next head. */
    public void reset(byte[] bytes) {
        this.bytes = bytes;
        methodFrom = methodTo = 0;
        targetFrom = targetTo = 0;
        pathFrom = pathTo = 0;
        queryFrom = queryTo = -1;
        authorityFrom = authorityTo = 0;
        protocol(Protocol.HTTP_1_1);
        secure = false;
        fieldCount = 0;
    }

    /** Drops the reference to the bytes and the room for many fields. Keeps the protocol, which the response needs. */
    public void forget() {
        bytes = NONE;
        trim();
    }

    /** Forgets the fields, and frees their room if it is for more than {@link #RETAINED_FIELDS} fields. */
    public void trim() {
        fieldCount = 0;
        if (fields.length > RETAINED_FIELDS * BOUNDS) {
            fields = NO_FIELDS;
        }
    }

    /** Forgets the fields, and frees the room for more fields than a usual head has. */
    public void giveUpFields() {
        fieldCount = 0;
        if (extraBytes() > 0) {
            fields = NO_FIELDS;
        }
    }

    /** Bytes of heap that the room for fields takes; 0 if it is the room of a usual head. */
    public int extraBytes() {
        return fields.length > USUAL_FIELDS * BOUNDS ? fields.length * Integer.BYTES : 0;
    }

    /**
     * Becomes a copy of {@code other} for bytes that have moved.
     *
     * @param bytes array of the moved bytes
     * @param shift difference of the new indexes from the old ones
     */
    public void copyFrom(RequestHead other, byte[] bytes, int shift) {
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

    /** Sets the range of the target's query without its question mark; -1 and -1 if there is none. */
    public void query(int from, int to) {
        queryFrom = from;
        queryTo = to;
    }

    /** Sets the range of the target URI's authority (RFC 9110 section 7.1); empty if the client has not stated it. */
    public void authority(int from, int to) {
        authorityFrom = from;
        authorityTo = to;
    }

    /** Sets the version of HTTP; {@link Protocol#HTTP_1_1} by default. */
    public void protocol(Protocol version) {
        if (protocol != version) {
            // Most requests have the same version as the request before. A store of a reference costs the collector's
            // barrier.
            protocol = version;
        }
    }

    /** Sets whether the scheme of the target URI is https or http. */
    public void secure(boolean https) {
        secure = https;
    }

    /** Adds a field line. */
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

    /** Array that holds the head. Must not be changed. */
    public byte[] bytes() {
        checkLive();
        return bytes;
    }

    public int methodFrom() {
        checkLive();
        return methodFrom;
    }

    public int methodTo() {
        checkLive();
        return methodTo;
    }

    public int targetFrom() {
        checkLive();
        return targetFrom;
    }

    public int targetTo() {
        checkLive();
        return targetTo;
    }

    public int pathFrom() {
        checkLive();
        return pathFrom;
    }

    public int pathTo() {
        checkLive();
        return pathTo;
    }

    /** Index of the first byte of the query; -1 if the target has no query. */
    public int queryFrom() {
        checkLive();
        return queryFrom;
    }

    /** Index after the last byte of the query; -1 if the target has no query. */
    public int queryTo() {
        checkLive();
        return queryTo;
    }

    /** Index of the first byte of the authority. */
    public int authorityFrom() {
        checkLive();
        return authorityFrom;
    }

    /**
     * Index after the last byte of the authority. Equal to {@link #authorityFrom} if the client has not stated the
     * authority.
     */
    public int authorityTo() {
        checkLive();
        return authorityTo;
    }

    /** Version of HTTP that the client, or the last proxy, speaks. */
    public Protocol protocol() {
        checkLive();
        return protocol;
    }

    /** Whether the scheme is https. */
    public boolean isSecure() {
        checkLive();
        return secure;
    }

    /** Number of header fields. */
    public int fieldCount() {
        checkLive();
        return fieldCount;
    }

    public int nameFrom(int field) {
        return fields[bounds(field)];
    }

    public int nameTo(int field) {
        return fields[bounds(field) + 1];
    }

    public int valueFrom(int field) {
        return fields[bounds(field) + 2];
    }

    public int valueTo(int field) {
        return fields[bounds(field) + 3];
    }

    private int bounds(int field) {
        checkLive();
        return Objects.checkIndex(field, fieldCount) * BOUNDS;
    }

    /** Points {@code slice} at the value of a field and returns it. */
    public Slice value(int field, Slice slice) {
        int from = valueFrom(field);
        return slice.wrap(bytes, from, valueTo(field) - from);
    }

    /**
     * Index of the first field with a name, or -1.
     *
     * @param lowerCaseName ASCII bytes without capitals
     */
    public int find(byte[] lowerCaseName) {
        return find(lowerCaseName, 0);
    }

    /** Index of the first field with a name, from the field {@code start} on, or -1. */
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

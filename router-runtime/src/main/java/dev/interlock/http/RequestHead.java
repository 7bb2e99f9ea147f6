package dev.interlock.http;

import dev.interlock.bytes.Slice;

/**
 * Head of a request, as ranges of the received bytes, for code that must read fields without allocation. A head is
 * valid until the handler returns. In strict mode, every method then throws {@link IllegalStateException}. Not safe for
 * use by several threads. Only the server creates heads.
 *
 * <p>A range begins at the index of its first byte and ends at the index after its last byte. Field values exclude the
 * white space around them (RFC 9110 section 5.5). Fields are numbered from 0, in the order of the request.
 */
public abstract class RequestHead {
    /** Called by the server. */
    protected RequestHead() {}

    /** Returns the array that holds the head. The array must not be changed. */
    public abstract byte[] bytes();

    public abstract int methodFrom();

    public abstract int methodTo();

    /** Returns the index of the first byte of the request target as received (RFC 9112 section 3.2), in any form. */
    public abstract int targetFrom();

    public abstract int targetTo();

    public abstract int pathFrom();

    public abstract int pathTo();

    /** Returns the index of the first byte of the query, after its question mark; -1 if the target has no query. */
    public abstract int queryFrom();

    /** Returns the index after the last byte of the query; -1 if the target has no query. */
    public abstract int queryTo();

    /** Returns the index of the first byte of the authority (RFC 9110 section 7.1). */
    public abstract int authorityFrom();

    /**
     * Returns the index after the last byte of the authority. It equals {@link #authorityFrom} if the client has not
     * stated an authority.
     */
    public abstract int authorityTo();

    /** Returns the version of HTTP that the client, or the last proxy, speaks. */
    public abstract Protocol protocol();

    /** Whether the scheme of the target URI is https. */
    public abstract boolean isSecure();

    /** Returns the number of header fields. */
    public abstract int fieldCount();

    public abstract int nameFrom(int field);

    public abstract int nameTo(int field);

    public abstract int valueFrom(int field);

    public abstract int valueTo(int field);

    /** Moves {@code slice} to the value of a field, and returns it. */
    public abstract Slice value(int field, Slice slice);

    /**
     * Returns the index of the first field with a name, or -1.
     *
     * @param lowerCaseName ASCII bytes without capitals
     */
    public final int find(byte[] lowerCaseName) {
        return find(lowerCaseName, 0);
    }

    /** Returns the index of the first field with a name, or -1. Ignores the fields before the field {@code start}. */
    public abstract int find(byte[] lowerCaseName, int start);
}

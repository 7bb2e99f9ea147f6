package dev.interlock.internal.engine;

/**
 * Settings of a server that apply to the requests of every protocol.
 *
 * @param requestLine limit on the bytes of a request line, or of method and path
 * @param head limit on the bytes of a request head
 * @param fields limit on the number of header fields, and also on the number of trailer fields
 * @param headNanos time limit for a head, from its first to its last byte
 * @param idleNanos longest time without progress
 * @param servesHalfClosed whether a client that has closed its half of the connection still gets its response
 */
public record RequestLimits(
        int requestLine, int head, int fields, long headNanos, long idleNanos, boolean servesHalfClosed) {}

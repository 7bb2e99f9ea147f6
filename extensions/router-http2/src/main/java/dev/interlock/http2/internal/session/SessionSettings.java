package dev.interlock.http2.internal.session;

import dev.interlock.http2.internal.flood.FloodLimits;
import dev.interlock.http2.internal.head.HeadLimits;
import dev.interlock.http2.internal.stream.LocalSettings;

/**
 * Settings of all sessions of an endpoint.
 *
 * @param local settings that the server announces
 * @param connectionWindow bytes of bodies that a client may send on all streams of a connection before the server has
 *     taken them, 65,535 to 2^31-1
 * @param encoderTable limit on the HPACK table for responses in bytes
 * @param heads limits on header sections
 * @param floods limits on cheap frames
 * @param headNanos time limit for a field block, from its first to its last byte, in nanoseconds
 * @param idleNanos longest time without progress of a request body or of a response, in nanoseconds
 * @param servesHalfClosed whether a client that has closed its half of the connection still gets its responses
 */
public record SessionSettings(
        LocalSettings local,
        int connectionWindow,
        int encoderTable,
        HeadLimits heads,
        FloodLimits floods,
        long headNanos,
        long idleNanos,
        boolean servesHalfClosed) {}

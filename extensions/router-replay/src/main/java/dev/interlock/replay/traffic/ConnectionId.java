package dev.interlock.replay.traffic;

/**
 * Identity of a recorded connection.
 *
 * @param source process or file that recorded it
 * @param number number within the source
 * @param pass repetition of the recording; the first has the number 0
 */
public record ConnectionId(long source, long number, int pass) {}

package dev.interlock.codec;

/**
 * A member of an object.
 *
 * @param name in JSON
 * @param refusesNull whether null is refused
 * @param required number of the member among those that must be there, or -1
 */
record JacksonMember(String name, JacksonShape shape, boolean refusesNull, int required) {}

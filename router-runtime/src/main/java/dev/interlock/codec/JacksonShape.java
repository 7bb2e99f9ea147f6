package dev.interlock.codec;

import com.fasterxml.jackson.databind.jsontype.impl.TypeDeserializerBase;

/** What must be there in a value that Jackson reads, as far as Jackson's own deserializers tell. */
sealed interface JacksonShape {
    /** A value in which nothing can be missing. */
    JacksonShape ANY = new Any(true);
    /** A value that another deserializer than Jackson's reads, or one whose rules are Jackson's own. */
    JacksonShape UNKNOWN = new Any(false);

    /**
     * A value whose members, if it has any, are unknown.
     *
     * @param isComplete whether nothing can be missing in the value
     */
    record Any(boolean isComplete) implements JacksonShape {}

    /**
     * An array, or an object with any members.
     *
     * @param bracket the first byte
     * @param refusesNull whether null is no element
     */
    record Elements(char bracket, JacksonShape element, boolean refusesNull) implements JacksonShape {}

    /** An object of a class. */
    record Members(JacksonBean bean) implements JacksonShape {}

    /** A value with the name of its type. */
    record Typed(TypeDeserializerBase types) implements JacksonShape {}
}

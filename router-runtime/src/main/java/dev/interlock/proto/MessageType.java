package dev.interlock.proto;

import java.util.List;

/** What generated code tells about a message type that it writes. */
public final class MessageType {
    /** Of the first 64 fields that are marked one word tells which were written. */
    private static final int FIRST_MARKS = Long.SIZE;

    static final long[] NO_MARKS = {};

    private final String name;
    private final int marks;
    private final List<String> required;

    private MessageType(String name, int marks, List<String> required) {
        this.name = name;
        this.marks = marks;
        this.required = required;
    }

    /**
     * A type.
     *
     * @param name its full name
     * @param marks how many of its fields are {@linkplain MessageEncoder#mark marked} when they are written
     * @param required the names of those that are required, whose marks are 0, 1 and so on
     */
    public static MessageType of(String name, int marks, String... required) {
        return new MessageType(name, marks, List.of(required));
    }

    String name() {
        return name;
    }

    /** The words for marks beyond the first; for most types the same empty array. */
    long[] moreMarks() {
        return marks <= FIRST_MARKS ? NO_MARKS : new long[(marks - 1) / FIRST_MARKS];
    }

    List<String> required() {
        return required;
    }
}

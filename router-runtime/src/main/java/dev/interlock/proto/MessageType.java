package dev.interlock.proto;

import java.util.List;

/** Facts about a message type, from the generated code that writes it. */
public final class MessageType {
    /** Number of marks in the first word. A mark is a bit that records whether a field was written. */
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
     * Creates a type.
     *
     * @param name full name
     * @param marks number of fields that are {@linkplain MessageEncoder#mark marked} when they are written
     * @param required names of the required fields; their marks are 0, 1 and so on
     */
    public static MessageType of(String name, int marks, String... required) {
        return new MessageType(name, marks, List.of(required));
    }

    String name() {
        return name;
    }

    /** Returns words for the marks beyond the first word. For most types this is a shared empty array. */
    long[] moreMarks() {
        return marks <= FIRST_MARKS ? NO_MARKS : new long[(marks - 1) / FIRST_MARKS];
    }

    List<String> required() {
        return required;
    }
}

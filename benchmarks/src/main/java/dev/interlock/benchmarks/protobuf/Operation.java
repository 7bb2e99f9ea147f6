package dev.interlock.benchmarks.protobuf;

import java.io.IOException;

/** A measured operation. */
public enum Operation {
    /** Parses and reads all fields. */
    READ_ALL("read-all", ""),
    /** Parses and reads two fields of each order. */
    READ_TWO("read-two", ""),
    /**
     * Does the same as {@link #READ_TWO}, with a message type that declares only these fields. Interlock's views always
     * declare only the wanted fields.
     */
    READ_HEAD("read-two", ", two fields declared"),
    /** Writes a message from the application's objects. */
    WRITE("write", ""),
    /** Writes a message from the library's message objects. This is a part of the work of {@link #WRITE}. */
    ENCODE("encode only", "");

    private final String group;
    private final String suffix;

    Operation(String group, String suffix) {
        this.group = group;
        this.suffix = suffix;
    }

    /** Runs an operation on one message. */
    interface Task {
        /**
         * Runs the operation. The result depends on everything that was read or written.
         *
         * @param message message of the payload
         * @param number index of the message in the payload
         */
        long run(Codec codec, byte[] message, int number) throws IOException;
    }

    Task task() {
        return switch (this) {
            case READ_ALL -> (codec, message, number) -> codec.readAll(message);
            case READ_TWO -> (codec, message, number) -> codec.readTwo(message);
            case READ_HEAD -> (codec, message, number) -> codec.readHead(message);
            case WRITE -> (codec, message, number) -> codec.write(number);
            case ENCODE -> (codec, message, number) -> codec.encode(number);
        };
    }

    /** Returns the group of operations that are compared with each other. */
    String group() {
        return group;
    }

    /** Returns the text after the library's name in reports. */
    String suffix() {
        return suffix;
    }
}

package dev.interlock.benchmarks.protobuf;

import java.io.IOException;

/** A measured operation. */
public enum Operation {
    /** Parses and reads all fields. */
    READ_ALL("read-all", ""),
    /** Parses and reads two fields of each order. */
    READ_TWO("read-two", ""),
    /**
     * Does the same as {@link #READ_TWO}, with a message type that declares only these fields. Interlock's view always
     * does so.
     */
    READ_HEAD("read-two", ", two fields declared"),
    /** Writes from the application's objects. */
    WRITE("write", ""),
    /** Writes from the library's message objects, which is a part of {@link #WRITE}. */
    ENCODE("encode only", "");

    private final String group;
    private final String suffix;

    Operation(String group, String suffix) {
        this.group = group;
        this.suffix = suffix;
    }

    /** Runs an operation. */
    interface Task {
        /** Takes a message of the payload and its index. The result depends on all that was read or written. */
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

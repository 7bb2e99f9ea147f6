package dev.interlock.benchmarks.protobuf;

import java.util.stream.Stream;

/** A measured operation. */
enum Operation {
    /** Parses and reads all fields. */
    READ_ALL("readAll", "read-all", ""),
    /** Parses and reads two fields of each order. */
    READ_TWO("readTwo", "read-two", ""),
    /**
     * Does the same as {@link #READ_TWO}, with a message type that declares only these fields. Interlock's view always
     * does so.
     */
    READ_HEAD("readHead", "read-two", ", two fields declared"),
    /** Writes from the application's objects. */
    WRITE("write", "write", ""),
    /** Writes from the library's message objects, which is a part of {@link #WRITE}. */
    ENCODE("encode", "encode only", "");

    private final String benchmark;
    private final String group;
    private final String suffix;

    Operation(String benchmark, String group, String suffix) {
        this.benchmark = benchmark;
        this.group = group;
        this.suffix = suffix;
    }

    /** Returns the name of the method of {@link ProtobufBenchmark}. */
    String benchmark() {
        return benchmark;
    }

    /** Returns the operation of a benchmark. The benchmark's name ends with the name of its method. */
    static Operation ofBenchmark(String name) {
        return Stream.of(values())
                .filter(operation -> name.endsWith("." + operation.benchmark))
                .findAny()
                .orElseThrow();
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

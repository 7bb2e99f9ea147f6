package dev.interlock.benchmarks.protobuf;

import java.util.stream.Stream;

/** What is measured. */
enum Operation {
    /** Parses and reads all fields. */
    READ_ALL("readAll", "read-all", ""),
    /** Parses and reads two fields of each order. */
    READ_TWO("readTwo", "read-two", ""),
    /** The same by way of a message type that declares no others, as Interlock's view always does. */
    READ_HEAD("readHead", "read-two", ", two fields declared"),
    /** Writes from objects of the application. */
    WRITE("write", "write", ""),
    /** Writes from the message objects of the library: a part of {@link #WRITE}. */
    ENCODE("encode", "encode only", "");

    private final String benchmark;
    private final String group;
    private final String suffix;

    Operation(String benchmark, String group, String suffix) {
        this.benchmark = benchmark;
        this.group = group;
        this.suffix = suffix;
    }

    /** The name of the method of {@link ProtobufBenchmark}. */
    String benchmark() {
        return benchmark;
    }

    /** The one that a benchmark measures, whose name ends with that of its method. */
    static Operation ofBenchmark(String name) {
        return Stream.of(values())
                .filter(operation -> name.endsWith("." + operation.benchmark))
                .findAny()
                .orElseThrow();
    }

    /** What is compared with each other. */
    String group() {
        return group;
    }

    /** What reports have behind the name of the library. */
    String suffix() {
        return suffix;
    }
}

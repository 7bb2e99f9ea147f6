package dev.interlock.processor.read.proto;

/** Types of the runtime that views and writers are made of; the processor links none. */
final class ProtoNames {
    static final String SLICE = "dev.interlock.bytes.Slice";
    static final String REPEATED = "dev.interlock.proto.Repeated";
    static final String REPEATED_INT = "dev.interlock.proto.RepeatedInt";
    static final String REPEATED_LONG = "dev.interlock.proto.RepeatedLong";
    static final String REPEATED_FLOAT = "dev.interlock.proto.RepeatedFloat";
    static final String REPEATED_DOUBLE = "dev.interlock.proto.RepeatedDouble";
    static final String REPEATED_BOOLEAN = "dev.interlock.proto.RepeatedBoolean";
    static final String ENTRIES = "dev.interlock.proto.Entries";

    private ProtoNames() {}
}

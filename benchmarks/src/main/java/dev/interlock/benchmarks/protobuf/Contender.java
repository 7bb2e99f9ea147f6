package dev.interlock.benchmarks.protobuf;

/** Libraries that run in this process. Rust's prost runs in a separate process. */
public enum Contender {
    INTERLOCK("interlock"),
    /**
     * Interlock with each text as UTF-8 in an array of its own. A Java application can keep its texts in this form. A
     * Rust application always does.
     */
    INTERLOCK_SLICES("interlock, texts as Slice"),
    PROTOBUF_JAVA("protobuf-java"),
    QUICKBUFFERS("quickbuffers"),
    QUICKBUFFERS_STRINGS("quickbuffers, as String");

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    /** Returns the name in the report. */
    String label() {
        return label;
    }

    /** Returns whether an operation is measured for this library. */
    boolean takesPart(Operation operation) {
        return switch (this) {
            // An Interlock view always declares only the wanted fields, so READ_HEAD would repeat READ_TWO. Interlock
            // has no message objects, so there is nothing to ENCODE.
            case INTERLOCK -> operation != Operation.READ_HEAD && operation != Operation.ENCODE;
            case INTERLOCK_SLICES -> operation == Operation.WRITE;
            case PROTOBUF_JAVA, QUICKBUFFERS -> true;
            case QUICKBUFFERS_STRINGS -> operation == Operation.READ_ALL;
        };
    }

    /** Sets up the library. */
    Codec open(Payload payload) {
        return switch (this) {
            case INTERLOCK -> new InterlockCodec(payload);
            case INTERLOCK_SLICES -> new InterlockSlices(payload);
            case PROTOBUF_JAVA -> new GoogleCodec(payload);
            case QUICKBUFFERS -> new QuickCodec(payload);
            case QUICKBUFFERS_STRINGS -> new QuickCodec.Strings(payload);
        };
    }
}
